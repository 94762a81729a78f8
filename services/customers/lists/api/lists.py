"""Lists of customers: pages, facets, files, as a segment's criteria."""

from chasqui.contracts.customers.lists import (
	CustomerFacets,
	CustomerFilters,
	CustomerQuery,
	ExportQuery,
	ListedCustomer,
	SegmentAnswer,
)
from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.customers import lists as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.lists.wiring import ListParts
from customers.people.use_cases.customer_view import hide_identity


def build_blueprint(wiring: ListParts) -> Routes:
	routes = Routes("lists", __name__)

	@routes.serve(endpoints.list_customers)
	def list_customers(*, query: CustomerQuery) -> Page[ListedCustomer]:
		lists = wiring.make_customer_list_reader(read_session())
		page = lists.list_page(query, read_actor())
		may = read_principal().permissions
		return page.model_copy(update={"items": [hide_identity(one, may) for one in page.items]})

	@routes.serve(endpoints.find_facets)
	def find_facets(*, query: CustomerFilters) -> CustomerFacets:
		return wiring.make_customer_list_reader(read_session()).find_facets(query)

	@routes.serve(endpoints.write_segment)
	def write_segment(*, query: CustomerFilters) -> SegmentAnswer:
		return wiring.make_customer_list_reader(read_session()).write_segment(query)

	@routes.serve(endpoints.export_customers)
	def export_customers(*, query: ExportQuery) -> Stream:
		file = wiring.make_exporter(read_session()).open(query, read_actor())
		return Stream(file.chunks, file.media_type, file.name)

	return routes
