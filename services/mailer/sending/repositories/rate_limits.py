"""Rates shared by all workers through Redis: token buckets, taken in one atomic step."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import redis

from chasqui.kernel.errors import Unavailable

# KEYS: one bucket per limit. ARGV: now (s), wanted, then per bucket its size and its seconds.
# Grants the least that any bucket has, and says how long until one more is there.
TAKE_TOKENS = """
local now, wanted = tonumber(ARGV[1]), tonumber(ARGV[2])
local granted, wait, levels = wanted, 0, {}
for i, key in ipairs(KEYS) do
	local size, seconds = tonumber(ARGV[2 * i + 1]), tonumber(ARGV[2 * i + 2])
	-- A second's worth of burst: a limit per hour is not spent in its first minute.
	local burst = math.max(1, math.min(size, math.ceil(size / seconds)))
	local kept = redis.call('HMGET', key, 'level', 'at')
	local level, at = tonumber(kept[1]) or burst, tonumber(kept[2]) or now
	level = math.min(burst, level + math.max(0, now - at) * size / seconds)
	levels[i] = {level, seconds, size}
	granted = math.min(granted, math.floor(level))
	if level < 1 then wait = math.max(wait, (1 - level) * seconds / size) end
end
for i, key in ipairs(KEYS) do
	redis.call('HSET', key, 'level', tostring(levels[i][1] - granted), 'at', tostring(now))
	redis.call('EXPIRE', key, math.ceil(levels[i][2]) + 60)
end
return {granted, tostring(wait)}
"""


@dataclass(frozen=True)
class Limit:
	"""At most `size` mails in `seconds`."""

	name: str
	size: int
	seconds: float


@dataclass(frozen=True)
class Grant:
	"""How many mails may leave now; if none, after how many seconds one may."""

	count: int
	wait: float


class RateLimiter:
	"""Without limits it never asks Redis."""

	def __init__(self, client: redis.Redis, *, prefix: str) -> None:
		self._client = client
		self._prefix = prefix
		self._take = client.register_script(TAKE_TOKENS)

	def take(self, limits: Sequence[Limit], wanted: int) -> Grant:
		"""Take up to `wanted` tokens of all limits at once.

		:raises Unavailable: Redis does not answer, so that no limit could be kept
		"""
		if not limits or wanted <= 0:
			return Grant(wanted, 0.0)
		arguments: list[float] = [time.time(), wanted]
		for limit in limits:
			arguments += [limit.size, limit.seconds]
		keys = [f"{self._prefix}rate:{limit.name}" for limit in limits]
		try:
			granted, wait = self._take(keys=keys, args=arguments)
		except redis.RedisError as error:
			raise Unavailable("Redis no responde: no se puede respetar el ritmo.") from error
		return Grant(int(granted), float(wait))
