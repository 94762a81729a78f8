"""All that is held about a person, and its erasure with receipts."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.person_file import CustomerFile
from chasqui.contracts.customers.rights import (
	Erasure,
	ErasureRequest,
	Holdings,
	RequestClosing,
	RequestQuery,
	RightsRequest,
	RightsRequestFields,
)
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.jobs import JobActRequest, JobQuery
from chasqui.contracts.wire import Page


@API.declare("POST", "/v1/customers/{customer_id}/erasure", Permission.RIGHTS_MANAGE, status=202)
def begin_erasure(*, customer_id: int, body: ErasureRequest) -> Erasure: ...


@API.declare("GET", "/v1/erasures", Permission.RIGHTS_MANAGE)
def list_erasures(*, query: JobQuery) -> Page[Erasure]: ...


@API.declare("GET", "/v1/erasures/{erasure_id}", Permission.RIGHTS_MANAGE)
def show_erasure(*, erasure_id: int) -> Erasure: ...


@API.declare("POST", "/v1/erasures/{erasure_id}/actions", Permission.RIGHTS_MANAGE)
def act_on_erasure(*, erasure_id: int, body: JobActRequest) -> Erasure: ...


@API.declare("GET", "/v1/customers/{customer_id}/holdings", Permission.RIGHTS_MANAGE)
def show_holdings(*, customer_id: int) -> Holdings: ...


@API.declare("GET", "/v1/customers/{customer_id}/risk-holdings", Permission.RIGHTS_MANAGE)
def show_risk_holdings(*, customer_id: int) -> Holdings: ...


@API.declare(
	"GET",
	"/v1/customers/{customer_id}/file",
	Permission.CUSTOMERS_READ,
	Permission.CUSTOMERS_READ_OWN,
)
def show_file(*, customer_id: int) -> CustomerFile: ...


@API.declare("GET", "/v1/rights-requests", Permission.RIGHTS_MANAGE)
def list_requests(*, query: RequestQuery) -> Page[RightsRequest]: ...


@API.declare("POST", "/v1/rights-requests", Permission.RIGHTS_MANAGE, status=201)
def open_request(*, body: RightsRequestFields) -> RightsRequest: ...


@API.declare("GET", "/v1/rights-requests/{request_id}", Permission.RIGHTS_MANAGE)
def show_request(*, request_id: int) -> RightsRequest: ...


@API.declare("POST", "/v1/rights-requests/{request_id}/closing", Permission.RIGHTS_MANAGE)
def close_request(*, request_id: int, body: RequestClosing) -> RightsRequest: ...
