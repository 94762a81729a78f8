"""Words of campaigns: what is wanted, for whom, until when, and its phases."""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from chasqui.contracts.campaigns.audiences import Audience
from chasqui.contracts.campaigns.pressure import LONGEST_DAYS
from chasqui.contracts.customers.bands import AGE_BANDS, UNKNOWN_BAND
from chasqui.contracts.customers.people import Gender
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.wire import Contract, Day, Instant, Line, Money, Month, Words
from chasqui.kernel.texts.text import say

YOUNGEST_AGE = 20  # K14
OLDEST_AGE = 70  # K14


class Phase(StrEnum):
	PLANNED = "planned"
	SEGMENTED = "segmented"
	IN_EXECUTION = "in_execution"
	PAUSED = "paused"
	FINISHED = "finished"
	CANCELLED = "cancelled"


BUDGET_BANDS: tuple[tuple[str, Decimal], ...] = (
	("0-500", Decimal(0)), ("500-1000", Decimal(500)), ("1000-5000", Decimal(1000)),
	("5000-20000", Decimal(5000)), ("20000+", Decimal(20_000)),
)  # fmt: skip
"""Bands of budgets in US dollars, by name and lower end; the upper end is not included."""
NO_BUDGET = NO_PLACE = "none"
BUDGETS = (*(name for name, _low in BUDGET_BANDS), NO_BUDGET)
AGES = (*(band.code for band in AGE_BANDS), UNKNOWN_BAND)
BudgetBand = Annotated[str, Field(pattern=f"^({'|'.join(map(re.escape, BUDGETS))})$")]
AgeBandCode = Annotated[str, Field(pattern=f"^({'|'.join(map(re.escape, AGES))})$")]
REGION = rf"^([A-Z]{{2}}-[A-Z]{{1,3}}|{NO_PLACE})$"
RegionChoice = Annotated[str, Field(pattern=REGION, examples=["EC-P", "EC-G", NO_PLACE])]
"""A province of Ecuador, a region of Chile, or ``none`` where it is not known."""
CantonChoice = Annotated[
	str, Field(pattern=rf"^(\d{{4}}|{NO_PLACE})$", examples=["1701", "0901", NO_PLACE])
]
"""A canton, or ``none`` where it is not known."""
# No phase follows these.
ENDED_PHASES = frozenset({Phase.FINISHED, Phase.CANCELLED})
BEGUN_PHASES = frozenset({Phase.IN_EXECUTION, Phase.PAUSED})
"""In these a campaign may still change what its next mails and calls go by."""
ADJUSTABLE = frozenset(
	{
		"objective", "budget", "ends_on", "design_id", "subject", "monthly_mailing",
		"monthly_day", "monthly_hour",
	}
)  # fmt: skip
"""What of a campaign that has begun may change; what has gone out stays as it was."""


MOST_HELD_OUT = 50
"""Percent of an audience that may be held out: more would be no campaign."""


class ArchiveFilter(StrEnum):
	"""Whether what was archived is looked at."""

	OPEN = "open"
	ARCHIVED = "archived"
	ALL = "all"


class RepeatedRule(StrEnum):
	"""What becomes of a customer whom another campaign, which is not over, holds already."""

	KEEP = "keep"
	EXCLUDE = "exclude"
	"""The other campaign has it alone."""
	BUDGET = "budget"
	"""The one of the bigger budget has it; of two alike, here too, the one created first."""
	PRIORITY = "priority"
	"""The one of the higher priority has it."""
	VALUE = "value"
	"""The one to which a sale is worth more has it."""


class Priority(StrEnum):
	"""How a campaign stands among others that want the same customers; the lowest first."""

	LOW = "low"
	NORMAL = "normal"
	HIGH = "high"


class Weights(Contract):
	"""By what a campaign wins or loses the customers whom others want too."""

	budget: Money | None = None
	priority: Priority = Priority.NORMAL
	sale_value: Money | None = None
	"""What one sale is expected to be worth."""


WEIGHED_BY = {
	RepeatedRule.BUDGET: "budget",
	RepeatedRule.PRIORITY: "priority",
	RepeatedRule.VALUE: "sale_value",
}
"""By which of its weights a rule compares campaigns; the other rules compare none."""


