"""Service orders one by one, with their parts and steps."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.service_orders import OPEN
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from customers.equipment.models.service_order import (
	ServiceOrderRow,
	ServicePartRow,
	ServiceStepRow,
)

ROW = ServiceOrderRow


class ServiceOrderRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def get(self, order_id: int, *, lock: bool = False) -> ServiceOrderRow:
		"""Return an order; locked, nobody else moves it on.

		:raises NotFound: there is no such order
		"""
		row = self._session.get(ROW, order_id, with_for_update=lock or None)
		if row is None:
			raise NotFound(say("No existe esa orden."), code="no_order")
		return row

	def save(self, row: ServiceOrderRow) -> None:
		self._session.add(row)
		self._session.flush()

	def has_open(self, equipment_id: int, kind: str) -> bool:
		"""Return whether a machine has an order of a kind that is not closed yet."""
		mine = ROW.equipment_id == equipment_id, ROW.kind == kind, ROW.state.in_(OPEN)
		return self._session.scalar(select(ROW.id).where(*mine).limit(1)) is not None

	def list_parts(self, order_id: int) -> Sequence[ServicePartRow]:
		query = select(ServicePartRow).where(ServicePartRow.order_id == order_id)
		return self._session.scalars(query.order_by(ServicePartRow.place)).all()

	def replace_parts(self, order_id: int, rows: Sequence[ServicePartRow]) -> None:
		self._session.execute(delete(ServicePartRow).where(ServicePartRow.order_id == order_id))
		for row in rows:
			row.order_id = order_id
		self._session.add_all(rows)
		self._session.flush()

	def add_step(self, step: ServiceStepRow) -> None:
		self._session.add(step)
		self._session.flush()

	def list_steps(self, order_id: int) -> Sequence[ServiceStepRow]:
		"""Return what was done, the first first."""
		query = select(ServiceStepRow).where(ServiceStepRow.order_id == order_id)
		return self._session.scalars(query.order_by(ServiceStepRow.id)).all()
