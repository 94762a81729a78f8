"""The ledger of stock."""

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.catalogue import LedgerQuery
from chasqui.kernel.data.listings import Listing
from customers.catalogue.domain.stock_causes import StockCause
from customers.catalogue.models.item import ItemRow
from customers.catalogue.models.stock_move import StockMoveRow


def select_stock() -> ScalarSelect[int]:
	"""Return the stock of an item, as a subquery of a query of items: null before any move."""
	query = select(StockMoveRow.balance).where(StockMoveRow.item_id == ItemRow.id)
	return query.order_by(StockMoveRow.id.desc()).limit(1).correlate(ItemRow).scalar_subquery()


MOVES = Listing[StockMoveRow](select(StockMoveRow), StockMoveRow.id, order="-")


class StockRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def find_balance(self, item_id: int) -> int:
		"""Return how many units there are."""
		query = select(StockMoveRow.balance).where(StockMoveRow.item_id == item_id)
		return self._session.scalar(query.order_by(StockMoveRow.id.desc()).limit(1)) or 0

	def sum_taken(self, cause: StockCause) -> dict[int, int]:
		"""Return how many units of each item a document has taken and not given back."""
		row, column = StockMoveRow, getattr(StockMoveRow, cause.column)
		query = select(row.item_id, -func.sum(row.quantity)).where(column == cause.id)
		found = self._session.execute(query.group_by(row.item_id)).all()
		return {item_id: int(units) for item_id, units in found if units}

	def add(self, row: StockMoveRow) -> None:
		self._session.add(row)
		self._session.flush()

	def list_page(self, item_id: int, query: LedgerQuery) -> tuple[list[StockMoveRow], str | None]:
		"""Return movements, the newest first."""
		return MOVES.fetch_page(self._session, query, StockMoveRow.item_id == item_id)
