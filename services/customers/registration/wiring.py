"""Parts that take customers in and change them."""

from sqlalchemy.orm import Session

from customers.consent.wiring import ConsentParts
from customers.people.repositories.customers import CustomerRepository
from customers.registration.use_cases.customer_keeper import CustomerKeeper
from customers.registration.use_cases.identity_corrector import IdentityCorrector


class RegistrationParts(ConsentParts):
	"""From the form to the record."""

	def make_customer_keeper(self, session: Session) -> CustomerKeeper:
		customers, admission = CustomerRepository(session), self.make_admission(session)
		return CustomerKeeper(
			customers,
			self.make_consent_keeper(session),
			self.make_contact_events(session),
			self.make_auditor(session),
			admission,
			IdentityCorrector(customers, admission),
			today=self.read_today(),
		)
