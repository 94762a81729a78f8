"""Items in pages, and counted by what they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, String, Subquery, case, func, literal_column, select
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
from chasqui.kernel.data.pages import Column, doubt_cursor, encode_cursor, follow_order
from customers.catalogue.models.held_subscription import HeldSubscriptionRow
from customers.catalogue.models.item import ItemRow
from customers.catalogue.models.item_type import ItemTypeRow
from customers.catalogue.repositories.prices import select_price
from customers.catalogue.repositories.stock import select_stock
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

	def find(self, item_id: int) -> ListedItem | None:
		"""Return one item, if there is such a one."""
		query = self._select().where(ItemRow.id == item_id, ItemRow.state.in_(self._states))
		found = self._session.execute(query).first()
		return None if found is None else ListedItem(*found[:5])

	def list_page(self, query: ItemQuery) -> tuple[list[ListedItem], str | None]:
		"""Return a page of items."""
		name = query.sort.removeprefix("-")
		keys = [self._map_sorts()[name], ItemRow.id]
		asked = self._select(*keys).where(*self._build_conditions(query))
		asked = follow_order(asked, keys, query.cursor, descending=query.sort.startswith("-"))
		with doubt_cursor(query.cursor):
			rows = self._session.execute(asked.limit(query.limit + 1)).all()
		items = [ListedItem(*row[:5]) for row in rows[: query.limit]]
		if len(rows) <= query.limit:
			return items, None
		return items, encode_cursor([str(value) for value in rows[query.limit - 1][5:]])

	def stream(self, filters: ItemFilters) -> Iterator[ListedItem]:
		"""Yield all items that match, by name, some at a time in memory."""
		query = self._select().where(*self._build_conditions(filters))
		query = query.order_by(ItemRow.name_key, ItemRow.id).execution_options(yield_per=500)
		for row in self._session.execute(query):
			yield ListedItem(*row)
			self._session.expunge(row[0])

	def list_types(self, filters: ItemFilters) -> Sequence[ItemTypeRow]:
		"""Return the types of the items that match, by name."""
		used = select(ItemRow.type_id).where(*self._build_conditions(filters))
		query = select(ItemTypeRow).where(ItemTypeRow.id.in_(used))
		return self._session.scalars(query.order_by(ItemTypeRow.name_key)).all()

	def count(self, filters: ItemFilters) -> int:
		"""Return how many items match."""
		query = select(func.count()).select_from(ItemRow).where(*self._build_conditions(filters))
		return self._session.scalar(query) or 0

	def count_by(self, filters: ItemFilters, name: str) -> list[ItemFacetValue]:
		"""Return how many items have each value of a filter, as if it were not set."""
		band = self._select_band()
		value, text = {
			"type_id": (ItemRow.type_id, ItemTypeRow.name),
			"state": (ItemRow.state, ItemRow.state),
			"brand": (ItemRow.brand, ItemRow.brand),
			"band": (band, band),
		}[name]
		conditions = self._build_conditions(filters.model_copy(update={name: []}))
		if name == "brand":
			conditions.append(ItemRow.brand != "")  # without a brand is not of the brand «»
		found = (
			select(value.label("value"), text.label("text"))
			.select_from(ItemRow)
			.join(ItemTypeRow, ItemTypeRow.id == ItemRow.type_id)
			.where(*conditions)
			.subquery()
		)
		groups = (found.c.value, found.c.text)
		query = select(*groups, func.count()).group_by(*groups)
		query = query.order_by(func.count().desc(), found.c.text).limit(50)
		return [
			ItemFacetValue(value=str(one), text=facet_value, items=count)
			for one, facet_value, count in self._session.execute(query)
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
		return query.where(*self._build_conditions(filters)).subquery()

	def _select(self, *more: Column) -> Select[Any]:
		customers = self._count_customers()
		columns = (ItemRow, ItemTypeRow, self._price, self._stock, customers)
		return select(*columns, *more).join(ItemTypeRow, ItemTypeRow.id == ItemRow.type_id)

	def _count_customers(self) -> Any:
		same = func.lower(HeldSubscriptionRow.name) == func.lower(ItemRow.name)
		return select(func.count()).where(same).correlate(ItemRow).scalar_subquery()

	def _select_band(self) -> ColumnElement[str]:
		"""Return the band of an item's price, as the report and the facet name it."""
		whens = [
			(self._price >= low, literal_column(f"'{name}'", String))
			for name, low in reversed(PRICE_BANDS)
		]
		return case(*whens, else_=literal_column(f"'{NO_PRICE}'", String))

	def _map_sorts(self) -> dict[str, Column]:
		return {
			"name": ItemRow.name_key,
			"reference": func.lower(ItemRow.reference),
			"price": func.coalesce(self._price, BELOW_ALL),
			"updated": ItemRow.updated_at,
		}

	def _build_conditions(self, filters: ItemFilters) -> list[ColumnElement[bool]]:
		conditions: list[ColumnElement[bool]] = [ItemRow.state.in_(self._states)]
		conditions += [
			ItemRow.search_key.contains(word, autoescape=True)
			for word in split_words(filters.q or "")
		]
		for values, column in (
			(filters.type_id, ItemRow.type_id), (filters.state, ItemRow.state),
			(filters.brand, ItemRow.brand), (filters.band, self._select_band()),
		):  # fmt: skip
			if values:
				conditions.append(column.in_(values))
		if filters.price_from is not None:
			conditions.append(self._price >= filters.price_from)
		if filters.price_to is not None:
			conditions.append(self._price <= filters.price_to)
		if filters.in_stock is not None:
			has = func.coalesce(self._stock, 0) > 0
			products = select(ItemTypeRow.id).where(ItemTypeRow.nature == ItemNature.PRODUCT)
			conditions.append(ItemRow.type_id.in_(products))
			conditions.append(has if filters.in_stock else ~has)
		return conditions
