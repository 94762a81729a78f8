"""Words of a campaign's money: what its activity costs, what it has spent, and what it brought."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, PlainSerializer

from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.wire import (
	Balance,
	Contract,
	Day,
	Instant,
	Line,
	ListQuery,
	Money,
	check_number,
)
from chasqui.kernel.texts.text import Text, say

WARN_PERCENT = 80
"""From which part of the budget on a campaign wants attention."""
STOP_PERCENT = 100
"""At which part of the budget a pause is proposed, unless a campaign says another."""


class CostKind(StrEnum):
	"""What is paid for by its number."""

	MAIL = "mail"
	"""A mail that the server of the mail accepted."""
	ATTEMPT = "attempt"
	"""A call that was made, whether somebody answered or not."""
	MINUTE = "minute"
	"""Of a call: from the customer's card to its result."""
	HOUR = "hour"
	"""Of an advisor, measured as the minutes are."""


COST_NAMES: Mapping[CostKind, Text] = {
	CostKind.MAIL: say("Correo aceptado"),
	CostKind.ATTEMPT: say("Intento de llamada"),
	CostKind.MINUTE: say("Minuto de llamada"),
	CostKind.HOUR: say("Hora de asesor"),
}

# US dollars for one, numeric(12,4): a mail costs fractions of a cent.
UnitPrice = Annotated[
	Decimal,
	AfterValidator(check_number),
	Field(ge=0, le=10_000, max_digits=12, decimal_places=4),
	PlainSerializer(str, return_type=str, when_used="json"),
]
Units = Annotated[
	Decimal,
	AfterValidator(check_number),
	PlainSerializer(str, return_type=str, when_used="json"),
]


class CostRateFields(Contract):
	"""What one costs from a day on, until another rate of its kind begins. A day in the past counts
	what was done since then anew.
	"""

	kind: CostKind
	amount: UnitPrice
	valid_from: Day


class CostRate(CostRateFields):
	"""`valid_until` is the day on which the next one begins, not included."""

	id: int
	valid_until: Day | None = None
	set_by: str
	set_at: Instant
	withdrawn_by: str | None = None
	"""Whoever took it back; it counts no more."""


class CostRateQuery(ListQuery):
	kind: CostKind | None = None
	withdrawn: bool = False
	"""Those that were taken back too."""


class FixedCostFields(Contract):
	"""What a campaign pays once, on a day: before it, the money is committed."""

	name: Line = Field(min_length=2, max_length=120)
	amount: Annotated[Money, Field(gt=0)]
	day: Day


class FixedCost(FixedCostFields):
	id: int
	campaign_id: int
	added_by: str
	added_at: Instant


class BudgetWatchFields(Contract):
	"""At which part of the budget a pause is proposed, and whether it comes by itself."""

	stop_percent: int = Field(default=STOP_PERCENT, ge=10, le=500)
	pauses_itself: bool = False


class BudgetWatchUpdate(BudgetWatchFields):
	"""`version` is the one that was read."""

	version: int


class BudgetWatch(BudgetWatchFields):
	version: int = 0


class BudgetLevel(StrEnum):
	"""How far a budget is used up; without a budget it is fine."""

	FINE = "fine"
	WARNED = "warned"
	REACHED = "reached"


class CostLine(Contract):
	"""What one kind has cost so far; `is_rated` says whether all its days had a rate."""

	kind: CostKind
	units: Units
	amount: Money
	is_rated: bool


class CampaignFinance(Contract):
	"""The money of one campaign, up to today.

	`spent`: activity at the rates of its days, and the fixed costs that are due. `committed`: fixed
	costs that are to come. `forecast`: both, and the activity of the last `PACE_DAYS` days for as
	many as are left. `result`: what was sold, less what was spent.
	"""

	campaign_id: int
	as_of: Day
	budget: Money | None
	spent: Money
	committed: Money
	left: Balance | None
	forecast: Money
	fixed: Money
	"""Of what was spent, what was paid once."""
	lines: list[CostLine]
	sales: int
	unpriced_sales: int
	"""Sales without an amount."""
	revenue: Money
	invoiced_sales: int = 0
	"""Sales of this campaign that customers has invoiced, and something is left of."""
	invoiced: Money = Decimal(0)
	"""What is left of them, without tax; `revenue` is what calls have noted."""
	result: Balance
	level: BudgetLevel
	watch: BudgetWatch


class BudgetAlert(Contract):
	"""A campaign that is going on whose budget wants attention."""

	campaign_id: int
	name: str
	phase: Phase
	budget: Money
	spent: Money
	level: BudgetLevel


class CallSale(Contract):
	"""What was sold in a call, as the catalogue named and priced it then."""

	item_id: int | None = None
	item_name: Line = Field(default="", max_length=200)
	quantity: int = Field(default=1, ge=1, le=9_999)
	unit_price: Money
