"""Rates that all processes share through Redis: token buckets, taken in one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import redis

from chasqui.kernel.errors import Unavailable
from chasqui.kernel.texts.text import Text

# Generic cell rate algorithm (a token bucket kept as one instant): each of KEYS holds the instant,
# in microseconds of Redis' own clock, at which its bucket will be full again. ARGV: how many are
# wanted, the fewest that serve, then per bucket the microseconds in which one comes back and the
# most at once. Grants what every bucket has; too few are none, and the microseconds to wait.
TAKE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local granted, least, wait, full = tonumber(ARGV[1]), tonumber(ARGV[2]), 0, {}
for i, key in ipairs(KEYS) do
	local each, burst = tonumber(ARGV[2 * i + 1]), tonumber(ARGV[2 * i + 2])
	full[i] = math.max(tonumber(redis.call('GET', key) or 0), now)
	granted = math.min(granted, math.floor((now - full[i]) / each + burst))
	wait = math.max(wait, full[i] - now + each * (least - burst))
end
if granted < least then return {0, tostring(wait)} end
for i, key in ipairs(KEYS) do
	local at = math.floor(full[i] + ARGV[2 * i + 1] * granted)
	redis.call('SET', key, string.format('%.0f', at), 'PX', math.ceil((at - now) / 1000) + 1)
end
return {granted, '0'}
"""


@dataclass(frozen=True)
class Rate:
	"""At most `size` in `seconds`, and `burst` at once: if not said, what comes in a second."""

	name: str
	size: int
	seconds: float
	burst: int = 0


@dataclass(frozen=True)
class Grant:
	"""How many may be done now; if none, after how many seconds the fewest that serve may."""

	count: int
	wait: float


class BucketLimiter:
	"""Without rates it never asks Redis."""

	def __init__(self, client: "redis.Redis", *, prefix: str, refusal: Text) -> None:
		self._prefix = f"{prefix}bucket:"
		self._refusal = refusal
		self._take = client.register_script(TAKE)

	def take(self, rates: Sequence[Rate], wanted: int, *, least: int = 1) -> Grant:
		"""Take `wanted` tokens of all rates at once, fewer where there are not so many.

		:raises Unavailable: Redis does not answer, so that no rate could be kept
		"""
		if not rates or wanted <= 0:
			return Grant(wanted, 0.0)
		arguments: list[float] = [wanted, least]
		for one in rates:
			burst = one.burst or max(1, min(one.size, ceil(one.size / one.seconds)))
			arguments += [1_000_000 * one.seconds / one.size, burst]
		try:
			count, wait = self._take([self._prefix + one.name for one in rates], arguments)
		except redis.RedisError as error:
			raise Unavailable(self._refusal, code="rate_unknown") from error
		return Grant(int(count), float(wait) / 1_000_000)
