"""Limits of attempts at a secret, kept in Redis for all processes, decided in one step."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import redis

from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Unavailable
from chasqui.kernel.texts.text import say

# KEYS: a hash per limit. ARGV: now (s), the limits as JSON. An attempt counts before its secret is
# looked at, so that attempts that come together are not more than those that come in turn. A count
# ages: it loses one in `leak` seconds. Returns whether to refuse at once, and the seconds to wait.
ADMIT = """
local now, limits, wait = tonumber(ARGV[1]), cjson.decode(ARGV[2]), 0
for _, key in ipairs(KEYS) do
	wait = math.max(wait, tonumber(redis.call('HGET', key, 'until') or 0) - now)
end
if wait > 0 then return {1, tostring(wait)} end
for i, key in ipairs(KEYS) do
	local locks, leak = limits[i].locks, limits[i].leak
	local kept = redis.call('HMGET', key, 'count', 'at')
	local age = math.max(0, now - (tonumber(kept[2]) or now))
	local count = math.max(0, (tonumber(kept[1]) or 0) - age / leak) + 1
	local lock = locks[math.min(math.ceil(count), #locks)]
	redis.call('HSET', key, 'count', tostring(count), 'at', tostring(now))
	if lock > 0 then redis.call('HSET', key, 'until', tostring(now + lock)) end
	redis.call('EXPIRE', key, math.ceil(count * leak + lock) + 60)
	wait = math.max(wait, lock)
end
return {0, tostring(wait)}
"""
UNKNOWN = say("Las credenciales no se pueden comprobar ahora.")


@dataclass(frozen=True)
class Limit:
	"""What is limited, and the rest (s) after the first, second … attempt that fails.

	The last rest holds for all that follow; after `leak` seconds one attempt is no longer counted.
	"""

	name: str
	locks: Sequence[int]
	leak: int


@dataclass(frozen=True)
class Attempt:
	"""`wait` is in seconds: till another attempt is allowed, 0 if one may follow at once."""

	is_refused: bool
	wait: int


class AttemptLimiter:
	def __init__(self, client: "redis.Redis", *, prefix: str) -> None:
		self._client = client
		self._prefix = f"{prefix}attempts:"
		self._admit = client.register_script(ADMIT)

	def admit(self, limits: Sequence[Limit]) -> Attempt:
		"""Count an attempt against all limits, unless one of them refuses it.

		:raises Unavailable: Redis does not answer; then everybody is refused
		"""
		rules = json.dumps([{"locks": list(one.locks), "leak": one.leak} for one in limits])
		keys = [self._prefix + one.name for one in limits]
		try:
			refused, wait = self._admit(keys=keys, args=[read_now().timestamp(), rules])
		except redis.RedisError as error:
			raise Unavailable(UNKNOWN, code="rate_unknown") from error
		return Attempt(bool(refused), ceil(float(wait)))

	def forgive(self, own: Sequence[Limit], shared: Sequence[Limit] = ()) -> None:
		"""Reset all that `own` limits counted, and of `shared` ones this attempt.

		:raises Unavailable: Redis does not answer
		"""
		pipeline = self._client.pipeline(transaction=True)
		for limit in own:
			pipeline.delete(self._prefix + limit.name)
		for limit in shared:
			pipeline.hincrbyfloat(self._prefix + limit.name, "count", -1)
			pipeline.hdel(self._prefix + limit.name, "until")
		try:
			pipeline.execute()
		except redis.RedisError as error:
			raise Unavailable(UNKNOWN, code="rate_unknown") from error
