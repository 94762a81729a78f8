"""Who takes care of which customers."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.lists import Advisor
from customers.people.models.customer_advisor import CustomerAdvisorRow


class AdvisorRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_by_customer(self, ids: Iterable[int]) -> dict[int, Advisor]:
		"""Return the advisors of customers by their ids; who has none is left out."""
		row = CustomerAdvisorRow
		query = select(row.customer_id, row.advisor_id, row.advisor_name)
		found = self._session.execute(query.where(row.customer_id.in_(list(ids))))
		return {customer_id: Advisor(id=one, name=name) for customer_id, one, name in found}

	def has_customer(self, advisor_id: int, customer_id: int) -> bool:
		"""Return whether a customer is assigned to an advisor."""
		found = self._session.get(CustomerAdvisorRow, customer_id)
		return found is not None and found.advisor_id == advisor_id

	def find(self, customer_id: int) -> Advisor | None:
		return self.list_by_customer([customer_id]).get(customer_id)
