"""Items with their prices and stock, and what is offered."""

from chasqui.contracts.customers.catalogue import (
	Item,
	ItemExportQuery,
	ItemFacets,
	ItemFields,
	ItemFilters,
	ItemPatch,
	ItemQuery,
	LedgerQuery,
	Price,
	PriceFields,
	StateMove,
	StockMove,
	StockMoveFields,
)
from chasqui.contracts.customers.item_moves import ItemsMove, ItemsMoved
from chasqui.contracts.customers.offers import Offer, OfferQuery
from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.customers import catalogue as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.catalogue.api.drafts import sees_drafts
from customers.catalogue.use_cases.item_reader import ItemReader
from customers.catalogue.wiring import CatalogueParts


def build_blueprint(wiring: CatalogueParts) -> Routes:
	routes = Routes("items", __name__)
	serve_reading(routes, wiring)
	serve_files(routes, wiring)
	serve_offers(routes, wiring)
	serve_keeping(routes, wiring)
	serve_ledgers(routes, wiring)
	return routes


def serve_reading(routes: Routes, wiring: CatalogueParts) -> None:
	"""Add what shows items."""

	def make_reader() -> ItemReader:
		return wiring.make_item_reader(read_session(), sees_drafts=sees_drafts())

	@routes.serve(endpoints.list_items)
	def list_items(*, query: ItemQuery) -> Page[Item]:
		return make_reader().list_page(query)

	@routes.serve(endpoints.find_facets)
	def find_facets(*, query: ItemFilters) -> ItemFacets:
		return make_reader().find_facets(query)

	@routes.serve(endpoints.show_item)
	def show_item(*, item_id: int) -> Item:
		return make_reader().show(item_id)


def serve_files(routes: Routes, wiring: CatalogueParts) -> None:
	"""Add what leaves as a file."""

	@routes.serve(endpoints.export_items)
	def export_items(*, query: ItemExportQuery) -> Stream:
		exporter = wiring.make_item_exporter(read_session(), sees_drafts=sees_drafts())
		file = exporter.open(query, read_actor())
		return Stream(file.chunks, file.media_type, file.name)


def serve_offers(routes: Routes, wiring: CatalogueParts) -> None:
	"""Add what shows offers to advisors."""

	@routes.serve(endpoints.list_offers)
	def list_offers(*, query: OfferQuery) -> Page[Offer]:
		return wiring.make_item_reader(read_session(), sees_drafts=False).list_offers(query)

	@routes.serve(endpoints.show_offer)
	def show_offer(*, item_id: int) -> Offer:
		return wiring.make_item_reader(read_session(), sees_drafts=False).show_offer(item_id)


def serve_keeping(routes: Routes, wiring: CatalogueParts) -> None:
	"""Add what changes items."""

	@routes.serve(endpoints.add_item)
	def add_item(*, body: ItemFields) -> Item:
		return wiring.make_item_service(read_session()).add(body, read_actor())

	@routes.serve(endpoints.change_item)
	def change_item(*, item_id: int, body: ItemPatch) -> Item:
		return wiring.make_item_service(read_session()).change(item_id, body, read_actor())

	@routes.serve(endpoints.delete_item)
	def delete_item(*, item_id: int) -> None:
		wiring.make_item_service(read_session()).delete(item_id, read_actor())

	@routes.serve(endpoints.move_item)
	def move_item(*, item_id: int, body: StateMove) -> Item:
		return wiring.make_item_service(read_session()).move(item_id, body, read_actor())

	@routes.serve(endpoints.move_items)
	def move_items(*, body: ItemsMove) -> ItemsMoved:
		return wiring.make_item_service(read_session()).move_all(body, read_actor())


def serve_ledgers(routes: Routes, wiring: CatalogueParts) -> None:
	"""Add prices and movements of stock, which are only ever added to."""

	@routes.serve(endpoints.list_prices)
	def list_prices(*, item_id: int, query: LedgerQuery) -> Page[Price]:
		wiring.make_item_reader(read_session(), sees_drafts=sees_drafts()).show(item_id)
		return wiring.make_price_service(read_session()).list_page(item_id, query)

	@routes.serve(endpoints.set_price)
	def set_price(*, item_id: int, body: PriceFields) -> Price:
		return wiring.make_price_service(read_session()).set(item_id, body, read_actor())

	@routes.serve(endpoints.cancel_price)
	def cancel_price(*, item_id: int, price_id: int) -> None:
		wiring.make_price_service(read_session()).cancel(item_id, price_id, read_actor())

	@routes.serve(endpoints.list_moves)
	def list_moves(*, item_id: int, query: LedgerQuery) -> Page[StockMove]:
		wiring.make_item_reader(read_session(), sees_drafts=sees_drafts()).show(item_id)
		return wiring.make_stock_service(read_session()).list_page(item_id, query)

	@routes.serve(endpoints.move_stock)
	def move_stock(*, item_id: int, body: StockMoveFields) -> StockMove:
		return wiring.make_stock_service(read_session()).move(item_id, body, read_actor())
