"""Parts of one person: master data, profile, whose customer somebody is."""

from functools import cached_property

from sqlalchemy.orm import Session

from chasqui.contracts.access import Service
from chasqui.contracts.endpoints.campaigns.privacy import show_advisor_link as ask_campaigns
from chasqui.kernel.clients.advisors import AdvisorGuard, ask_sibling
from chasqui.kernel.clients.rest import RestClient
from customers.audit.wiring import AuditParts
from customers.people.domain.erased_marks import MakeMark, build_marker
from customers.people.repositories.advisors import AdvisorRepository
from customers.people.repositories.custom_fields import CustomFieldRepository
from customers.people.repositories.customers import CustomerRepository
from customers.people.repositories.erased_marks import ErasedMarkRepository
from customers.people.repositories.former_values import FormerValueRepository
from customers.people.repositories.profiles import ProfileRepository
from customers.people.use_cases.admission_policy import AdmissionPolicy
from customers.people.use_cases.contact_publisher import ContactPublisher
from customers.people.use_cases.custom_field_service import CustomFieldService
from customers.people.use_cases.customer_reader import CustomerReader
from customers.people.use_cases.customer_view import CustomerViewBuilder
from customers.people.use_cases.profile_service import ProfileService


class PeopleParts(AuditParts):
	"""One customer at a time."""

	@cached_property
	def mark_erased(self) -> MakeMark:
		return build_marker(self.config.erasure_key.get_secret_value())

	@cached_property
	def campaigns(self) -> RestClient:
		return self.connect(self.config.campaigns_url, Service.CAMPAIGNS)

	def make_advisor_guard(self, session: Session) -> AdvisorGuard:
		sibling = ask_sibling(self.campaigns, ask_campaigns)
		return AdvisorGuard(AdvisorRepository(session).has_customer, sibling)

	def make_admission_policy(self, session: Session) -> AdmissionPolicy:
		return AdmissionPolicy(ErasedMarkRepository(session), self.mark_erased)

	def make_former_values(self, session: Session) -> FormerValueRepository:
		return FormerValueRepository(session)

	def make_contact_publisher(self, session: Session) -> ContactPublisher:
		return ContactPublisher(session, self.publisher)

	def make_customer_views(self) -> CustomerViewBuilder:
		return CustomerViewBuilder(today=self.read_today(), zone=self.config.zone)

	def make_customer_reader(self, session: Session) -> CustomerReader:
		auditor = self.make_auditor(session)
		return CustomerReader(CustomerRepository(session), auditor, self.make_customer_views())

	def make_profile_service(self, session: Session) -> ProfileService:
		return ProfileService(
			CustomerRepository(session),
			ProfileRepository(session),
			CustomFieldRepository(session),
			self.make_auditor(session),
			today=self.read_today(),
		)

	def make_custom_field_service(self, session: Session) -> CustomFieldService:
		return CustomFieldService(CustomFieldRepository(session))
