"""Words of lists of equipment: what narrows them, what they count."""

from typing import Annotated

from pydantic import Field

from chasqui.contracts.customers.equipment import EquipmentState, Year
from chasqui.contracts.customers.list_values import Many, SearchText
from chasqui.contracts.customers.meters import MeterKind
from chasqui.contracts.customers.service_orders import MOST_AT_ONCE, AskedText, ServiceKind
from chasqui.contracts.wire import CantonCode, Contract, Day, ProvinceCode

SORTS = ("added", "year", "meter", "due")
SORT_PATTERN = rf"^-?({'|'.join(SORTS)})$"


class EquipmentFilters(Contract):
	"""What a list of equipment asks; of several values any one, of years both ends."""

	q: SearchText | None = None
	"""A serial, or words of brand, model or the customer's name."""
	ids: Many[int] = []
	customer_id: Many[int] = []
	type_id: Many[int] = []
	brand: Many[Annotated[str, Field(max_length=60)]] = []
	state: Many[EquipmentState] = []
	meter: Many[MeterKind] = []
	province: Many[ProvinceCode] = []
	canton: Many[CantonCode] = []
	is_ours: bool | None = None
	year_from: Year | None = None
	year_to: Year | None = None
	due_from: Day | None = None
	due_to: Day | None = None
	is_ordered: bool | None = None
	"""There is a service order that is not closed yet."""


class EquipmentQuery(EquipmentFilters):
	sort: str = Field(default="-added", pattern=SORT_PATTERN)
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class EquipmentFacetValue(Contract):
	value: str
	text: str
	equipment: int


class EquipmentFacets(Contract):
	"""How many match, and how many have each value; each facet leaves out its own filter."""

	total: int
	type_id: list[EquipmentFacetValue] = []
	brand: list[EquipmentFacetValue] = []
	state: list[EquipmentFacetValue] = []
	province: list[EquipmentFacetValue] = []


class ServicesRequest(Contract):
	"""Asks for the service of all machines that match, of which the person saw `expected`."""

	filters: EquipmentFilters
	expected: int = Field(ge=1, le=MOST_AT_ONCE)
	kind: ServiceKind = ServiceKind.PREVENTIVE
	asked: AskedText
