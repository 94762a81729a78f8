"""The only composition root: which concrete class stands behind which role."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import redis

from chasqui.kernel.clock import read_today
from risk_soap.config import RiskConfig
from risk_soap.domain.audit import PersonMarker
from risk_soap.domain.consumers import Consumer, ConsumerBook, Role
from risk_soap.repositories.rate_limiter import RedisRateLimiter
from risk_soap.repositories.redis_editor import RedisRiskEditor
from risk_soap.repositories.redis_store import RedisRiskStore
from risk_soap.repositories.store import RiskEditor, RiskStore
from risk_soap.use_cases.bulk_loader import BulkLoader
from risk_soap.use_cases.gatekeeper import Gatekeeper
from risk_soap.use_cases.person_desk import PersonDesk
from risk_soap.use_cases.risk_finder import RiskFinder
from risk_soap.use_cases.slice_limiter import SliceLimiter

EDIT_SECONDS = 30.0  # a writer may wait longer than who asks


@dataclass
class Wiring:
	"""Parts of one process; nothing connects before its first question."""

	config: RiskConfig

	@cached_property
	def store(self) -> RiskStore:
		client, retention = self._redis, self._retention
		return RedisRiskStore(client, self.config.redis_prefix, retention=retention)

	@cached_property
	def finder(self) -> RiskFinder:
		days = self.config.risk_fresh_days
		return RiskFinder(self.store, self._marker, zone=self.config.zone, fresh_days=days)

	def make_bulk_loader(self) -> BulkLoader:
		today = read_today(self.config.zone)
		return BulkLoader(self.open_editor, self._marker, today=today)

	def make_person_desk(self) -> PersonDesk:
		return PersonDesk(self.store, self.open_editor, self._marker, retention=self._retention)

	def open_editor(self) -> RiskEditor:
		client = self._build_redis(EDIT_SECONDS)
		return RedisRiskEditor(client, self.config.redis_prefix, proof=self._marker.proof)

	@cached_property
	def _marker(self) -> PersonMarker:
		return PersonMarker(self.config.risk_audit_key.get_secret_value())

	@property
	def _retention(self) -> timedelta:
		return timedelta(days=self.config.risk_audit_days)

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
		return Gatekeeper(ConsumerBook(consumers), SliceLimiter(limiter))

	@cached_property
	def _redis(self) -> "redis.Redis":
		return self._build_redis(self.config.risk_store_timeout_seconds)

	def _build_redis(self, seconds: float) -> "redis.Redis":
		return redis.Redis.from_url(
			self.config.redis_url.get_secret_value(),
			decode_responses=True,
			socket_timeout=seconds,
			socket_connect_timeout=seconds,
		)
