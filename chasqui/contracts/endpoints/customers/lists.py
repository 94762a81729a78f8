"""Bulk actions on lists of customers."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.lists import (
	PATH_AS_SEGMENT,
	PATH_BULK,
	PATH_CUSTOMERS,
	PATH_EXPORT,
	PATH_FACETS,
	PATH_VIEWS,
	BulkJob,
	BulkRequest,
	CustomerFacets,
	CustomerFilters,
	CustomerQuery,
	ExportQuery,
	ListedCustomer,
	SavedView,
	SegmentAnswer,
	ViewFields,
	ViewPatch,
)
from chasqui.contracts.endpoint import Once, Stream
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.wire import ListQuery, Page


@API.declare("POST", PATH_BULK, Permission.CUSTOMERS_WRITE, status=202, once=Once.MAY)
def request_action(*, body: BulkRequest) -> BulkJob: ...


@API.declare("GET", PATH_BULK, Permission.CUSTOMERS_WRITE)
def list_jobs(*, query: ListQuery) -> Page[BulkJob]: ...


@API.declare("GET", f"{PATH_BULK}/{{job_id}}", Permission.CUSTOMERS_WRITE)
def show_job(*, job_id: int) -> BulkJob: ...


@API.declare("GET", PATH_CUSTOMERS, Permission.CUSTOMERS_READ)
def list_customers(*, query: CustomerQuery) -> Page[ListedCustomer]: ...


@API.declare("GET", PATH_FACETS, Permission.CUSTOMERS_READ)
def find_facets(*, query: CustomerFilters) -> CustomerFacets: ...


@API.declare("GET", PATH_AS_SEGMENT, Permission.CUSTOMERS_READ)
def write_segment(*, query: CustomerFilters) -> SegmentAnswer: ...


@API.declare("GET", PATH_EXPORT, Permission.CUSTOMERS_EXPORT)
def export_customers(*, query: ExportQuery) -> Stream: ...


@API.declare("GET", PATH_VIEWS, Permission.CUSTOMERS_READ)
def list_views() -> Page[SavedView]: ...


@API.declare("POST", PATH_VIEWS, Permission.CUSTOMERS_READ, status=201)
def add_view(*, body: ViewFields) -> SavedView: ...


@API.declare("PATCH", f"{PATH_VIEWS}/{{view_id}}", Permission.CUSTOMERS_READ)
def change_view(*, view_id: int, body: ViewPatch) -> SavedView: ...


@API.declare("DELETE", f"{PATH_VIEWS}/{{view_id}}", Permission.CUSTOMERS_READ)
def delete_view(*, view_id: int) -> None: ...
