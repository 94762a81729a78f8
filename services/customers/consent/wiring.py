"""Parts of the permissions to reach a person."""

from sqlalchemy.orm import Session

from customers.consent.repositories import ConsentRepository
from customers.consent.use_cases.consent_history_reader import ConsentHistoryReader
from customers.consent.use_cases.consent_service import ConsentService
from customers.people.repositories.customers import CustomerRepository
from customers.people.wiring import PeopleParts


class ConsentParts(PeopleParts):
	"""Given, withdrawn, and shown."""

	def make_consent_service(self, session: Session) -> ConsentService:
		return ConsentService(
			CustomerRepository(session),
			ConsentRepository(session),
			self.make_contact_publisher(session),
		)

	def make_consent_history_reader(self, session: Session) -> ConsentHistoryReader:
		return ConsentHistoryReader(CustomerRepository(session), ConsentRepository(session))
