"""The only composition root: which concrete class stands behind which role."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy.orm import Session

from chasqui.contracts.access import Service
from chasqui.contracts.staff import PATH_TOKEN
from chasqui.kernel.clock import read_today
from chasqui.kernel.consumer import EventConsumer
from chasqui.kernel.db import Database
from chasqui.kernel.messages import Publisher
from chasqui.kernel.rest_client import RestClient
from chasqui.kernel.tokens import ServiceTokens
from customers.config import CustomersConfig
from customers.models.feed import EventCursorRow
from customers.repositories.consents import ConsentLedger
from customers.repositories.customers import CustomerRepository
from customers.repositories.imports import ImportRepository
from customers.repositories.segment_cube import SegmentCube
from customers.repositories.segments import SegmentRepository
from customers.use_cases.consent_keeper import ConsentKeeper, build_handlers
from customers.use_cases.contact_events import ContactEvents
from customers.use_cases.cube_clock import CubeClock
from customers.use_cases.customer_keeper import CustomerKeeper
from customers.use_cases.customer_reader import CustomerReader
from customers.use_cases.import_desk import ImportDesk
from customers.use_cases.import_runner import ImportRunner
from customers.use_cases.segment_counter import MemberStreamer, SegmentCounter


@dataclass
class Wiring:
	"""Parts of one process. What takes a session lives for one request or task."""

	config: CustomersConfig

	@cached_property
	def database(self) -> Database:
		url = self.config.database_url.get_secret_value()
		return Database(url, pool_size=self.config.database_pool_size)

	@cached_property
	def publisher(self) -> Publisher:
		broker = self.config.broker_url.get_secret_value()
		return Publisher(broker, prefix=self.config.redis_prefix)

	@cached_property
	def cube_clock(self) -> CubeClock:
		return CubeClock(self.database, zone=self.config.zone)

	@cached_property
	def import_runner(self) -> ImportRunner:
		return ImportRunner(
			self.database,
			self.cube_clock,
			self.publisher,
			zone=self.config.zone,
			batch_rows=self.config.import_batch_rows,
			lease_seconds=self.config.import_lease_seconds,
		)

	@cached_property
	def event_consumer(self) -> EventConsumer:
		sources = {
			"campaigns": self._connect(self.config.campaigns_url, Service.CAMPAIGNS),
			"mailer": self._connect(self.config.mailer_url, Service.MAILER),
		}
		handlers = build_handlers(self.make_consent_keeper)
		return EventConsumer(self.database, EventCursorRow, sources, handlers)

	def make_customer_reader(self, session: Session) -> CustomerReader:
		return CustomerReader(
			CustomerRepository(session), ConsentLedger(session), today=self.read_today()
		)

	def make_customer_keeper(self, session: Session) -> CustomerKeeper:
		return CustomerKeeper(
			CustomerRepository(session),
			self.make_consent_keeper(session),
			ContactEvents(session, self.publisher),
			today=self.read_today(),
		)

	def make_consent_keeper(self, session: Session) -> ConsentKeeper:
		return ConsentKeeper(
			CustomerRepository(session),
			ConsentLedger(session),
			ContactEvents(session, self.publisher),
		)

	def make_segment_counter(self, session: Session) -> SegmentCounter:
		return SegmentCounter(
			SegmentCube(session), SegmentRepository(session), today=self.read_today()
		)

	def make_member_streamer(self) -> MemberStreamer:
		return MemberStreamer(self.database, today=self.read_today())

	def make_import_desk(self, session: Session) -> ImportDesk:
		return ImportDesk(
			session,
			ImportRepository(session),
			self.publisher,
			max_bytes=self.config.import_max_bytes,
		)

	def read_today(self) -> date:
		return read_today(self.config.zone)

	@cached_property
	def _tokens(self) -> ServiceTokens:
		return ServiceTokens(
			token_url=self.config.campaigns_url + PATH_TOKEN,
			client_id=Service.CUSTOMERS,
			client_secret=self.config.client_secret.get_secret_value(),
		)

	def _connect(self, url: str, audience: Service) -> RestClient:
		return RestClient(url, read_token=self._tokens.bind_audience(audience))
