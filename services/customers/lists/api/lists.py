"""Lists of customers: pages, facets, files, as a segment's criteria."""

from flask import Blueprint, Response

from chasqui.contracts.access import Permission
from chasqui.contracts.lists import (
	PATH_AS_SEGMENT,
	PATH_CUSTOMERS,
	PATH_EXPORT,
	PATH_FACETS,
	CustomerFacets,
	CustomerFilters,
	CustomerQuery,
	ExportQuery,
	ListedCustomer,
	SegmentAnswer,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_query, read_session
from customers.audit.api.actors import read_actor
from customers.lists.wiring import ListParts


def build_blueprint(wiring: ListParts) -> Blueprint:
	blueprint = Blueprint("lists", __name__)

	@blueprint.get(PATH_CUSTOMERS)
	@grant(Permission.CUSTOMERS_READ)
	def list_customers() -> Page[ListedCustomer]:
		lists = wiring.make_customer_lists(read_session())
		return lists.list_page(read_query(CustomerQuery), read_actor())

	@blueprint.get(PATH_FACETS)
	@grant(Permission.CUSTOMERS_READ)
	def find_facets() -> CustomerFacets:
		filters = read_query(CustomerFilters)
		return wiring.make_customer_lists(read_session()).find_facets(filters)

	@blueprint.get(PATH_AS_SEGMENT)
	@grant(Permission.CUSTOMERS_READ)
	def write_segment() -> SegmentAnswer:
		filters = read_query(CustomerFilters)
		return wiring.make_customer_lists(read_session()).write_segment(filters)

	@blueprint.get(PATH_EXPORT)
	@grant(Permission.CUSTOMERS_EXPORT)
	def export_customers() -> Response:
		exporter = wiring.make_exporter(read_session())
		file = exporter.open(read_query(ExportQuery), read_actor())
		headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
		return Response(file.chunks, content_type=file.media_type, headers=headers)

	return blueprint
