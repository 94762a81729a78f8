"""The only composition root: which concrete class stands behind which role."""

from functools import cached_property

from sqlalchemy.orm import Session

from campaigns.clients.customers import CustomersClient
from campaigns.clients.risk.breaker import CircuitBreaker
from campaigns.clients.risk.cache import RiskCache
from campaigns.clients.risk.client import RiskClient
from campaigns.clients.risk.soap import RiskSoap
from campaigns.domain.identities import IdentityKeys
from campaigns.models.feed import EventCursor, StuckEvent
from campaigns.repositories.assignments import AssignmentRepository
from campaigns.repositories.audiences import AudienceRepository
from campaigns.repositories.call_leases import CallLeaseRepository
from campaigns.repositories.call_tasks import CallTaskRepository
from campaigns.repositories.calls import CallRepository
from campaigns.repositories.campaigns import CampaignRepository
from campaigns.repositories.contacts import ContactRepository
from campaigns.repositories.erasures import ErasureRepository
from campaigns.repositories.merges import MergeRepository
from campaigns.repositories.people import PeopleRepository
from campaigns.repositories.risk_checks import RiskCheckRepository
from campaigns.repositories.risk_review_items import RiskReviewItemRepository
from campaigns.repositories.risk_reviews import RiskReviewRepository
from campaigns.repositories.staff import StaffRepository
from campaigns.sign_in_wiring import SignInWiring
from campaigns.use_cases.activity_teller import ActivityTeller
from campaigns.use_cases.advisor_assigner import AdvisorAssigner
from campaigns.use_cases.advisor_links import AdvisorLinks
from campaigns.use_cases.audience_builder import AudienceBuilder
from campaigns.use_cases.audience_desk import AudienceDesk
from campaigns.use_cases.call_desk import CallDesk
from campaigns.use_cases.call_recorder import CallRecorder
from campaigns.use_cases.call_statistics import CallStatistician
from campaigns.use_cases.campaign_book import CampaignBook
from campaigns.use_cases.contact_keeper import ContactKeeper, build_subscriptions
from campaigns.use_cases.eraser import Eraser
from campaigns.use_cases.holdings_teller import MOST_RECORDS, HoldingsTeller
from campaigns.use_cases.mail_facts import MailFacts
from campaigns.use_cases.person_joiner import PersonJoiner
from campaigns.use_cases.phase_machine import PhaseMachine
from campaigns.use_cases.recipient_source import RecipientSource
from campaigns.use_cases.review_desk import ReviewDesk
from campaigns.use_cases.risk_desk import RiskDesk
from campaigns.use_cases.risk_inquirer import RiskInquirer
from campaigns.use_cases.risk_memory import RiskMemory
from campaigns.use_cases.risk_reviewer import RiskReviewer
from chasqui.contracts import queues
from chasqui.contracts.access import Service
from chasqui.contracts.activity import MOST_TOLD
from chasqui.contracts.risk_desk import LookupKind
from chasqui.feed.consumer import EventConsumer
from chasqui.kernel.advisors import AdvisorGuard, ask_sibling
from chasqui.kernel.rest_client import RestClient


