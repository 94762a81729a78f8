"""What customers bought that may be a machine, and is none's yet."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.catalogue import ItemNature
from chasqui.contracts.customers.sales import SOLD
from customers.catalogue.models.item import ItemRow
from customers.equipment.models.equipment import EquipmentRow
from customers.sales.models.sale import SaleLineRow, SaleRow

LINE = SaleLineRow
MOST_SHOWN = 100


class SoldMachineRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_left(self, customer_id: int) -> Sequence[Any]:
		"""Return the lines of which units are left, the latest sale first."""
		query = select_sold(customer_id).order_by(SaleRow.invoiced_on.desc(), LINE.sale_id.desc())
		return self._session.execute(query.limit(MOST_SHOWN)).all()

	def find_left(self, customer_id: int, sale_id: int, place: int, but: int | None) -> int:
		"""Return of how many units of a line no machine is written down, `but` for one; nothing of
		what the customer did not buy.
		"""
		query = select_sold(customer_id, but).where(LINE.sale_id == sale_id, LINE.place == place)
		found = self._session.execute(query).first()
		return 0 if found is None else int(found.left)

	def is_sale_of(self, sale_id: int, customer_id: int) -> bool:
		"""Return whether a customer bought something by a sale that was invoiced."""
		mine = SaleRow.id == sale_id, SaleRow.customer_id == customer_id, SaleRow.state.in_(SOLD)
		return self._session.scalar(select(SaleRow.id).where(*mine)) is not None


def select_sold(customer_id: int, but: int | None = None) -> Select[Any]:
	"""Return a query of the products that a customer bought and kept, that are no machine yet.

	`but` is a machine that is passed over.
	"""
	machine = EquipmentRow
	known = select(func.count()).where(
		machine.sale_id == LINE.sale_id, machine.sale_place == LINE.place, machine.id != (but or 0)
	)
	left = (LINE.quantity - LINE.returned - known.correlate(LINE).scalar_subquery()).label("left")
	query: Any = (
		select(
			LINE.sale_id, LINE.place, LINE.name, ItemRow.brand, ItemRow.type_id,
			SaleRow.invoiced_on.label("sold_on"), left,
		)
		.join(SaleRow, SaleRow.id == LINE.sale_id)
		.join(ItemRow, ItemRow.id == LINE.item_id)
		.where(
			SaleRow.customer_id == customer_id,
			SaleRow.state.in_(SOLD),
			LINE.nature == ItemNature.PRODUCT,
			left > 0,
		)
	)  # fmt: skip
	found: Select[Any] = query
	return found
