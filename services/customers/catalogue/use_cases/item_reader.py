"""Shows what the company sells: one item, lists, facets, offers, the report (C7, C13, M21, C10)."""

from datetime import date
from decimal import Decimal

from chasqui.contracts.customers.catalogue import (
	CatalogueReport,
	Item,
	ItemFacets,
	ItemFields,
	ItemFilters,
	ItemNature,
	ItemPatch,
	ItemQuery,
	ItemState,
	Offer,
	OfferQuery,
	ReportLine,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.data.versions import write_version
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from customers.catalogue.repositories.item_list_repository import ItemListRepository, ListedItem
from customers.catalogue.repositories.item_types import ItemTypeRepository

NO_ITEM = say("No existe ese producto o servicio.")


class ItemReader:
	"""Prices are those of `today`."""

	def __init__(self, lists: ItemListRepository, types: ItemTypeRepository, today: date) -> None:
		self._lists = lists
		self._types = types
		self._today = today

	def show(self, item_id: int) -> Item:
		""":raises NotFound: there is no such item"""
		found = self._lists.find(item_id)
		if found is None:
			raise NotFound(NO_ITEM, code="no_item")
		return view_item(found)

	def list_page(self, query: ItemQuery) -> Page[Item]:
		rows, cursor = self._lists.list_page(query)
		return Page[Item](items=[view_item(row) for row in rows], next_cursor=cursor)

	def find_facets(self, filters: ItemFilters) -> ItemFacets:
		names = ("type_id", "state", "brand")
		counted = {name: self._lists.count_by(filters, name) for name in names}
		return ItemFacets(total=self._lists.count(filters), **counted)

	def list_offers(self, query: OfferQuery) -> Page[Offer]:
		"""Return what is on sale and has a price today."""
		asked = ItemQuery(
			q=query.q,
			type_id=query.type_id,
			state=[ItemState.ON_SALE],
			price_from=Decimal(0),
			cursor=query.cursor,
			limit=query.limit,
		)
		rows, cursor = self._lists.list_page(asked)
		return Page[Offer](items=[view_offer(row) for row in rows], next_cursor=cursor)

	def show_offer(self, item_id: int) -> Offer:
		""":raises NotFound: there is no such item, or it is not on sale today"""
		found = self._lists.find(item_id)
		if found is None or found.row.state != ItemState.ON_SALE or found.price is None:
			raise NotFound(say("Eso no está en venta hoy."), code="not_on_sale")
		return view_offer(found)

	def report(self) -> CatalogueReport:
		"""Return what is offered, type by type; archived types without items fall out."""
		lines = {
			row.id: ReportLine(
				type_id=row.id,
				type_name=row.name,
				nature=ItemNature(row.nature),
				by_state=dict.fromkeys(ItemState, 0),
				by_band={},
			)
			for row in self._types.list_all()
		}
		for type_id, state, band, items, units, worth, customers in self._lists.sum_up():
			line = lines[type_id]
			line.by_state[ItemState(state)] += items
			line.customers += int(customers)
			if state == ItemState.ON_SALE:
				line.by_band[band] = line.by_band.get(band, 0) + items
				line.stock, line.stock_value = line.stock + int(units), line.stock_value + worth
		used = [line for line in lines.values() if any(line.by_state.values())]
		return CatalogueReport(as_of=self._today, lines=used)


def view_item(found: ListedItem) -> Item:
	"""Return an item as its contract shows it; a service has no stock."""
	row, kind = found.row, found.type
	is_product = kind.nature == ItemNature.PRODUCT
	told = Item.model_validate(
		{
			**{name: getattr(row, name) for name in ItemFields.model_fields},
			"id": row.id,
			"type_name": kind.name,
			"nature": kind.nature,
			"state": row.state,
			"price": found.price,
			"stock": (found.stock or 0) if is_product else None,
			"customers": found.customers,
			"created_by": row.created_by,
			"updated_at": row.updated_at,
		}
	)
	told.version = write_version(told, ItemPatch)
	return told


def view_offer(found: ListedItem) -> Offer:
	"""Return an item as an advisor offers it."""
	item = view_item(found)
	shared = {name: getattr(item, name) for name in Offer.model_fields if name != "declared"}
	return Offer.model_validate({**shared, "declared": found.type.attributes})