class Wiring(SignInWiring):
	"""Parts of one process. What takes a session lives for one request or task."""

	service = Service.CAMPAIGNS

	@cached_property
	def customers_rest(self) -> RestClient:
		return self.connect(self.config.customers_url, Service.CUSTOMERS)

	@cached_property
	def customers(self) -> CustomersClient:
		return CustomersClient(self.customers_rest)

	@cached_property
	def risk(self) -> RiskClient:
		config = self.config
		soap = RiskSoap(
			config.risk_url,
			user=config.risk_user,
			password=config.risk_password.get_secret_value(),
			timeout=config.risk_timeout_seconds,
			connections=config.risk_connections,
		)
		cache = RiskCache(
			self.redis,
			prefix=config.redis_prefix,
			seconds=config.risk_cache_seconds,
		)
		breaker = CircuitBreaker(
			failures=config.risk_breaker_failures, rest_seconds=config.risk_breaker_seconds
		)
		return RiskClient(soap, cache, breaker, self.identity_keys)

	@cached_property
	def identity_keys(self) -> IdentityKeys:
		return IdentityKeys(self.config.identity_key.get_secret_value())

	@cached_property
	def risk_reviewer(self) -> RiskReviewer:
		seconds = self.config.review_lease_seconds
		return RiskReviewer(self.database, self.risk, self.identity_keys, lease_seconds=seconds)

	@cached_property
	def audience_builder(self) -> AudienceBuilder:
		return AudienceBuilder(
			self.database, self.customers, self.make_phase_machine, zone=self.config.zone
		)

	@cached_property
	def event_consumer(self) -> EventConsumer:
		sources = {
			"customers": self.customers_rest,
			"mailer": self.connect(self.config.mailer_url, Service.MAILER),
		}
		subscriptions = build_subscriptions(
			self.make_contact_keeper, self.make_person_joiner, self.make_eraser
		)
		return EventConsumer(self.database, EventCursor, StuckEvent, sources, subscriptions)

	def nudge_consumer(self, session: Session) -> None:
		"""Have the worker read the feeds once the session is durable."""
		task, queue = queues.CAMPAIGNS_CONSUME_EVENTS, queues.CAMPAIGNS_QUEUE
		self.publisher.publish_after_commit(session, task, queue)

	def make_campaign_book(self, session: Session) -> CampaignBook:
		return CampaignBook(CampaignRepository(session))

	def make_phase_machine(self, session: Session) -> PhaseMachine:
		return PhaseMachine(session, CampaignRepository(session), self.publisher)

	def make_audience_desk(self, session: Session) -> AudienceDesk:
		return AudienceDesk(
			session,
			CampaignRepository(session),
			AudienceRepository(session),
			self.customers,
			self.publisher,
		)

	def make_advisor_assigner(self, session: Session) -> AdvisorAssigner:
		return AdvisorAssigner(
			CampaignRepository(session), StaffRepository(session), AssignmentRepository(session)
		)

	def make_mail_facts(self, session: Session) -> MailFacts:
		return MailFacts(CampaignRepository(session))

	def make_recipient_source(self, session: Session) -> RecipientSource:
		return RecipientSource(
			self.database,
			CampaignRepository(session),
			AudienceRepository(session),
			company=self.config.company_name,
		)

	def make_call_desk(self, session: Session) -> CallDesk:
		return CallDesk(
			CampaignRepository(session),
			CallTaskRepository(session),
			CallLeaseRepository(session),
			CallRepository(session),
			self.make_risk_memory(session),
			lease_minutes=self.config.lease_minutes,
			zone=self.config.zone,
		)

	def make_risk_desk(self, session: Session) -> RiskDesk:
		return RiskDesk(
			CallTaskRepository(session),
			CallLeaseRepository(session),
			RiskCheckRepository(session),
			self.risk,
			self.identity_keys,
		)

	def make_risk_memory(self, session: Session) -> RiskMemory:
		return RiskMemory(RiskCheckRepository(session), RiskReviewItemRepository(session))

	def make_risk_inquirer(self, session: Session) -> RiskInquirer:
		checks = RiskCheckRepository(session)
		return RiskInquirer(
			checks,
			self.risk,
			self.identity_keys,
			zone=self.config.zone,
			hourly={
				LookupKind.IDENTIFICATION: self.config.risk_looks_per_hour,
				LookupKind.NAME: self.config.risk_name_looks_per_hour,
			},
		)

	def make_review_desk(self, session: Session) -> ReviewDesk:
		return ReviewDesk(
			session,
			CampaignRepository(session),
			RiskReviewRepository(session),
			RiskReviewItemRepository(session),
			self.publisher,
			max_rows=self.config.review_max_rows,
		)

	def make_call_recorder(self, session: Session) -> CallRecorder:
		return CallRecorder(
			session,
			CampaignRepository(session),
			CallTaskRepository(session),
			CallLeaseRepository(session),
			CallRepository(session),
			ContactRepository(session),
			MergeRepository(session),
			self.make_risk_memory(session),
			self.publisher,
			zone=self.config.zone,
		)

	def make_call_statistician(self, session: Session) -> CallStatistician:
		return CallStatistician(
			CampaignRepository(session), CallRepository(session), zone=self.config.zone
		)

	def make_contact_keeper(self, session: Session) -> ContactKeeper:
		return ContactKeeper(
			ContactRepository(session), CallTaskRepository(session), MergeRepository(session)
		)

	def make_person_joiner(self, session: Session) -> PersonJoiner:
		return PersonJoiner(MergeRepository(session), ContactRepository(session))

	def make_advisor_links(self, session: Session) -> AdvisorLinks:
		return AdvisorLinks(CallTaskRepository(session), MergeRepository(session))

	def make_advisor_guard(self, session: Session) -> AdvisorGuard:
		links = self.make_advisor_links(session)
		return AdvisorGuard(links.has_customer, ask_sibling(self.customers_rest))

	def make_activity_teller(self, session: Session) -> ActivityTeller:
		people = PeopleRepository(session, limit=MOST_TOLD)
		return ActivityTeller(people, MergeRepository(session))

	def make_holdings_teller(self, session: Session) -> HoldingsTeller:
		people = PeopleRepository(session, limit=MOST_RECORDS)
		return HoldingsTeller(people, MergeRepository(session))

	def make_eraser(self, session: Session) -> Eraser:
		return Eraser(
			session,
			ErasureRepository(session),
			CallTaskRepository(session),
			self.make_risk_memory(session),
			self.publisher,
		)
