"""Shows what the company sells: one item, lists, facets, offers (C7, C13)."""

from collections.abc import Sequence
from decimal import Decimal

from chasqui.contracts.customers.catalogue import (
	BANDS,
	Item,
	ItemFacets,
	ItemFields,
	ItemFilters,
	ItemNature,
	ItemPatch,
	ItemQuery,
	ItemState,
)
from chasqui.contracts.customers.offers import Offer, OfferQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.data.versions import write_version
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from customers.catalogue.domain.promotions import PromotionIndex, find_best_price
from customers.catalogue.repositories.item_list_repository import ItemListRepository, ListedItem
from customers.catalogue.repositories.pictures import PictureRepository
from customers.catalogue.use_cases.pictures import view_picture
from customers.catalogue.use_cases.promotion_reader import PromotionReader

NO_ITEM = say("No existe ese producto o servicio.")


class ItemReader:
	def __init__(
		self,
		lists: ItemListRepository,
		pictures: PictureRepository,
		promotions: PromotionReader,
	) -> None:
		self._lists = lists
		self._pictures = pictures
		self._promotions = promotions

	def show(self, item_id: int) -> Item:
		""":raises NotFound: there is no such item"""
		found = self._lists.find(item_id)
		if found is None:
			raise NotFound(NO_ITEM, code="no_item")
		return self._show([found])[0]

	def list_page(self, query: ItemQuery) -> Page[Item]:
		rows, cursor = self._lists.list_page(query)
		return Page[Item](items=self._show(rows), next_cursor=cursor)

	def list_ids(self, filters: ItemFilters, most: int) -> list[int]:
		return self._lists.list_ids(filters, most)

	def find_facets(self, filters: ItemFilters) -> ItemFacets:
		names = ItemFacets.model_fields.keys() - {"total"}
		counted = {name: self._lists.count_by(filters, name) for name in names}
		counted["band"].sort(key=lambda one: BANDS.index(one.value))
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
		items = zip(rows, self._show(rows), strict=True)
		return Page[Offer](items=[view_offer(*one) for one in items], next_cursor=cursor)

	def show_offer(self, item_id: int) -> Offer:
		""":raises NotFound: there is no such item, or it is not on sale today"""
		found = self._lists.find(item_id)
		if found is None or found.row.state != ItemState.ON_SALE or found.price is None:
			raise NotFound(say("Eso no está en venta hoy."), code="not_on_sale")
		return view_offer(found, *self._show([found]))

	def _show(self, rows: Sequence[ListedItem]) -> list[Item]:
		"""Return items with their pictures and what is promoted today."""
		pictures = self._pictures.list_shown([found.row.id for found in rows])
		promotions = self._promotions.index_promotions()
		items = [promote(view_item(found), promotions) for found in rows]
		for item in items:
			item.pictures = [view_picture(one) for one in pictures.get(item.id, ())]
		return items


def view_item(found: ListedItem) -> Item:
	"""Return an item as its contract shows it; a service has no stock."""
	row, kind = found.row, found.type
	is_product = kind.nature == ItemNature.PRODUCT
	view = Item.model_validate(
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
	view.version = write_version(view, ItemPatch)
	return view


def promote(item: Item, promotions: PromotionIndex) -> Item:
	"""Put to an item the promotions that hold for it; nothing is promoted that is retired."""
	if item.state is not ItemState.RETIRED:
		item.promotions = promotions.list_held(item.id, item.type_id, item.price)
		item.promoted_price = find_best_price(item.promotions)
	return item


def view_offer(found: ListedItem, item: Item) -> Offer:
	"""Return an item as an advisor offers it."""
	shared = {name: getattr(item, name) for name in Offer.model_fields if name != "declared"}
	return Offer.model_validate({**shared, "declared": found.type.attributes})
