"""Words of service orders: what a machine needs, who does it and when, what it took (R33)."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from chasqui.contracts.customers.list_values import Many, Printable, SearchText
from chasqui.contracts.customers.meters import MeterKind, MeterValue
from chasqui.contracts.customers.parts import MOST_PARTS, Part, PartFields
from chasqui.contracts.customers.sales import Reason, Units
from chasqui.contracts.wire import (
	Contract,
	Day,
	Instant,
	Money,
	ProvinceCode,
	Version,
	Words,
)

SORTS = ("asked", "planned", "cost")
SORT_PATTERN = rf"^-?({'|'.join(SORTS)})$"
MOST_AT_ONCE = 200
"""In one transaction."""
AskedText = Annotated[str, Printable, Field(min_length=3, max_length=500)]
WorkText = Annotated[str, Printable, Field(min_length=3, max_length=1000)]
TechnicianName = Annotated[str, Printable, Field(min_length=2, max_length=80)]
Hours = Annotated[Units, Field(ge=0, le=1000, max_digits=6, decimal_places=2)]


class ServiceKind(StrEnum):
	PREVENTIVE = "preventive"
	"""By the plan: once done, the next one is reckoned from it."""
	REPAIR = "repair"
	INSTALLATION = "installation"
	INSPECTION = "inspection"
	WARRANTY = "warranty"


class ServiceState(StrEnum):
	"""Where an order stands: requested → planned → in progress → done; what is not done yet is
	cancelled.
	"""

	REQUESTED = "requested"
	PLANNED = "planned"
	IN_PROGRESS = "in_progress"
	DONE = "done"
	CANCELLED = "cancelled"


OPEN = (ServiceState.REQUESTED, ServiceState.PLANNED, ServiceState.IN_PROGRESS)
"""States of what is still to be done."""


class ServiceOrderFields(Contract):
	"""What a machine needs, as somebody asks for it."""

	equipment_id: int
	kind: ServiceKind
	asked: AskedText


class ServiceOrderPatch(Contract):
	"""What may change until an order is closed; parts are given whole. Once the work has begun,
	parts of ours leave the shelf, and those that are taken off the order come back to it.

	`sale_id` is the sale that charges for it: then that sale moves the stock, and the order none.
	"""

	version: Version
	kind: ServiceKind | None = None
	asked: AskedText | None = None
	parts: list[PartFields] | None = Field(default=None, max_length=MOST_PARTS)
	sale_id: int | None = None


class PlanRequest(Contract):
	"""Who does it, and when."""

	version: Version
	planned_on: Day
	technician: TechnicianName


class StartRequest(Contract):
	version: Version


class FinishRequest(Contract):
	"""What was done; `done_on` is today where it is not given, and `meter` what the machine's meter
	said then.
	"""

	version: Version
	work: WorkText
	done_on: Day | None = None
	meter: MeterValue | None = None
	labour_hours: Hours = Decimal(0)
	labour_price: Money = Decimal(0)
	"""Of an hour, without tax."""


class CancelRequest(Contract):
	version: Version
	reason: Reason


class ServiceStep(Contract):
	"""Something that was done with an order, and who did it."""

	state: ServiceState
	at: Instant
	by: str


class ServiceOrderSummary(Contract):
	"""An order as lists show it; `cost` is parts and labour, without tax."""

	id: int
	equipment_id: int
	machine: str
	"""Brand and model."""
	serial: str = ""
	customer_id: int
	customer_name: str
	province: ProvinceCode | None = None
	kind: ServiceKind
	state: ServiceState
	asked: str
	asked_by: str
	asked_on: Day
	planned_on: Day | None = None
	technician: str = ""
	done_on: Day | None = None
	cost: Money


class ServiceOrder(ServiceOrderSummary):
	meter: MeterKind = MeterKind.NONE
	"""That the machine has."""
	meter_total: MeterValue | None = None
	"""What it had run when it was done."""
	work: str = ""
	cancel_reason: str = ""
	parts: list[Part] = []
	parts_cost: Money
	labour_hours: Units
	labour_price: Money
	labour_cost: Money
	sale_id: int | None = None
	steps: list[ServiceStep] = []
	version: str = ""


class ServiceOrderFilters(Contract):
	"""What a list of orders asks; of several values any one, of days both ends."""

	q: SearchText | None = None
	"""A number, a serial, or words of brand, model or the customer's name."""
	ids: Many[int] = []
	customer_id: Many[int] = []
	equipment_id: Many[int] = []
	state: Many[ServiceState] = []
	kind: Many[ServiceKind] = []
	technician: Many[Annotated[str, Field(max_length=80)]] = []
	province: Many[ProvinceCode] = []
	asked_from: Day | None = None
	asked_to: Day | None = None
	planned_from: Day | None = None
	planned_to: Day | None = None
	done_from: Day | None = None
	done_to: Day | None = None


class ServiceOrderQuery(ServiceOrderFilters):
	sort: str = Field(default="-asked", pattern=SORT_PATTERN)
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class OrderFacetValue(Contract):
	value: str
	text: str
	orders: int


class ServiceOrderFacets(Contract):
	"""How many match, and how many have each value; each facet leaves out its own filter."""

	total: int
	state: list[OrderFacetValue] = []
	kind: list[OrderFacetValue] = []
	technician: list[OrderFacetValue] = []


class OrdersPlan(Contract):
	"""Asks that all that match, of which the person saw `expected`, be planned."""

	filters: ServiceOrderFilters
	expected: int = Field(ge=1, le=MOST_AT_ONCE)
	planned_on: Day
	technician: TechnicianName


class OrderRefusal(Contract):
	"""What stays as it was, and why."""

	id: int
	name: str
	reason: Words


class OrdersMade(Contract):
	changed: int
	refused: list[OrderRefusal] = []
