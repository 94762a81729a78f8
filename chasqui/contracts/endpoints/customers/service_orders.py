"""Service orders of equipment, and the plans by which they come due."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.equipment import Equipment
from chasqui.contracts.customers.equipment_lists import ServicesRequest
from chasqui.contracts.customers.service_orders import (
	CancelRequest,
	FinishRequest,
	OrdersMade,
	OrdersPlan,
	PlanRequest,
	ServiceOrder,
	ServiceOrderFacets,
	ServiceOrderFields,
	ServiceOrderFilters,
	ServiceOrderPatch,
	ServiceOrderQuery,
	ServiceOrderSummary,
	StartRequest,
)
from chasqui.contracts.customers.service_plans import (
	MachinePlanRequest,
	ServicePlan,
	ServicePlanFields,
)
from chasqui.contracts.endpoint import Once
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.wire import ListQuery, Page

READ, ASK, WRITE = (
	Permission.EQUIPMENT_READ,
	Permission.EQUIPMENT_REQUEST,
	Permission.EQUIPMENT_WRITE,
)
ONE = "/v1/service-orders/{order_id}"


@API.declare("GET", "/v1/service-orders", READ, ASK)
def list_orders(*, query: ServiceOrderQuery) -> Page[ServiceOrderSummary]:
	"""Return a page of orders; who may not see all sees those of the customers in their care."""


@API.declare("POST", "/v1/service-orders", ASK, status=201, once=Once.MAY)
def add_order(*, body: ServiceOrderFields) -> ServiceOrder: ...


@API.declare("GET", "/v1/service-orders/facets", READ, ASK)
def find_order_facets(*, query: ServiceOrderFilters) -> ServiceOrderFacets: ...


@API.declare("POST", "/v1/service-orders/plans", WRITE, once=Once.MUST)
def plan_orders(*, body: OrdersPlan) -> OrdersMade:
	"""Plan all that match; those that cannot be are named, and why."""


@API.declare("POST", "/v1/service-orders/requests", WRITE, once=Once.MUST)
def request_services(*, body: ServicesRequest) -> OrdersMade:
	"""Ask for the service of all machines that match; what is asked for already stays as it is."""


@API.declare("GET", ONE, READ, ASK)
def show_order(*, order_id: int) -> ServiceOrder: ...


@API.declare("PATCH", ONE, WRITE)
def change_order(*, order_id: int, body: ServiceOrderPatch) -> ServiceOrder: ...


@API.declare("POST", f"{ONE}/plan", WRITE)
def plan_order(*, order_id: int, body: PlanRequest) -> ServiceOrder: ...


@API.declare("POST", f"{ONE}/start", WRITE)
def start_order(*, order_id: int, body: StartRequest) -> ServiceOrder:
	"""Begin the work: the parts leave the shelf."""


@API.declare("POST", f"{ONE}/finish", WRITE)
def finish_order(*, order_id: int, body: FinishRequest) -> ServiceOrder:
	"""Close an order that was done; of a preventive one the next service is reckoned."""


@API.declare("POST", f"{ONE}/cancel", WRITE)
def cancel_order(*, order_id: int, body: CancelRequest) -> ServiceOrder:
	"""Close an order that is not done; parts that had left come back to the shelf."""


@API.declare("PUT", "/v1/equipment/{equipment_id}/plan", WRITE)
def set_machine_plan(*, equipment_id: int, body: MachinePlanRequest) -> Equipment: ...


@API.declare("GET", "/v1/service-plans", READ, ASK)
def list_plans(*, query: ListQuery) -> Page[ServicePlan]: ...


@API.declare("POST", "/v1/service-plans", WRITE)
def set_plan(*, body: ServicePlanFields) -> ServicePlan:
	"""Set the plan of a model, in the place of the one it may have."""


@API.declare("DELETE", "/v1/service-plans/{plan_id}", WRITE)
def delete_plan(*, plan_id: int) -> None: ...
