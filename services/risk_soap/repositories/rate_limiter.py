"""How much each consumer has asked, in Redis: one number, one round trip."""

import redis

from chasqui.kernel.errors import Unavailable
from risk_soap.domain.consumers import Consumer

# Generic cell rate algorithm (a token bucket kept as one instant): KEYS[1] holds the instant, in
# microseconds of Redis' own clock, at which the bucket will be full again. ARGV: microseconds
# that one look-up takes to come back, the most of them at once, how many are asked.
SCRIPT = """
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local each, burst, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now) + each * cost
local excess = full - now - each * burst
if excess > 0 then return math.ceil(excess / 1000000) end
redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000) + 1)
return 0
"""
MINUTE = 60_000_000


class RedisRateLimiter:
	def __init__(self, client: "redis.Redis", prefix: str) -> None:
		self._prefix = f"{prefix}risk-rate:"
		self._take = client.register_script(SCRIPT)

	def take(self, consumer: Consumer, cost: int) -> int:
		"""Spend `cost` look-ups; return 0, or the seconds to wait. What is refused costs nothing.

		:raises Unavailable: Redis does not answer
		"""
		keys = [self._prefix + consumer.name]
		each = MINUTE / consumer.per_minute
		try:
			return int(self._take(keys=keys, args=[each, consumer.burst, cost]))
		except redis.RedisError as error:
			raise Unavailable("La central de riesgos no responde.", code="rate_unknown") from error
