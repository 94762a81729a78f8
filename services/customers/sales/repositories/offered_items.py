"""What the catalogue said of items on a day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from customers.catalogue.models.item import ItemRow
from customers.catalogue.models.item_type import ItemTypeRow
from customers.catalogue.repositories.prices import select_price
from customers.sales.models.document import DocumentLineMixin


@dataclass(frozen=True)
class PricedItem:
	row: ItemRow
	nature: str
	price: Decimal | None


class OfferedItemRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_priced(self, item_ids: Collection[int], day: date) -> dict[int, PricedItem]:
		"""Return the items that there are, by their ids, each with its price of a day."""
		query = (
			select(ItemRow, ItemTypeRow.nature, select_price(day))
			.join(ItemTypeRow, ItemTypeRow.id == ItemRow.type_id)
			.where(ItemRow.id.in_(item_ids))
		)
		return {
			row.id: PricedItem(row, nature, price)
			for row, nature, price in self._session.execute(query)
		}

	def list_states(self, lines: Sequence[DocumentLineMixin]) -> dict[int, str]:
		"""Return the state of each item of some lines, by its id."""
		ids = {line.item_id for line in lines}
		query = select(ItemRow.id, ItemRow.state).where(ItemRow.id.in_(ids))
		return {row.id: row.state for row in self._session.execute(query)}
