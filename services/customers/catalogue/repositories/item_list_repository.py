"""Items in pages, and counted by what they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, String, Subquery, case, func, literal_column, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.catalogue import (
	NO_PRICE,
	PRICE_BANDS,
	ItemFacetValue,
	ItemFilters,
	ItemNature,
	ItemQuery,
	ItemState,
)
from chasqui.kernel.data.listings import Condition, Filters, Listing, contain_all, pick_columns
from customers.catalogue.models.item import ItemRow
from customers.catalogue.models.item_type import ItemTypeRow
from customers.catalogue.models.subscription import SubscriptionRow
from customers.catalogue.repositories.prices import select_price
from customers.catalogue.repositories.stock import select_stock
from customers.catalogue.repositories.users import uses_item
from customers.people.domain.names import split_words

# Below every price, so that items without one have their place in an order of prices.
BELOW_ALL = Decimal(-1)


@dataclass(frozen=True)
class ListedItem:
	"""An item with what is true of it on a day."""

	row: ItemRow
	type: ItemTypeRow
	price: Decimal | None
	stock: int | None
	customers: int


class ItemListRepository:
	"""The catalogue as of a day; drafts only where `sees_drafts`."""

	def __init__(self, session: Session, today: date, *, sees_drafts: bool) -> None:
		self._session = session
		self._states = [one.value for one in ItemState if sees_drafts or one != ItemState.DRAFT]
		self._price = select_price(today)
		self._stock = select_stock()
		self._list = self._declare()

	def find(self, item_id: int) -> ListedItem | None:
		"""Return one item, if there is such a one."""
		query = self._list.query.where(ItemRow.id == item_id, ItemRow.state.in_(self._states))
		found = self._session.execute(query).first()
		return None if found is None else ListedItem(*found)

	def list_page(self, query: ItemQuery) -> tuple[list[ListedItem], str | None]:
		"""Return a page of items."""
		return self._list.fetch_page(self._session, query)

	def stream(self, filters: ItemFilters) -> Iterator[ListedItem]:
		"""Yield all items that match, by name, some at a time in memory."""
		for one in self._list.stream(self._session, filters):
			yield one
			self._session.expunge(one.row)

	def list_types(self, filters: ItemFilters) -> Sequence[ItemTypeRow]:
		"""Return the types of the items that match, by name."""
		used = select(ItemRow.type_id).where(*self._list.filters.build(filters))
		query = select(ItemTypeRow).where(ItemTypeRow.id.in_(used))
		return self._session.scalars(query.order_by(ItemTypeRow.name_key)).all()

	def list_ids(self, filters: ItemFilters, most: int) -> list[int]:
		"""Return the ids of the items that match, at most so many and one."""
		query = select(ItemRow.id).where(*self._list.filters.build(filters))
		return list(self._session.scalars(query.order_by(ItemRow.id).limit(most + 1)))

	def count(self, filters: ItemFilters) -> int:
		"""Return how many items match."""
		return self._list.count(self._session, filters)

	def count_by(self, filters: ItemFilters, name: str) -> list[ItemFacetValue]:
		"""Return how many items have each value of a filter, as if it were not set."""
		text = ItemTypeRow.name if name == "type_id" else None
		found = self._list.count_by(self._session, filters, name, text=text)
		return [
			ItemFacetValue(value=value, text=text, items=items)
			for value, text, items in found
			if value  # without a brand is not of the brand «»
		]

	def select_facts(self, filters: ItemFilters) -> Subquery:
		"""Return what a report counts of the items that match, one row each."""
		columns = (
			ItemTypeRow.id.label("type_id"), ItemTypeRow.name.label("type_name"),
			ItemRow.state, ItemRow.brand, self._select_band().label("band"),
			self._stock.label("stock"), self._price.label("price"),
			self._count_customers().label("customers"),
		)  # fmt: skip
		query = select(*columns).join(ItemTypeRow, ItemTypeRow.id == ItemRow.type_id)
		return query.where(*self._list.filters.build(filters)).subquery()

	def _count_customers(self) -> Any:
		users = func.count(SubscriptionRow.customer_id.distinct())
		return select(users).where(uses_item()).correlate(ItemRow).scalar_subquery()

	def _select_band(self) -> ColumnElement[str]:
		"""Return the band of an item's price, as the report and the facet name it."""
		whens = [
			(self._price >= low, literal_column(f"'{name}'", String))
			for name, low in reversed(PRICE_BANDS)
		]
		return case(*whens, else_=literal_column(f"'{NO_PRICE}'", String))

	def _declare(self) -> Listing[ListedItem]:
		columns = (ItemRow, ItemTypeRow, self._price, self._stock, self._count_customers())
		return Listing(
			select(*columns).join(ItemTypeRow, ItemTypeRow.id == ItemRow.type_id),
			ItemRow.id,
			Filters(
				values={
					**pick_columns(ItemRow, "type_id", "state", "brand"),
					"ids": ItemRow.id,
					"band": self._select_band(),
				},
				ranges={"price": self._price},
				rules=[self._ask_state, _ask_text, self._ask_stock],
			),
			sorts={
				"name": ItemRow.name_key,
				"reference": func.lower(ItemRow.reference),
				"price": func.coalesce(self._price, BELOW_ALL),
				"updated": ItemRow.updated_at,
			},
			order="name",
			make=ListedItem,
		)

	def _ask_state(self, _asked: ItemFilters) -> list[Condition]:
		return [ItemRow.state.in_(self._states)]

	def _ask_stock(self, asked: ItemFilters) -> list[Condition]:
		if asked.in_stock is None:
			return []
		has = func.coalesce(self._stock, 0) > 0
		products = select(ItemTypeRow.id).where(ItemTypeRow.nature == ItemNature.PRODUCT)
		return [ItemRow.type_id.in_(products), has if asked.in_stock else ~has]


def _ask_text(asked: ItemFilters) -> list[Condition]:
	return contain_all(ItemRow.search_key, split_words(asked.q or ""))
