"""What the company sells: types, items with prices and stock, offers for advisors, the report."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.catalogue import (
	Item,
	ItemExportQuery,
	ItemFacets,
	ItemFields,
	ItemFilters,
	ItemPatch,
	ItemQuery,
	ItemType,
	ItemTypeFields,
	ItemTypePatch,
	LedgerQuery,
	Price,
	PriceFields,
	StateMove,
	StockMove,
	StockMoveFields,
)
from chasqui.contracts.customers.item_moves import ItemsMove, ItemsMoved
from chasqui.contracts.customers.offers import Offer, OfferQuery
from chasqui.contracts.endpoint import Once, Stream
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.wire import Page

READ, WRITE = Permission.CATALOGUE_READ, Permission.CATALOGUE_WRITE


@API.declare("GET", "/v1/item-types", READ, Permission.CATALOGUE_OFFER)
def list_types() -> Page[ItemType]: ...


@API.declare("POST", "/v1/item-types", WRITE, status=201)
def add_type(*, body: ItemTypeFields) -> ItemType: ...


@API.declare("GET", "/v1/item-types/{type_id}", READ)
def show_type(*, type_id: int) -> ItemType: ...


@API.declare("PATCH", "/v1/item-types/{type_id}", WRITE)
def change_type(*, type_id: int, body: ItemTypePatch) -> ItemType: ...


@API.declare("GET", "/v1/items", READ)
def list_items(*, query: ItemQuery) -> Page[Item]: ...


@API.declare("POST", "/v1/items", WRITE, status=201, once=Once.MAY)
def add_item(*, body: ItemFields) -> Item: ...


@API.declare("GET", "/v1/items/facets", READ)
def find_facets(*, query: ItemFilters) -> ItemFacets: ...


@API.declare("GET", "/v1/items/export", READ)
def export_items(*, query: ItemExportQuery) -> Stream: ...


@API.declare("GET", "/v1/items/{item_id}", READ)
def show_item(*, item_id: int) -> Item: ...


@API.declare("PATCH", "/v1/items/{item_id}", WRITE)
def change_item(*, item_id: int, body: ItemPatch) -> Item: ...


@API.declare("DELETE", "/v1/items/{item_id}", WRITE)
def delete_item(*, item_id: int) -> None:
	"""Delete a draft; anything else is retired."""


@API.declare("POST", "/v1/items/{item_id}/state", WRITE)
def move_item(*, item_id: int, body: StateMove) -> Item: ...


@API.declare("POST", "/v1/items/moves", WRITE, once=Once.MAY)
def move_items(*, body: ItemsMove) -> ItemsMoved:
	"""Put all that match on sale, or retire them; those that cannot be are named, and why."""


@API.declare("GET", "/v1/items/{item_id}/prices", READ)
def list_prices(*, item_id: int, query: LedgerQuery) -> Page[Price]: ...


@API.declare("POST", "/v1/items/{item_id}/prices", WRITE, status=201)
def set_price(*, item_id: int, body: PriceFields) -> Price: ...


@API.declare("DELETE", "/v1/items/{item_id}/prices/{price_id}", WRITE)
def cancel_price(*, item_id: int, price_id: int) -> None:
	"""Take a planned price back; the one before holds on in its place."""


@API.declare("GET", "/v1/items/{item_id}/stock", READ)
def list_moves(*, item_id: int, query: LedgerQuery) -> Page[StockMove]: ...


@API.declare("POST", "/v1/items/{item_id}/stock", WRITE, status=201, once=Once.MUST)
def move_stock(*, item_id: int, body: StockMoveFields) -> StockMove: ...


@API.declare("GET", "/v1/offers", Permission.CATALOGUE_OFFER)
def list_offers(*, query: OfferQuery) -> Page[Offer]: ...


@API.declare("GET", "/v1/offers/{item_id}", Permission.CATALOGUE_OFFER)
def show_offer(*, item_id: int) -> Offer: ...
