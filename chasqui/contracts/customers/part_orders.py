"""Words of orders of spare parts: what a customer wants, from the supplier to their hands (R34)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from chasqui.contracts.customers.list_values import Many, Printable, SearchText
from chasqui.contracts.customers.parts import MOST_PARTS, Part, PartFields
from chasqui.contracts.customers.sales import Note, Reason
from chasqui.contracts.customers.service_orders import OrderFacetValue
from chasqui.contracts.wire import Contract, Day, Instant, Money, ProvinceCode, Version

SORTS = ("asked", "expected", "total")
SORT_PATTERN = rf"^-?({'|'.join(SORTS)})$"
SupplierName = Annotated[str, Printable, Field(max_length=80)]
PartLines = Annotated[list[PartFields], Field(min_length=1, max_length=MOST_PARTS)]


class PartOrderState(StrEnum):
	"""Where an order stands: requested → ordered → received → delivered; what is on the shelf
	already is delivered at once, and what was not delivered is cancelled.
	"""

	REQUESTED = "requested"
	ORDERED = "ordered"
	"""From the supplier."""
	RECEIVED = "received"
	DELIVERED = "delivered"
	CANCELLED = "cancelled"


class PartOrderFields(Contract):
	"""What a customer wants; `equipment_id` is the machine that it is for."""

	customer_id: int
	equipment_id: int | None = None
	lines: PartLines
	note: Note = ""


class PartOrderPatch(Contract):
	"""What may change until an order is closed; its lines, given whole, until they have come.

	`sale_id` is the sale that charges for it: then that sale moves the stock, and the order none.
	"""

	version: Version
	equipment_id: int | None = None
	lines: PartLines | None = None
	note: Note | None = None
	sale_id: int | None = None


class SupplierRequest(Contract):
	"""From whom it was ordered, and when it is to come."""

	version: Version
	supplier: SupplierName = ""
	expected_on: Day | None = None


class ReceiptRequest(Contract):
	"""It has come; `stocks`: its products enter the ledger of stock, where nobody entered them."""

	version: Version
	stocks: bool = True


class DeliveryRequest(Contract):
	version: Version


class PartCancelRequest(Contract):
	version: Version
	reason: Reason


class PartOrderStep(Contract):
	"""Something that was done with an order, and who did it."""

	state: PartOrderState
	at: Instant
	by: str


class PartOrderSummary(Contract):
	"""An order as lists show it; `total` is without tax."""

	id: int
	customer_id: int
	customer_name: str
	province: ProvinceCode | None = None
	equipment_id: int | None = None
	machine: str = ""
	"""Brand and model."""
	state: PartOrderState
	what: str
	"""Its first line, and how many more there are."""
	asked_by: str
	asked_on: Day
	expected_on: Day | None = None
	delivered_on: Day | None = None
	total: Money


class PartOrder(PartOrderSummary):
	lines: list[Part] = []
	supplier: str = ""
	note: str = ""
	cancel_reason: str = ""
	sale_id: int | None = None
	steps: list[PartOrderStep] = []
	version: str = ""


class PartOrderFilters(Contract):
	"""What a list of orders asks; of several values any one, of days both ends."""

	q: SearchText | None = None
	"""A number, a part, or words of the machine's or the customer's name."""
	ids: Many[int] = []
	customer_id: Many[int] = []
	equipment_id: Many[int] = []
	item_id: Many[int] = []
	state: Many[PartOrderState] = []
	province: Many[ProvinceCode] = []
	asked_from: Day | None = None
	asked_to: Day | None = None
	expected_from: Day | None = None
	expected_to: Day | None = None


class PartOrderQuery(PartOrderFilters):
	sort: str = Field(default="-asked", pattern=SORT_PATTERN)
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class PartOrderFacets(Contract):
	"""How many match, and how many have each value; each facet leaves out its own filter."""

	total: int
	state: list[OrderFacetValue] = []
	province: list[OrderFacetValue] = []
