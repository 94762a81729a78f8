"""Sales one by one, with their lines, steps and what came back."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.sales import SOLD
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from customers.sales.models.sale import SaleLineRow, SaleRow, SaleStepRow
from customers.sales.models.sale_return import SaleReturnLineRow, SaleReturnRow

Returned = tuple[SaleReturnRow, Sequence[SaleReturnLineRow]]


class SaleRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def get(self, sale_id: int, *, seller: str | None = None, lock: bool = False) -> SaleRow:
		"""Return a sale, of a seller alone where one is named; locked, nobody else moves it.

		:raises NotFound: there is no such sale
		"""
		row = self._session.get(SaleRow, sale_id, with_for_update=lock or None)
		if row is None or seller not in (None, row.seller):
			raise NotFound(say("No existe esa venta."), code="no_sale")
		return row

	def save(self, row: SaleRow) -> None:
		self._session.add(row)
		self._session.flush()

	def delete(self, row: SaleRow) -> None:
		self._session.delete(row)
		self._session.flush()

	def list_lines(self, sale_id: int) -> Sequence[SaleLineRow]:
		query = select(SaleLineRow).where(SaleLineRow.sale_id == sale_id)
		return self._session.scalars(query.order_by(SaleLineRow.place)).all()

	def list_lines_of(self, customer_id: int) -> Sequence[Any]:
		"""Return what a customer bought: each line with the day of its order, the first first.

		`kept` is what did not come back.
		"""
		line = SaleLineRow
		kept = (line.quantity - line.returned).label("kept")
		query = select(SaleRow.ordered_on, line.name, line.quantity, kept, line.total).join(
			line, line.sale_id == SaleRow.id
		)
		mine = query.where(SaleRow.customer_id == customer_id, SaleRow.state.in_(SOLD))
		return self._session.execute(mine.order_by(SaleRow.id, line.place)).all()

	def replace_lines(self, sale_id: int, rows: Sequence[SaleLineRow]) -> None:
		self._session.execute(delete(SaleLineRow).where(SaleLineRow.sale_id == sale_id))
		for row in rows:
			row.sale_id = sale_id
		self._session.add_all(rows)
		self._session.flush()

	def add_step(self, step: SaleStepRow) -> None:
		self._session.add(step)
		self._session.flush()

	def list_steps(self, sale_id: int) -> Sequence[SaleStepRow]:
		"""Return what was done, the first first."""
		query = select(SaleStepRow).where(SaleStepRow.sale_id == sale_id)
		return self._session.scalars(query.order_by(SaleStepRow.id)).all()

	def add_return(self, row: SaleReturnRow, lines: Sequence[SaleReturnLineRow]) -> None:
		self._session.add(row)
		self._session.flush()
		for line in lines:
			line.return_id = row.id
		self._session.add_all(lines)
		self._session.flush()

	def list_returns(self, sale_id: int) -> list[Returned]:
		"""Return what came back, the first first."""
		note, line = SaleReturnRow, SaleReturnLineRow
		query = select(note, line).join(line, line.return_id == note.id)
		found = self._session.execute(
			query.where(note.sale_id == sale_id).order_by(note.id, line.place)
		)
		returns: dict[SaleReturnRow, list[SaleReturnLineRow]] = {}
		for row, one in found:
			returns.setdefault(row, []).append(one)
		return [*returns.items()]
