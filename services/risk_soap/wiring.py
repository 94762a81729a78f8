"""The only composition root: which concrete class stands behind which role."""

from dataclasses import dataclass
from functools import cached_property

import redis

from chasqui.kernel.clock import read_today
from risk_soap.config import RiskConfig
from risk_soap.domain.consumers import Consumer, ConsumerBook, Role
from risk_soap.repositories.rate_limiter import RedisRateLimiter
from risk_soap.repositories.redis_store import RedisRiskLoading, RedisRiskStore
from risk_soap.use_cases.bulk_loader import BulkLoader
from risk_soap.use_cases.gatekeeper import Gatekeeper
from risk_soap.use_cases.risk_finder import RiskFinder


@dataclass
class Wiring:
	"""Parts of one process; nothing connects before its first question."""

	config: RiskConfig

	@cached_property
	def store(self) -> RedisRiskStore:
		return RedisRiskStore(self._redis, self.config.redis_prefix)

	@cached_property
	def finder(self) -> RiskFinder:
		days = self.config.risk_fresh_days
		return RiskFinder(self.store, zone=self.config.zone, fresh_days=days)

	def make_bulk_loader(self) -> BulkLoader:
		return BulkLoader(self._open_loading, today=read_today(self.config.zone))

	def _open_loading(self) -> RedisRiskLoading:
		return RedisRiskLoading(self._redis, self.config.redis_prefix)

	@cached_property
	def gatekeeper(self) -> Gatekeeper:
		consumers = [
			Consumer(
				name,
				digests=tuple(one.digests),
				roles=frozenset(Role(role) for role in one.roles),
				per_minute=one.per_minute,
				burst=one.burst,
			)
			for name, one in self.config.risk_consumers.items()
		]
		limiter = RedisRateLimiter(self._redis, self.config.redis_prefix)
		return Gatekeeper(ConsumerBook(consumers), limiter)

	@cached_property
	def _redis(self) -> "redis.Redis":
		seconds = self.config.risk_store_timeout_seconds
		return redis.Redis.from_url(
			self.config.redis_url.get_secret_value(),
			decode_responses=True,
			socket_timeout=seconds,
			socket_connect_timeout=seconds,
		)
