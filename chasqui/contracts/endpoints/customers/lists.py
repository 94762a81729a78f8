"""Lists of customers, and bulk actions on them."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.lists import (
	PATH_AS_SEGMENT,
	PATH_BULK,
	PATH_CUSTOMERS,
	PATH_EXPORT,
	PATH_FACETS,
	BulkJob,
	BulkRequest,
	CustomerFacets,
	CustomerFilters,
	CustomerQuery,
	ExportQuery,
	ListedCustomer,
	SegmentAnswer,
)
from chasqui.contracts.endpoint import Once, Stream
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.jobs import JobActRequest, JobQuery
from chasqui.contracts.wire import Page


@API.declare("POST", PATH_BULK, Permission.CUSTOMERS_WRITE, status=202, once=Once.MAY)
def request_action(*, body: BulkRequest) -> BulkJob: ...


@API.declare("GET", PATH_BULK, Permission.CUSTOMERS_WRITE)
def list_jobs(*, query: JobQuery) -> Page[BulkJob]: ...


@API.declare("GET", f"{PATH_BULK}/{{job_id}}", Permission.CUSTOMERS_WRITE)
def show_job(*, job_id: int) -> BulkJob: ...


@API.declare("POST", f"{PATH_BULK}/{{job_id}}/actions", Permission.CUSTOMERS_WRITE)
def act_on_job(*, job_id: int, body: JobActRequest) -> BulkJob: ...


@API.declare("GET", PATH_CUSTOMERS, Permission.CUSTOMERS_READ)
def list_customers(*, query: CustomerQuery) -> Page[ListedCustomer]: ...


@API.declare("GET", PATH_FACETS, Permission.CUSTOMERS_READ)
def find_facets(*, query: CustomerFilters) -> CustomerFacets: ...


@API.declare("GET", PATH_AS_SEGMENT, Permission.CUSTOMERS_READ)
def write_segment(*, query: CustomerFilters) -> SegmentAnswer: ...


@API.declare("GET", PATH_EXPORT, Permission.CUSTOMERS_EXPORT)
def export_customers(*, query: ExportQuery) -> Stream: ...
