"""Equipment of customers: lists, one machine, what its meter said."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.equipment import (
	Equipment,
	EquipmentFields,
	EquipmentPatch,
	EquipmentSummary,
	ReadingFields,
	SoldMachine,
)
from chasqui.contracts.customers.equipment_lists import (
	EquipmentFacets,
	EquipmentFilters,
	EquipmentQuery,
)
from chasqui.contracts.endpoint import Once
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.wire import Page

READ, ASK, WRITE = (
	Permission.EQUIPMENT_READ,
	Permission.EQUIPMENT_REQUEST,
	Permission.EQUIPMENT_WRITE,
)


@API.declare("GET", "/v1/equipment", READ, ASK)
def list_equipment(*, query: EquipmentQuery) -> Page[EquipmentSummary]:
	"""Return a page of equipment; who may not see all sees that of the customers in their care."""


@API.declare("POST", "/v1/equipment", WRITE, status=201, once=Once.MAY)
def add_equipment(*, body: EquipmentFields) -> Equipment: ...


@API.declare("GET", "/v1/equipment/facets", READ, ASK)
def find_equipment_facets(*, query: EquipmentFilters) -> EquipmentFacets: ...


@API.declare("GET", "/v1/equipment/{equipment_id}", READ, ASK)
def show_equipment(*, equipment_id: int) -> Equipment: ...


@API.declare("PATCH", "/v1/equipment/{equipment_id}", WRITE)
def change_equipment(*, equipment_id: int, body: EquipmentPatch) -> Equipment: ...


@API.declare("POST", "/v1/equipment/{equipment_id}/readings", WRITE, status=201, once=Once.MAY)
def add_reading(*, equipment_id: int, body: ReadingFields) -> Equipment:
	"""Note what the meter said; readings never fall, and none is changed afterwards."""


@API.declare("POST", "/v1/equipment/{equipment_id}/readings/{reading_id}/void", WRITE)
def void_reading(*, equipment_id: int, reading_id: int) -> Equipment:
	"""Say that the last reading was a mistake: it stays written, and counts no more."""


@API.declare("GET", "/v1/customers/{customer_id}/sold-machines", WRITE)
def list_sold_machines(*, customer_id: int) -> Page[SoldMachine]:
	"""Return the products that a customer bought of which no machine is written down yet."""
