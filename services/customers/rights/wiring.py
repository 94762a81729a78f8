"""Parts of what a person may ask about the own data: the file, what is held, the erasure."""

from functools import cached_property

from sqlalchemy.orm import Session

from customers.audit.repositories import AuditRepository
from customers.consent.repositories import ConsentRepository
from customers.imports.wiring import ImportParts
from customers.people.repositories.advisors import AdvisorRepository
from customers.people.repositories.customers import CustomerRepository
from customers.people.repositories.erased_marks import ErasedMarkRepository
from customers.people.repositories.profiles import ProfileRepository
from customers.quality.wiring import QualityParts
from customers.rights.clients import RiskClient
from customers.rights.engines import ErasureRunner
from customers.rights.repositories.declared_record_repository import DeclaredRecordRepository
from customers.rights.repositories.erasures import ErasureRepository
from customers.rights.repositories.rights_requests import RightsRequestRepository
from customers.rights.use_cases.eraser import Eraser
from customers.rights.use_cases.holdings_reader import HoldingsReader
from customers.rights.use_cases.person_file_reader import FileParts, PersonFileReader
from customers.rights.use_cases.rights_service import RightsService
from customers.rights.use_cases.risk_holdings_reader import RiskHoldingsReader
from customers.sales.repositories.sales import SaleRepository
from customers.subscriptions.repositories import SubscriptionRepository


class RightsParts(ImportParts, QualityParts):
	"""Everything about one person, across the features."""

	@cached_property
	def risk(self) -> RiskClient:
		return RiskClient(
			self.config.risk_url,
			user=self.config.risk_user,
			password=self.config.risk_password.get_secret_value(),
			timeout=self.config.risk_timeout_seconds,
		)

	@cached_property
	def erasure_runner(self) -> ErasureRunner:
		return ErasureRunner(self.database, self.make_eraser, self.risk)

	def make_eraser(self, session: Session) -> Eraser:
		return Eraser(
			CustomerRepository(session),
			ErasureRepository(session),
			ErasedMarkRepository(session),
			self.make_contact_publisher(session),
			self.make_auditor(session),
			self.make_rights_service(session),
			self.mark_erased,
		)

	def make_person_file_reader(self, session: Session) -> PersonFileReader:
		parts = FileParts(
			customers=self.make_customer_reader(session),
			consents=self.make_consent_history_reader(session),
			proofs=self.make_consent_proof_service(session),
			profiles=self.make_profile_service(session),
			fields=self.make_custom_field_service(session),
			advisors=AdvisorRepository(session),
			held=SubscriptionRepository(session),
			log=AuditRepository(session),
			service=self.make_rights_service(session),
			eraser=self.make_eraser(session),
			merger=self.make_merger(session),
		)
		return PersonFileReader(parts, today=self.read_today())

	def make_rights_service(self, session: Session) -> RightsService:
		return RightsService(
			RightsRequestRepository(session),
			CustomerRepository(session),
			self.make_auditor(session),
			today=self.read_today(),
		)

	def make_holdings_reader(self, session: Session) -> HoldingsReader:
		return HoldingsReader(
			CustomerRepository(session),
			ProfileRepository(session),
			ConsentRepository(session),
			AdvisorRepository(session),
			SaleRepository(session),
			self.make_former_values(session),
			ErasureRepository(session),
			DeclaredRecordRepository(session),
			AuditRepository(session),
			self.make_auditor(session),
		)

	def make_risk_holdings_reader(self, session: Session) -> RiskHoldingsReader:
		return RiskHoldingsReader(
			CustomerRepository(session),
			ErasureRepository(session),
			self.risk,
			self.make_auditor(session),
		)
