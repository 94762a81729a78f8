"""Services that wait for a catalogue, and which customers are said to have them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from customers.catalogue.models.held_service import HeldServiceRow
from customers.catalogue.models.held_subscription import HeldSubscriptionRow


class HeldServiceRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, values: dict[str, Any], *, is_update: bool) -> str:
		"""Hold a service; return ``created``, ``updated`` or ``existing`` (same name)."""
		known = self._session.scalar(
			select(HeldServiceRow).where(HeldServiceRow.name_key == values["name_key"])
		)
		if known is None:
			self._session.execute(insert(HeldServiceRow).values(**values))
			return "created"
		if not is_update:
			return "existing"
		for name, value in values.items():
			setattr(known, name, value)
		return "updated"

	def list_all(self) -> Sequence[tuple[HeldServiceRow, int]]:
		"""Return the services with how many customers are said to have each."""
		count = (
			select(func.count())
			.where(func.lower(HeldSubscriptionRow.name) == func.lower(HeldServiceRow.name))
			.scalar_subquery()
		)
		query = select(HeldServiceRow, count).order_by(HeldServiceRow.name_key).limit(500)
		return [(row, number) for row, number in self._session.execute(query)]

	def list_names_of(self, customer_id: int) -> list[str]:
		"""Return the services that a customer is said to have."""
		query = select(HeldSubscriptionRow.name).where(
			HeldSubscriptionRow.customer_id == customer_id
		)
		return list(self._session.scalars(query.order_by(HeldSubscriptionRow.name)))
