"""Parts of one person: profile, consents, rights, duplicates."""

from datetime import timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from chasqui.contracts import queues
from chasqui.contracts.access import Service
from chasqui.feed.consumer import EventConsumer
from chasqui.kernel.advisors import AdvisorGuard, ask_sibling
from chasqui.kernel.clock import (
	read_now,
)
from chasqui.kernel.rest_client import RestClient
from customers.clients.risk import RiskClient
from customers.models.feed import EventCursorRow, StuckEventRow
from customers.repositories.imports.held_services import HeldServiceRepository
from customers.repositories.people.advisors import AdvisorRepository
from customers.repositories.people.consents import ConsentLedger
from customers.repositories.people.custom_fields import CustomFieldRepository
from customers.repositories.people.customers import CustomerRepository
from customers.repositories.people.profiles import ProfileRepository
from customers.repositories.quality.duplicates import DuplicateRepository
from customers.repositories.quality.faults import QualityRepository
from customers.repositories.quality.profile_joiner import ProfileJoiner
from customers.repositories.rights.audit_log import AuditLog
from customers.repositories.rights.rights_requests import RightsRequestRepository
from customers.use_cases.people.consent_keeper import build_subscriptions
from customers.use_cases.people.contact_events import ContactEvents
from customers.use_cases.people.custom_field_keeper import CustomFieldKeeper
from customers.use_cases.people.customer_keeper import CustomerKeeper
from customers.use_cases.people.customer_reader import CustomerReader
from customers.use_cases.people.file_reader import FileParts, FileReader
from customers.use_cases.people.identity_corrector import IdentityCorrector
from customers.use_cases.people.profile_keeper import ProfileKeeper
from customers.use_cases.quality.duplicate_desk import DuplicateDesk
from customers.use_cases.quality.duplicate_searcher import DuplicateSearcher
from customers.use_cases.quality.inbox import QualityInbox
from customers.use_cases.quality.merged_consents import MergedConsents
from customers.use_cases.quality.merger import Merger
from customers.use_cases.rights.erasure_runner import ErasureRunner
from customers.use_cases.rights.holdings_teller import HoldingsTeller
from customers.use_cases.rights.rights_desk import RightsDesk
from customers.use_cases.rights.risk_teller import RiskTeller
from customers.wiring.shared import SharedParts


class PersonParts(SharedParts):
	"""One customer at a time, and what other services tell."""

	@cached_property
	def risk(self) -> RiskClient:
		return RiskClient(
			self.config.risk_url,
			user=self.config.risk_user,
			password=self.config.risk_password.get_secret_value(),
			timeout=self.config.risk_timeout_seconds,
		)

	@cached_property
	def duplicate_searcher(self) -> DuplicateSearcher:
		return DuplicateSearcher(self.database)

	@cached_property
	def erasure_runner(self) -> ErasureRunner:
		return ErasureRunner(self.database, self.make_eraser, self.risk)

	@cached_property
	def campaigns(self) -> RestClient:
		return self.connect(self.config.campaigns_url, Service.CAMPAIGNS)

	@cached_property
	def event_consumer(self) -> EventConsumer:
		sources = {
			"campaigns": self.campaigns,
			"mailer": self.connect(self.config.mailer_url, Service.MAILER),
		}
		subscriptions = build_subscriptions(
			self.make_consent_keeper, self.make_eraser, self.make_quality_inbox, self.make_auditor
		)
		return EventConsumer(self.database, EventCursorRow, StuckEventRow, sources, subscriptions)

	def nudge_consumer(self, session: Session) -> None:
		"""Have the worker read the feeds once the session is durable."""
		task, queue = queues.CUSTOMERS_CONSUME_EVENTS, queues.CUSTOMERS_QUEUE
		self.publisher.publish_after_commit(session, task, queue)

	def make_advisor_guard(self, session: Session) -> AdvisorGuard:
		return AdvisorGuard(AdvisorRepository(session).has_customer, ask_sibling(self.campaigns))

	def make_customer_reader(self, session: Session) -> CustomerReader:
		return CustomerReader(
			CustomerRepository(session),
			ConsentLedger(session),
			self.make_auditor(session),
			today=self.read_today(),
		)

	def make_customer_keeper(self, session: Session) -> CustomerKeeper:
		customers, eraser = CustomerRepository(session), self.make_eraser(session)
		return CustomerKeeper(
			customers,
			self.make_consent_keeper(session),
			ContactEvents(session, self.publisher),
			self.make_auditor(session),
			eraser,
			IdentityCorrector(customers, eraser),
			today=self.read_today(),
		)

	def make_profile_keeper(self, session: Session) -> ProfileKeeper:
		return ProfileKeeper(
			CustomerRepository(session),
			ProfileRepository(session),
			CustomFieldRepository(session),
			self.make_auditor(session),
			today=self.read_today(),
		)

	def make_custom_field_keeper(self, session: Session) -> CustomFieldKeeper:
		return CustomFieldKeeper(CustomFieldRepository(session))

	def make_file_reader(self, session: Session) -> FileReader:
		parts = FileParts(
			customers=self.make_customer_reader(session),
			profiles=self.make_profile_keeper(session),
			fields=self.make_custom_field_keeper(session),
			advisors=AdvisorRepository(session),
			held=HeldServiceRepository(session),
			log=AuditLog(session),
			desk=self.make_rights_desk(session),
			eraser=self.make_eraser(session),
			merger=self.make_merger(session),
		)
		return FileReader(parts, today=self.read_today())

	def make_rights_desk(self, session: Session) -> RightsDesk:
		return RightsDesk(
			RightsRequestRepository(session),
			CustomerRepository(session),
			self.make_auditor(session),
			today=self.read_today(),
		)

	def make_holdings_teller(self, session: Session) -> HoldingsTeller:
		return HoldingsTeller(
			CustomerRepository(session),
			ProfileRepository(session),
			ConsentLedger(session),
			HeldServiceRepository(session),
			AdvisorRepository(session),
			AuditLog(session),
			self.make_auditor(session),
		)

	def make_risk_teller(self, session: Session) -> RiskTeller:
		return RiskTeller(CustomerRepository(session), self.risk, self.make_auditor(session))

	def make_duplicate_desk(self, session: Session) -> DuplicateDesk:
		return DuplicateDesk(
			DuplicateRepository(session), CustomerRepository(session), today=self.read_today()
		)

	def make_merger(self, session: Session) -> Merger:
		return Merger(
			CustomerRepository(session),
			DuplicateRepository(session),
			ProfileJoiner(session),
			MergedConsents(self.make_consent_keeper(session)),
			ContactEvents(session, self.publisher),
			self.make_auditor(session),
		)

	def make_quality_inbox(self, session: Session) -> QualityInbox:
		stale_before = read_now() - timedelta(days=self.config.stale_days)
		return QualityInbox(
			QualityRepository(session, stale_before=stale_before),
			CustomerRepository(session),
			today=self.read_today(),
		)
