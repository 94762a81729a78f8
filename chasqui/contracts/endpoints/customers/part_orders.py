"""Orders of spare parts."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.part_orders import (
	DeliveryRequest,
	PartCancelRequest,
	PartOrder,
	PartOrderFacets,
	PartOrderFields,
	PartOrderFilters,
	PartOrderPatch,
	PartOrderQuery,
	PartOrderSummary,
	ReceiptRequest,
	SupplierRequest,
)
from chasqui.contracts.endpoint import Once
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.wire import Page

READ, ASK, WRITE = (
	Permission.EQUIPMENT_READ,
	Permission.EQUIPMENT_REQUEST,
	Permission.EQUIPMENT_WRITE,
)
ONE = "/v1/part-orders/{order_id}"


@API.declare("GET", "/v1/part-orders", READ, ASK)
def list_part_orders(*, query: PartOrderQuery) -> Page[PartOrderSummary]:
	"""Return a page of orders; who may not see all sees those of the customers in their care."""


@API.declare("POST", "/v1/part-orders", ASK, status=201, once=Once.MAY)
def add_part_order(*, body: PartOrderFields) -> PartOrder: ...


@API.declare("GET", "/v1/part-orders/facets", READ, ASK)
def find_part_order_facets(*, query: PartOrderFilters) -> PartOrderFacets: ...


@API.declare("GET", ONE, READ, ASK)
def show_part_order(*, order_id: int) -> PartOrder: ...


@API.declare("PATCH", ONE, WRITE)
def change_part_order(*, order_id: int, body: PartOrderPatch) -> PartOrder: ...


@API.declare("POST", f"{ONE}/order", WRITE)
def order_parts(*, order_id: int, body: SupplierRequest) -> PartOrder:
	"""Note that it was ordered from a supplier."""


@API.declare("POST", f"{ONE}/receipt", WRITE)
def receive_parts(*, order_id: int, body: ReceiptRequest) -> PartOrder:
	"""Note that it has come; its products enter the ledger of stock."""


@API.declare("POST", f"{ONE}/delivery", WRITE)
def deliver_parts(*, order_id: int, body: DeliveryRequest) -> PartOrder:
	"""Hand it over: its products leave the shelf."""


@API.declare("POST", f"{ONE}/cancel", WRITE)
def cancel_part_order(*, order_id: int, body: PartCancelRequest) -> PartOrder: ...
