"""Words of what advisors have done and promised: their calls, and the callbacks that wait."""

from enum import StrEnum

from pydantic import Field

from chasqui.contracts.campaigns.call_corrections import PastResult
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.call_reviews import CallReview, ReviewState
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.information import SentInformation
from chasqui.contracts.campaigns.risk_rules import RiskVerdict
from chasqui.contracts.wire import Contract, Day, Instant, Money


class CallKind(StrEnum):
	"""What recorded calls are besides their result; whom one passed over was not called."""

	ATTEMPT = "attempt"
	CONTACT = "contact"
	REACHED = "reached"
	"""The customer answered, and not somebody at a wrong number."""
	SALE = "sale"
	SKIPPED = "skipped"


class CallFilters(Contract):
	"""`since` and `until` are days of the installation's zone, both included; `day` is one alone.

	`q` is found in the name of the customer.

	Without `advisor_id` they are one's own, or everybody's for those who see them.
	"""

	q: str | None = Field(default=None, max_length=120)
	advisor_id: int | None = None
	campaign_id: int | None = None
	result: CallResult | None = None
	own_result_id: int | None = None
	reason_id: int | None = None
	kind: CallKind | None = None
	risk_verdict: RiskVerdict | None = None
	review: ReviewState | None = None
	day: Day | None = Field(default=None, examples=["2026-11-20"])
	since: Day | None = None
	until: Day | None = None
	hour: int | None = Field(default=None, ge=0, le=23)
	"""Of the day in the installation's zone: 9 is from nine to before ten."""


class CallQuery(CallFilters):
	cursor: str | None = None
	limit: int = Field(default=25, ge=1, le=200)


class CallEntry(Contract):
	"""One recorded call; the newest come first. `next_attempt_at`: when it said to call again.

	Of a sale with an amount: what was sold, how many, and for how much in all. `risk_verdict` is
	what the risk rules said before the call, `risk_reason` why it was made all the same.
	"""

	id: int
	recorded_at: Instant
	customer_id: int
	customer_name: str
	campaign_id: int
	campaign_name: str
	advisor_id: int
	advisor_name: str
	result: CallResult
	own_result: str = ""
	reason: str = ""
	note: str = ""
	late_note: str = ""
	next_attempt_at: Instant | None = None
	is_promise: bool = False
	"""Whether that was promised to the person; `is_anybodys`: whoever is free makes the call."""
	is_anybodys: bool = False
	item_name: str = ""
	quantity: int | None = None
	amount: Money | None = None
	risk_verdict: RiskVerdict | None = None
	risk_reason: str = ""
	information: SentInformation | None = None
	"""What was mailed to the customer for the asking, during the call."""
	review: CallReview | None = None
	corrections: list[PastResult] = []
	"""What it said before, the newest first."""
	correctable_until: Instant | None = None
	"""Until when its advisor may correct it; of a call of somebody else, or too old, nothing."""


class CallbackTime(StrEnum):
	"""When a promised call is due: its time has come, later today, or on another day."""

	LATE = "late"
	TODAY = "today"
	AHEAD = "ahead"


class CallbackQuery(Contract):
	"""Without `advisor_id` they are one's own, or everybody's for those who see them."""

	advisor_id: int | None = None
	campaign_id: int | None = None
	time: CallbackTime | None = None
	sort: str = Field(default="due", pattern=r"^-?due$")
	cursor: str | None = None
	limit: int = Field(default=25, ge=1, le=200)


class Callback(Contract):
	"""A call that was promised and waits in a campaign that has not ended.

	The desk gives it when its time has come: to who promised it or, where it `is_anybodys`, to
	whoever is free. `note` is what was written when it was promised.
	"""

	id: int
	due_at: Instant
	time: CallbackTime
	customer_id: int
	customer_name: str
	campaign_id: int
	campaign_name: str
	phase: Phase
	advisor_id: int
	advisor_name: str
	is_anybodys: bool = False
	note: str = ""
