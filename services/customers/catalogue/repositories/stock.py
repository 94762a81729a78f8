"""The ledger of stock."""

from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.catalogue import LedgerQuery
from chasqui.kernel.data.listings import Listing
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

	def add(self, row: StockMoveRow) -> None:
		self._session.add(row)
		self._session.flush()

	def list_page(self, item_id: int, query: LedgerQuery) -> tuple[list[StockMoveRow], str | None]:
		"""Return movements, the newest first."""
		return MOVES.fetch_page(self._session, query, StockMoveRow.item_id == item_id)
