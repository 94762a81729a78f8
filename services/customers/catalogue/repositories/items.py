"""Items, one at a time."""

from collections.abc import Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from chasqui.kernel.errors import Conflict, FieldError, NotFound
from chasqui.kernel.texts.text import say
from customers.catalogue.models.item import ItemRow
from customers.catalogue.models.stock_move import StockMoveRow
from customers.catalogue.models.subscription import SubscriptionRow
from customers.catalogue.repositories.users import uses_item


class ItemRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def save(self, row: ItemRow) -> None:
		""":raises Conflict: another item has that reference, a retired one too"""
		try:
			with self._session.begin_nested():
				self._session.add(row)
		except IntegrityError as error:
			message = say("Otro producto o servicio ya lleva esa referencia.")
			fields = [FieldError("reference", message, "reference_taken")]
			raise Conflict(message, code="reference_taken", fields=fields) from error

	def get(self, item_id: int, *, lock: bool = False) -> ItemRow:
		"""Return an item; locked, nobody else changes its prices, stock or state meanwhile.

		:raises NotFound: there is no such item
		"""
		row = self._session.get(ItemRow, item_id, with_for_update=lock)
		if row is None:
			raise NotFound(say("No existe ese producto o servicio."), code="no_item")
		return row

	def find_by_reference(self, reference: str) -> ItemRow | None:
		"""Return the item that has a reference, whatever its case."""
		same = func.lower(ItemRow.reference) == reference.lower()
		return self._session.scalar(select(ItemRow).where(same))

	def list_named(self, name_key: str) -> Sequence[ItemRow]:
		"""Return the items of a name, but for accents and case, the oldest first."""
		query = select(ItemRow).where(ItemRow.name_key == name_key)
		return self._session.scalars(query.order_by(ItemRow.id)).all()

	def list_references(self, start: str) -> set[str]:
		"""Return the references that begin with some characters, all in lower case."""
		lower = func.lower(ItemRow.reference)
		found = lower.startswith(start.lower(), autoescape=True)
		return set(self._session.scalars(select(lower).where(found)))

	def delete(self, row: ItemRow) -> None:
		self._session.delete(row)
		self._session.flush()

	def has_moves(self, row: ItemRow) -> bool:
		"""Return whether the ledger of stock has lines of an item."""
		query = select(exists().where(StockMoveRow.item_id == row.id))
		return bool(self._session.scalar(query))

	def count_customers(self, row: ItemRow) -> int:
		"""Return how many customers use an item."""
		users = func.count(SubscriptionRow.customer_id.distinct())
		query = select(users).where(ItemRow.id == row.id, uses_item())
		return self._session.scalar(query) or 0
