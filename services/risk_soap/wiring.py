"""The only composition root: which concrete class stands behind which role."""

from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from chasqui.contracts.access import Service
from chasqui.contracts.risk import RiskAnswer
from chasqui.kernel.clock import read_today
from chasqui.kernel.security.attempts import AttemptLimiter
from chasqui.kernel.security.event_stream import SecurityStream
from chasqui.kernel.security.events import keep_in
from chasqui.kernel.security.rates import BucketLimiter
from risk_soap.config import RiskConfig, StoreKind
from risk_soap.domain.persons import Access, Asker, PersonHasher
from risk_soap.repositories.redis_editor import RedisRiskWriter
from risk_soap.repositories.redis_store import RedisRiskStore
from risk_soap.repositories.store import DOWN, RiskStore, RiskWriter
from risk_soap.use_cases.access_policy import (
	AccessPolicy,
	Consumer,
	ConsumerVerifier,
	Role,
	SharedLimiter,
	SliceLimiter,
)
from risk_soap.use_cases.bulk_loader import BulkLoader
from risk_soap.use_cases.person_service import PersonService
from risk_soap.use_cases.risk_reader import RiskReader

if TYPE_CHECKING:
	from risk_soap.repositories.dynamo_table_repository import DynamoTableRepository

MOST_ACCESSES = 1000
EDIT_SECONDS = 30.0  # a writer may wait longer than who asks
EDIT_ATTEMPTS, ASK_ATTEMPTS = 10, 3


@dataclass
class Wiring:
	"""Parts of one process; nothing connects before its first question."""

	config: RiskConfig

	@cached_property
	def store(self) -> RiskStore:
		retention = self._retention
		if not self._is_on_dynamodb:
			return RedisRiskStore(self._redis, self.config.redis_prefix, retention=retention)
		# boto3 takes long to import: only where it is used.
		from risk_soap.repositories.dynamo_store import DynamoRiskStore

		seconds = self.config.risk_store_timeout_seconds
		client = self._build_dynamodb(seconds, ASK_ATTEMPTS)
		return DynamoRiskStore(client, self._name_tables(client), retention=retention)

	@cached_property
	def finder(self) -> RiskReader:
		days = self.config.risk_fresh_days
		return RiskReader(self.store, self._marker, zone=self.config.zone, fresh_days=days)

	def make_bulk_loader(self) -> BulkLoader:
		today = read_today(self.config.zone)
		return BulkLoader(self.open_editor, self._marker, today=today)

	def make_person_service(self) -> PersonService:
		return PersonService(self.store, self.open_editor, self._marker, retention=self._retention)

	def erase_person(self, id_type: str, id_number: str) -> bool:
		"""Erase a person on behalf of who keeps the customers."""
		return self.make_person_service().erase(id_type, id_number)

	def describe_person(
		self, id_type: str, id_number: str, asker: Asker
	) -> tuple[RiskAnswer, list[Access]]:
		"""Return what is kept about a person and the newest looks at it, this one the last."""
		answer = self.finder.find_by_identification(id_type, id_number, asker)
		accesses = self.make_person_service().list_accesses(id_type, id_number)
		return answer, list(deque(accesses, maxlen=MOST_ACCESSES))

	def open_editor(self) -> RiskWriter:
		proof = self._marker.proof
		if not self._is_on_dynamodb:
			client = self._build_redis(EDIT_SECONDS)
			return RedisRiskWriter(client, self.config.redis_prefix, proof=proof)
		from risk_soap.repositories.dynamo_editor import DynamoRiskWriter

		dynamodb = self._build_dynamodb(EDIT_SECONDS, EDIT_ATTEMPTS)
		return DynamoRiskWriter(dynamodb, self._name_tables(dynamodb), proof=proof)

	def create_tables(self) -> bool | None:
		"""Create what the store needs; say whether it was missing, None where nothing is needed.

		:raises Unavailable: DynamoDB does not answer, or refuses
		"""
		if not self._is_on_dynamodb:
			return None
		from risk_soap.repositories.dynamo_calls import translate_failures

		with translate_failures():
			return self._name_tables(self._build_dynamodb(EDIT_SECONDS, EDIT_ATTEMPTS)).create()

	@cached_property
	def _marker(self) -> PersonHasher:
		return PersonHasher(self.config.risk_audit_key.get_secret_value())

	@property
	def _retention(self) -> timedelta:
		return timedelta(days=self.config.risk_audit_days)

	@property
	def _is_on_dynamodb(self) -> bool:
		return self.config.risk_store is StoreKind.DYNAMODB

	def _build_dynamodb(self, seconds: float, attempts: int) -> Any:
		from risk_soap.repositories.dynamo_calls import build_client

		region, url = self.config.risk_dynamodb_region, self.config.risk_dynamodb_url
		return build_client(region=region, url=url, seconds=seconds, attempts=attempts)

	def _name_tables(self, client: Any) -> "DynamoTableRepository":
		from risk_soap.repositories.dynamo_table_repository import DynamoTableRepository

		return DynamoTableRepository(client, self.config.risk_table)

	@cached_property
	def access_policy(self) -> AccessPolicy:
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
		prefix = self.config.redis_prefix
		keep_in(SecurityStream(self._redis, prefix=prefix, service=Service.RISK_SOAP))
		buckets = BucketLimiter(self._redis, prefix=f"{prefix}risk-", refusal=DOWN)
		attempts = AttemptLimiter(self._redis, prefix=f"{prefix}risk-")
		limiter = SliceLimiter(SharedLimiter(buckets))
		return AccessPolicy(ConsumerVerifier(consumers), limiter, attempts, self.store)

	@cached_property
	def _redis(self) -> "redis.Redis":
		return self._build_redis(self.config.risk_store_timeout_seconds)

	def _build_redis(self, seconds: float) -> "redis.Redis":
		return redis.Redis.from_url(
			self.config.redis_url.get_secret_value(),
			decode_responses=True,
			socket_timeout=seconds,
			socket_connect_timeout=seconds,
			# A connection of before a restart of Redis is dead: once more, on a new one.
			retry=Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,)),
		)
