"""Who takes care of which customers."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from chasqui.contracts.lists import Advisor
from customers.models.customer_advisor import CustomerAdvisorRow


class AdvisorRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_by_customer(self, ids: Iterable[int]) -> dict[int, Advisor]:
		"""Return the advisors of customers by their ids; who has none is left out."""
		row = CustomerAdvisorRow
		query = select(row.customer_id, row.advisor_id, row.advisor_name)
		found = self._session.execute(query.where(row.customer_id.in_(list(ids))))
		return {customer_id: Advisor(id=one, name=name) for customer_id, one, name in found}

	def find(self, customer_id: int) -> Advisor | None:
		return self.list_by_customer([customer_id]).get(customer_id)
