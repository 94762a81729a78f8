"""Parts of the permissions to reach a person."""

from sqlalchemy.orm import Session

from customers.consent.repositories import ConsentLedger
from customers.consent.use_cases.consent_history import ConsentHistory
from customers.consent.use_cases.consent_keeper import ConsentKeeper
from customers.people.repositories.customers import CustomerRepository
from customers.people.wiring import PeopleParts


class ConsentParts(PeopleParts):
	"""Given, withdrawn, and shown."""

	def make_consent_keeper(self, session: Session) -> ConsentKeeper:
		return ConsentKeeper(
			CustomerRepository(session),
			ConsentLedger(session),
			self.make_contact_events(session),
		)

	def make_consent_history(self, session: Session) -> ConsentHistory:
		return ConsentHistory(CustomerRepository(session), ConsentLedger(session))
