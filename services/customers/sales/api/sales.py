"""Sales: lists, drafts, files."""

from chasqui.contracts.customers.sale_lists import (
	SaleExportQuery,
	SaleFacets,
	SaleFilters,
	SaleQuery,
)
from chasqui.contracts.customers.sales import Sale, SaleFields, SalePatch, SaleSummary
from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.customers import sales as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.sales.api.sellers import read_seller
from customers.sales.use_cases.sale_reader import SaleReader
from customers.sales.use_cases.sale_service import SaleService
from customers.sales.wiring import SaleParts


def build_blueprint(wiring: SaleParts) -> Routes:
	routes = Routes("sales", __name__)
	serve_reading(routes, wiring)
	serve_drafts(routes, wiring)
	return routes


def serve_reading(routes: Routes, wiring: SaleParts) -> None:
	"""Add what shows sales."""

	def make_reader() -> SaleReader:
		return wiring.make_sale_reader(read_session(), read_seller())

	@routes.serve(endpoints.list_sales)
	def list_sales(*, query: SaleQuery) -> Page[SaleSummary]:
		return make_reader().list_page(query, read_actor())

	@routes.serve(endpoints.find_sale_facets)
	def find_sale_facets(*, query: SaleFilters) -> SaleFacets:
		return make_reader().find_facets(query)

	@routes.serve(endpoints.show_sale)
	def show_sale(*, sale_id: int) -> Sale:
		return make_reader().show(sale_id, read_actor())

	@routes.serve(endpoints.export_sales)
	def export_sales(*, query: SaleExportQuery) -> Stream:
		exporter = wiring.make_sale_exporter(read_session(), read_seller())
		file = exporter.open(query, read_actor())
		return Stream(file.chunks, file.media_type, file.name)


def serve_drafts(routes: Routes, wiring: SaleParts) -> None:
	"""Add what writes drafts."""

	def make_service() -> SaleService:
		return wiring.make_sale_service(read_session(), read_seller())

	@routes.serve(endpoints.add_sale)
	def add_sale(*, body: SaleFields) -> Sale:
		guard = wiring.make_advisor_guard(read_session())
		guard.admit(read_principal(), body.customer_id)
		return make_service().add(body, read_actor())

	@routes.serve(endpoints.change_sale)
	def change_sale(*, sale_id: int, body: SalePatch) -> Sale:
		return make_service().change(sale_id, body, read_actor())

	@routes.serve(endpoints.delete_sale)
	def delete_sale(*, sale_id: int) -> None:
		make_service().delete(sale_id, read_actor())
