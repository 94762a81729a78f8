"""Words of equipment: what machine a customer has, and what its meter said (R32)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from chasqui.contracts.customers.list_values import Printable
from chasqui.contracts.customers.meters import BrandText, MeterKind, MeterValue, ModelText
from chasqui.contracts.customers.sales import Units
from chasqui.contracts.customers.service_plans import MachinePlan
from chasqui.contracts.wire import CantonCode, Contract, Day, Instant, ProvinceCode, Version

OLDEST_YEAR, LATEST_YEAR = 1900, 2200
MOST_READINGS = 50
"""That one machine shows, the latest first."""
SerialText = Annotated[str, Printable, Field(max_length=60)]
Year = Annotated[int, Field(ge=OLDEST_YEAR, le=LATEST_YEAR)]
SaleLineRef = Annotated[str, StringConstraints(pattern=r"^\d{1,18}-\d{1,3}$")]
"""A line of a sale: ``12-1`` is the first of the sale 12."""
Place = Annotated[str, Printable, Field(max_length=120)]
Note = Annotated[str, Printable, Field(max_length=500)]


class EquipmentState(StrEnum):
	"""Where a machine stands; what is gone was sold on, stolen or scrapped."""

	IN_USE = "in_use"
	IN_REPAIR = "in_repair"
	OUT_OF_USE = "out_of_use"
	GONE = "gone"


WORKING = (EquipmentState.IN_USE, EquipmentState.IN_REPAIR)
"""States of what is still to be looked after."""


class EquipmentFields(Contract):
	"""A machine as it is written down. Its type is one of the catalogue's types of products.

	A serial is one machine's alone among those of its brand, however it is typed. `sold_as` is the
	line by which we sold it; one that we sold before there were sales here is `is_ours` without it.
	"""

	customer_id: int
	type_id: int
	brand: BrandText
	model: ModelText
	serial: SerialText = ""
	year: Year | None = None
	meter: MeterKind = MeterKind.NONE
	is_ours: bool = False
	sold_as: SaleLineRef | None = None
	state: EquipmentState = EquipmentState.IN_USE
	canton: CantonCode | None = None
	place: Place = ""
	note: Note = ""


class EquipmentPatch(Contract):
	"""Fields to change: an absent field stays as it is, an explicit null empties it."""

	version: Version
	type_id: int | None = None
	brand: BrandText | None = None
	model: ModelText | None = None
	serial: SerialText | None = None
	year: Year | None = None
	meter: MeterKind | None = None
	is_ours: bool | None = None
	sold_as: SaleLineRef | None = None
	state: EquipmentState | None = None
	canton: CantonCode | None = None
	place: Place | None = None
	note: Note | None = None


class ReadingFields(Contract):
	"""What the meter said on a day; today where none is given. After `is_new_meter` another meter
	counts on: what it showed when it was put in is `value`.
	"""

	value: MeterValue
	read_on: Day | None = None
	is_new_meter: bool = False


class Reading(Contract):
	"""`total` is what the machine has run, whichever meters counted it. One that `is_void` was a
	mistake: nothing is reckoned from it.
	"""

	id: int
	read_on: Day
	value: MeterValue
	total: MeterValue
	is_new_meter: bool = False
	is_void: bool = False
	read_by: str
	read_at: Instant


class EquipmentSummary(Contract):
	"""A machine as lists show it; `meter_total` and `meter_on` are of its last reading."""

	id: int
	customer_id: int
	customer_name: str
	type_id: int
	type_name: str
	brand: str
	model: str
	serial: str = ""
	year: int | None = None
	meter: MeterKind
	meter_total: MeterValue | None = None
	meter_on: Day | None = None
	is_ours: bool = False
	state: EquipmentState
	province: ProvinceCode | None = None
	canton: CantonCode | None = None
	due_on: Day | None = None
	"""When the next service is due; none without a plan, or where nothing says how it is used."""
	due_is_estimate: bool = False
	"""It is reckoned from how much the machine was used of late."""
	open_orders: int = 0
	"""Service orders that are not closed yet."""


class Equipment(EquipmentSummary):
	sold_as: SaleLineRef | None = None
	place: str = ""
	note: str = ""
	plan: MachinePlan = MachinePlan()
	due_meter: MeterValue | None = None
	"""What it will have run when the next service is due."""
	pace: Units | None = None
	"""What it runs on a day, by the readings of the last half year."""
	readings: list[Reading] = []
	created_by: str
	created_at: Instant
	version: str = ""


class SoldMachine(Contract):
	"""A line by which a customer bought what may be a machine, that is none's yet."""

	ref: SaleLineRef
	name: str
	brand: str = ""
	type_id: int
	sold_on: Day
	left: int
	"""Units of which no machine is written down yet."""
