"""Words of the campaigns service: campaigns, phases, audiences, assignments."""

from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from chasqui.contracts.customers import SegmentCriteria
from chasqui.contracts.wire import Contract, Day, Instant, Money

YOUNGEST_AGE = 20  # K14
OLDEST_AGE = 70  # K14


class Phase(StrEnum):
	PLANNED = "planned"
	SEGMENTED = "segmented"
	IN_EXECUTION = "in_execution"
	PAUSED = "paused"
	FINISHED = "finished"
	CANCELLED = "cancelled"


class CampaignFields(Contract):
	"""What the wizard fills. A draft may lack its design until it goes into execution.

	`monthly_day` is 1–28 or ``last``, at `monthly_hour` in the installation's zone.
	"""

	name: str = Field(min_length=3, max_length=120)
	objective: str = Field(default="", max_length=500)
	budget: Money | None = None
	starts_on: Day
	ends_on: Day
	criteria: SegmentCriteria
	design_id: int | None = None
	subject: str | None = Field(default=None, max_length=150)
	monthly_mailing: bool = False
	monthly_day: int | Literal["last"] = Field(default=1)
	monthly_hour: int = Field(default=9, ge=0, le=23)

	@model_validator(mode="after")
	def check_calendar(self) -> "CampaignFields":
		"""Refuse an end before the start and days that not every month has."""
		if self.ends_on < self.starts_on:
			raise ValueError("La campaña termina antes de empezar.")
		if isinstance(self.monthly_day, int) and not 1 <= self.monthly_day <= 28:
			raise ValueError("El día mensual va de 1 a 28, o es «last».")
		return self


class CampaignUpdate(CampaignFields):
	"""The whole campaign anew; `version` is the one that was read (409 if it has changed)."""

	version: int


class Campaign(CampaignFields):
	id: int
	phase: Phase
	version: int
	audience: "Audience | None" = None
	created_by: str
	created_at: Instant
	updated_at: Instant
	allowed_phases: list[Phase] = []
	in_execution_since: Instant | None = None


class CampaignQuery(Contract):
	phase: Phase | None = None
	q: str | None = Field(default=None, max_length=120)
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


class PhaseChange(Contract):
	"""One line of the phase history."""

	previous: Phase | None
	phase: Phase
	reason: str
	moved_by: str
	moved_at: Instant


class AudienceState(StrEnum):
	"""`outdated`: the criteria have changed since it was built."""

	QUEUED = "queued"
	BUILDING = "building"
	READY = "ready"
	FAILED = "failed"
	OUTDATED = "outdated"


class Audience(Contract):
	"""The immutable snapshot of customers of a campaign (K16)."""

	id: int
	campaign_id: int
	state: AudienceState
	members: int = 0
	reachable_email: int = 0
	reachable_phone: int = 0
	error: str | None = None
	requested_at: Instant
	built_at: Instant | None = None


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


class AssignmentRequest(Contract):
	"""Gives `count` callable customers of the campaign to an advisor (K26)."""

	advisor_id: int
	count: int = Field(ge=1, le=5000)


class Assignment(Contract):
	id: int
	campaign_id: int
	advisor_id: int
	advisor_name: str
	asked: int
	assigned: int
	pending: int
	assigned_at: Instant


class HandoverRequest(Contract):
	"""Gives what one advisor has yet to call in a campaign to another (K26).

	`callbacks_only`: only whom a call was promised.
	"""

	from_advisor_id: int
	to_advisor_id: int
	callbacks_only: bool = False

	@model_validator(mode="after")
	def check_advisors(self) -> "HandoverRequest":
		"""Refuse to hand over to the same advisor."""
		if self.from_advisor_id == self.to_advisor_id:
			raise ValueError("Elija dos asesores distintos.")
		return self


class MemberView(Contract):
	"""An audience member in a list, identification masked."""

	customer_id: int
	name: str
	masked_id: str
	age: int | None
	gender: str
	province: str | None
	canton: str | None
	may_email: bool
	may_phone: bool
	last_result: str | None = None


class MemberQuery(Contract):
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)
