"""Which services a customer is said to have, by their names."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from customers.catalogue.models.held_subscription import HeldSubscriptionRow


class HeldSubscriptionRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_names_of(self, customer_id: int) -> list[str]:
		"""Return the services that a customer is said to have."""
		query = select(HeldSubscriptionRow.name).where(
			HeldSubscriptionRow.customer_id == customer_id
		)
		return list(self._session.scalars(query.order_by(HeldSubscriptionRow.name)))
