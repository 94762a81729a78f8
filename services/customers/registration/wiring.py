"""Parts that take customers in and change them."""

from sqlalchemy.orm import Session

from customers.consent.wiring import ConsentParts
from customers.people.repositories.customers import CustomerRepository
from customers.registration.use_cases.customer_service import CustomerService
from customers.registration.use_cases.identity_service import IdentityService


class RegistrationParts(ConsentParts):
	"""From the form to the record."""

	def make_customer_service(self, session: Session) -> CustomerService:
		customers, admission = CustomerRepository(session), self.make_admission_policy(session)
		return CustomerService(
			customers,
			self.make_consent_service(session),
			self.make_contact_publisher(session),
			self.make_auditor(session),
			admission,
			IdentityService(customers, admission),
			self.make_customer_views(),
			today=self.read_today(),
		)
