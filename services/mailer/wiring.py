"""The only composition root: which concrete class stands behind which role."""

from functools import cached_property

import httpx
import redis
from sqlalchemy.orm import Session

from chasqui.contracts import queues
from chasqui.contracts.access import Service
from chasqui.contracts.activity import MOST_TOLD
from chasqui.contracts.mailer import RunSource
from chasqui.feed.consumer import EventConsumer
from chasqui.kernel.advisors import AdvisorGuard, ask_sibling
from chasqui.kernel.parts import DataParts
from chasqui.kernel.rest_client import RestClient
from mailer.clients.campaigns import CampaignsClient, RecipientSource
from mailer.config import MailerConfig
from mailer.domain.unsubscribe_tokens import TokenSigner
from mailer.models.event import EventCursorRow, StuckEventRow
from mailer.repositories.merges import MergeRepository
from mailer.repositories.people import PeopleRepository
from mailer.repositories.rate_limits import RateLimiter
from mailer.transports.bounded_pool import BoundedPool
from mailer.transports.smtp_opening import LaneOpener, SmtpSettings
from mailer.transports.smtp_url import SmtpUrl
from mailer.use_cases.design_cleaner import MOST_SECONDS, TARGET, DesignCleaner
from mailer.use_cases.design_gallery import DesignGallery
from mailer.use_cases.eraser import Eraser
from mailer.use_cases.event_follower import EventFollower
from mailer.use_cases.long_work import LongWork
from mailer.use_cases.message_writer import WriterFactory, list_company_values
from mailer.use_cases.monthly_opener import MonthlyOpener
from mailer.use_cases.people_teller import MOST_RECORDS, PeopleTeller
from mailer.use_cases.run_breaker import RunBreaker
from mailer.use_cases.run_desk import RunDesk
from mailer.use_cases.run_filler import RunFiller
from mailer.use_cases.run_opener import RunOpener
from mailer.use_cases.run_sender import RunSender
from mailer.use_cases.send_pace import SendPace
from mailer.use_cases.sweeper import Sweeper
from mailer.use_cases.unsubscriber import Unsubscriber

# A recipient stream sorts before its first byte: more patience between bytes than for pages.
STREAM_TIMEOUT = httpx.Timeout(5.0, read=60.0)


class Wiring(DataParts[MailerConfig]):
	"""Parts of one process. What takes a session lives for one request or task."""

	service = Service.MAILER

	@cached_property
	def signer(self) -> TokenSigner:
		keys = self.config.read_unsubscribe_keys()
		return TokenSigner(keys, newest=next(iter(keys)))

	@cached_property
	def customers_rest(self) -> RestClient:
		return self.connect(self.config.customers_url, Service.CUSTOMERS)

	@cached_property
	def campaigns_rest(self) -> RestClient:
		return self.connect(self.config.campaigns_url, Service.CAMPAIGNS)

	@cached_property
	def advisor_guard(self) -> AdvisorGuard:
		return AdvisorGuard(ask_sibling(self.campaigns_rest), ask_sibling(self.customers_rest))

	@cached_property
	def campaigns(self) -> CampaignsClient:
		return CampaignsClient(self.campaigns_rest)

	@cached_property
	def long_work(self) -> LongWork:
		return LongWork(self.config.long_work_slots)

	@cached_property
	def run_opener(self) -> RunOpener:
		return RunOpener(self.campaigns, self.publisher, self.config)

	@cached_property
	def monthly_opener(self) -> MonthlyOpener:
		return MonthlyOpener(self.database, self.campaigns, self.publisher, zone=self.config.zone)

	@cached_property
	def run_filler(self) -> RunFiller:
		sources = {
			RunSource.CAMPAIGNS: self._open_source(self.config.campaigns_url, Service.CAMPAIGNS),
			RunSource.CUSTOMERS: self._open_source(self.config.customers_url, Service.CUSTOMERS),
		}
		return RunFiller(self.database, sources, self.publisher, self.long_work, self.config)

	@cached_property
	def run_sender(self) -> RunSender:
		return RunSender(
			self.database,
			self.lane_opener,
			self.writers,
			SendPace(self._limiter, self.config),
			RunBreaker(self.database, self.config),
			self.long_work,
			self.config,
		)

	@cached_property
	def writers(self) -> WriterFactory:
		return WriterFactory(self.config, self.signer)

	@cached_property
	def sweeper(self) -> Sweeper:
		return Sweeper(self.database, self.publisher)

	@cached_property
	def event_consumer(self) -> EventConsumer:
		sources = {
			"customers": self.customers_rest,
			"campaigns": self.campaigns_rest,
		}
		subscriptions = EventFollower(self.publisher, self.eraser).list_subscriptions()
		return EventConsumer(self.database, EventCursorRow, StuckEventRow, sources, subscriptions)

	@cached_property
	def eraser(self) -> Eraser:
		return Eraser(self.database, self.publisher)

	@cached_property
	def lane_opener(self) -> LaneOpener:
		config = self.config
		settings = SmtpSettings(
			url=SmtpUrl.parse(config.smtp_url.get_secret_value()),
			sender=config.sender_address,
			hello_name=config.smtp_hello_name,
			connect_timeout=config.connect_timeout,
			reply_timeout=config.reply_timeout,
			final_timeout=config.final_reply_timeout,
		)
		return LaneOpener(settings)

	@cached_property
	def design_cleaner(self) -> DesignCleaner:
		return DesignCleaner(BoundedPool(TARGET, seconds=MOST_SECONDS))

	def nudge_consumer(self, session: Session) -> None:
		"""Have the worker read the feeds once the session is durable."""
		task, queue = queues.MAILER_CONSUME_EVENTS, queues.MAILER_QUEUE
		self.publisher.publish_after_commit(session, task, queue)

	def make_design_gallery(self, session: Session) -> DesignGallery:
		return DesignGallery(session, self.config, self.design_cleaner)

	def make_run_desk(self, session: Session) -> RunDesk:
		return RunDesk(session, self.publisher, self.config.message_domain)

	def make_unsubscriber(self, session: Session) -> Unsubscriber:
		return Unsubscriber(session, self.signer, self.config.company_name)

	def make_people_teller(self, session: Session) -> PeopleTeller:
		people = PeopleRepository(session, limit=MOST_TOLD)
		return PeopleTeller(people, MergeRepository(session), list_company_values(self.config))

	def make_holdings_teller(self, session: Session) -> PeopleTeller:
		people = PeopleRepository(session, limit=MOST_RECORDS)
		return PeopleTeller(people, MergeRepository(session), list_company_values(self.config))

	@cached_property
	def _limiter(self) -> RateLimiter:
		client = redis.Redis.from_url(
			self.config.redis_url.get_secret_value(), socket_timeout=3, socket_connect_timeout=3
		)
		return RateLimiter(client, prefix=self.config.redis_prefix)

	def _open_source(self, url: str, audience: Service) -> RecipientSource:
		return RecipientSource(self.connect(url, audience, timeout=STREAM_TIMEOUT))
