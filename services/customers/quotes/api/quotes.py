"""Quotes: lists, drafts, files."""

from chasqui.contracts.customers.quote_lists import (
	QuoteExportQuery,
	QuoteFacets,
	QuoteFilters,
	QuoteQuery,
)
from chasqui.contracts.customers.quotes import (
	Quote,
	QuoteFields,
	QuoteMove,
	QuotePatch,
	QuoteSummary,
)
from chasqui.contracts.endpoint import PDF, Stream
from chasqui.contracts.endpoints.customers import quotes as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.quotes.use_cases.quote_reader import QuoteReader
from customers.quotes.use_cases.quote_service import QuoteService
from customers.quotes.wiring import QuoteParts
from customers.sales.api.sellers import read_seller


def build_blueprint(wiring: QuoteParts) -> Routes:
	routes = Routes("quotes", __name__)
	serve_reading(routes, wiring)
	serve_files(routes, wiring)
	serve_drafts(routes, wiring)
	return routes


def serve_reading(routes: Routes, wiring: QuoteParts) -> None:
	"""Add what shows quotes."""

	def make_reader() -> QuoteReader:
		return wiring.make_quote_reader(read_session(), read_seller())

	@routes.serve(endpoints.list_quotes)
	def list_quotes(*, query: QuoteQuery) -> Page[QuoteSummary]:
		return make_reader().list_page(query, read_actor())

	@routes.serve(endpoints.find_quote_facets)
	def find_quote_facets(*, query: QuoteFilters) -> QuoteFacets:
		return make_reader().find_facets(query)

	@routes.serve(endpoints.show_quote)
	def show_quote(*, quote_id: int) -> Quote:
		return make_reader().show(quote_id, read_actor())


def serve_files(routes: Routes, wiring: QuoteParts) -> None:
	"""Add what leaves as a file."""

	@routes.serve(endpoints.print_quote)
	def print_quote(*, quote_id: int) -> Stream:
		service = wiring.make_quote_documents(read_session(), read_seller())
		name, document = service.open(quote_id, read_actor())
		return Stream([document], PDF, name)

	@routes.serve(endpoints.export_quotes)
	def export_quotes(*, query: QuoteExportQuery) -> Stream:
		exporter = wiring.make_quote_exporter(read_session(), read_seller())
		file = exporter.open(query, read_actor())
		return Stream(file.chunks, file.media_type, file.name)


def serve_drafts(routes: Routes, wiring: QuoteParts) -> None:
	"""Add what writes drafts."""

	def make_service() -> QuoteService:
		return wiring.make_quote_service(read_session(), read_seller())

	@routes.serve(endpoints.add_quote)
	def add_quote(*, body: QuoteFields) -> Quote:
		guard = wiring.make_advisor_guard(read_session())
		guard.admit(read_principal(), body.customer_id)
		return make_service().add(body, read_actor())

	@routes.serve(endpoints.change_quote)
	def change_quote(*, quote_id: int, body: QuotePatch) -> Quote:
		return make_service().change(quote_id, body, read_actor())

	@routes.serve(endpoints.delete_quote)
	def delete_quote(*, quote_id: int) -> None:
		make_service().delete(quote_id, read_actor())

	@routes.serve(endpoints.copy_quote)
	def copy_quote(*, quote_id: int, body: QuoteMove) -> Quote:
		return make_service().copy(quote_id, body, read_actor())
