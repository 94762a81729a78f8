"""Who is behind an address, and by which one a customer is written to."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.reach import ReachablePerson, ReachRequest
from customers.people.models.customer import CustomerRow
from customers.people.models.customer_contact import CustomerContactRow
from customers.people.repositories.advisors import AdvisorRepository

MOST_FOUND = 10


class ReachRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_matching(self, asked: ReachRequest) -> list[ReachablePerson]:
		"""Return who is asked for: nobody who is archived, erased or stood for by another."""
		row = CustomerRow
		query = select(row.id, row.name, row.email).where(
			row.archived_at.is_(None), row.erased_at.is_(None), row.merged_into.is_(None)
		)
		if asked.email is None:
			query = query.where(row.id == asked.customer_id)
		else:
			email = asked.email.strip().lower()
			further = select(CustomerContactRow.customer_id).where(
				CustomerContactRow.value == email, CustomerContactRow.channel == "email"
			)
			query = query.where(or_(row.email == email, row.id.in_(further)))
		found = self._session.execute(query.order_by(row.id).limit(MOST_FOUND)).all()
		advisors = AdvisorRepository(self._session).list_by_customer(one.id for one in found)
		return [
			ReachablePerson(
				customer_id=one.id, name=one.name, email=one.email, advisor=advisors.get(one.id)
			)
			for one in found
		]