class CampaignFields(Weights):
	"""What the wizard fills. A draft may lack its design until it goes into execution.

	`monthly_day` is 1–28 or ``last``, at `monthly_hour` in the installation's zone.
	"""

	name: str = Field(min_length=3, max_length=120)
	objective: str = Field(default="", max_length=500)
	starts_on: Day
	ends_on: Day
	criteria: SegmentCriteria
	segment_id: int | None = Field(default=None, ge=1, le=2**63 - 1)
	"""The saved segment whose criteria these were, if any: they stay when it changes."""
	design_id: int | None = None
	subject: str | None = Field(default=None, max_length=150)
	monthly_mailing: bool = False
	monthly_day: int | Literal["last"] = Field(default=1)
	monthly_hour: int = Field(default=9, ge=0, le=23)
	repeated: RepeatedRule = RepeatedRule.KEEP
	"""Applied when the audience is built; nobody is taken out of another campaign by it."""
	contacted_days: int | None = None
	"""Who was reached by mail or call in so many days, today among them, is left out."""
	exclude_high_risk: bool = False
	"""Who had a high risk when it was last asked is left out."""
	holdout_percent: int = Field(default=0)
	"""How many of the audience are never contacted, to know what the campaign changes: they are
	drawn at random when it is built; 0 is nobody.
	"""

	@field_validator("ends_on")
	@classmethod
	def check_end(cls, value: date, info: ValidationInfo) -> date:
		"""Refuse an end before the start, at its field and along with all else that is wrong."""
		if (starts_on := info.data.get("starts_on")) is not None and value < starts_on:
			raise ValueError(say("La campaña termina antes de empezar."))
		return value

	@field_validator("contacted_days")
	@classmethod
	def check_contacted_days(cls, value: int | None) -> int | None:
		"""Refuse days of which nothing is known."""
		if value is not None and not 1 <= value <= LONGEST_DAYS:
			raise ValueError(say("Son de 1 a {most} días.", most=LONGEST_DAYS))
		return value

	@field_validator("holdout_percent")
	@classmethod
	def check_holdout(cls, value: int) -> int:
		"""Refuse a group that leaves nobody to contact, or fewer than it holds."""
		if not 0 <= value <= MOST_HELD_OUT:
			text = say(
				"El grupo de control va de 0 a {most} % de la audiencia.", most=MOST_HELD_OUT
			)
			raise ValueError(text)
		return value

	@field_validator("monthly_day")
	@classmethod
	def check_monthly_day(cls, value: int | str) -> int | str:
		"""Refuse days that not every month has."""
		if isinstance(value, int) and not 1 <= value <= 28:
			raise ValueError(say("El día mensual va de 1 a 28, o es «last»."))
		return value


class CampaignUpdate(CampaignFields):
	"""The whole campaign anew; `version` is the one that was read (409 if it has changed). Of one
	that has begun only what is `ADJUSTABLE` may differ.
	"""

	version: int


class Campaign(CampaignFields):
	"""`obstacles` say of phases that might follow why they cannot now; `is_over`, that its last day
	is past.
	"""

	id: int
	phase: Phase
	version: int
	audience: "Audience | None" = None
	created_by: str
	owner: str = ""
	"""Who looks after it, by name: whoever created it, until it is given to somebody else."""
	archived_at: Instant | None = None
	created_at: Instant
	updated_at: Instant
	allowed_phases: list[Phase] = []
	obstacles: dict[Phase, Words] = {}
	is_over: bool = False
	in_execution_since: Instant | None = None


class CampaignFilters(Contract):
	"""What a list of campaigns asks, and the report that counts it.

	`gender`, `age`, `province` and `canton` ask for campaigns with such a member in an audience
	that is ready: with all of these at once where several are given.
	"""

	phase: Phase | None = None
	q: Line | None = Field(default=None, max_length=120)
	since: Day | None = None
	"""It begins on this day or later …"""
	until: Day | None = None
	"""… and on this day or earlier."""
	month: Month | None = None
	"""In which it begins."""
	going_from: Day | None = None
	"""It goes on, or will, on some day from this one on …"""
	going_to: Day | None = None
	"""… up to this one."""
	owner: Line | None = Field(default=None, max_length=120)
	"""Who looks after it, by name."""
	archive: ArchiveFilter = ArchiveFilter.ALL
	budget: BudgetBand | None = None
	gender: Gender | None = None
	age: AgeBandCode | None = None
	province: RegionChoice | None = None
	canton: CantonChoice | None = None

	@model_validator(mode="after")
	def check_together(self) -> "CampaignFilters":
		"""Refuse what is not counted together: cantons, and what their people are."""
		if self.canton and (self.gender or self.age):
			raise ValueError(say("Los cantones no se cuentan por género ni edad."))
		return self


class CampaignQuery(CampaignFilters):
	archive: ArchiveFilter = ArchiveFilter.OPEN
	sort: str = Field(default="-created", pattern=r"^-?(created|name|starts_on)$")
	cursor: str | None = None
	limit: int = Field(default=25, ge=1, le=200)


class PhaseCounts(Contract):
	"""Campaigns by phase, for the chips over the list."""

	counts: dict[Phase, int]


class PhaseMove(Contract):
	"""Asks for a phase; `version` guards against two people moving at once (409)."""

	phase: Phase
	version: int
	reason: str = Field(default="", max_length=300)


class OwnerChange(Contract):
	"""Gives a campaign to somebody else who may make campaigns, by name."""

	owner: Line = Field(min_length=1, max_length=120)
	version: int


class CampaignNote(Contract):
	"""What somebody wants to be remembered of a campaign."""

	text: str = Field(min_length=2, max_length=500)


class MonthlyMailing(Contract):
	"""A campaign in execution with monthly mailing on, as the mailer's scheduler asks for it."""

	campaign_id: int
	campaign_name: str
	audience_id: int
	design_id: int
	subject: str | None
	monthly_day: int | Literal["last"]
	monthly_hour: int
	in_execution_since: Instant
	ends_on: Day


class MonthlyMailings(Contract):
	items: list[MonthlyMailing]
