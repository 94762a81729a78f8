"""Words of the advisor's desk: next customer, risk, result (K27, K29)."""

from datetime import datetime
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator, model_validator

from chasqui.contracts.campaigns.call_reasons import CallReason
from chasqui.contracts.campaigns.call_results import CallResult as CallResult
from chasqui.contracts.campaigns.dialler import DialAttempt
from chasqui.contracts.campaigns.finance import CallSale
from chasqui.contracts.campaigns.information import DeskInformation
from chasqui.contracts.campaigns.own_results import OwnResult
from chasqui.contracts.campaigns.risk_rules import RiskVerdict
from chasqui.contracts.risk import RiskAnswer
from chasqui.contracts.wire import Contract, Day, Instant
from chasqui.kernel.texts.text import say


class NextRequest(Contract):
	"""Asks for the next customer, of one campaign or of any that the advisor has."""

	campaign_id: int | None = None


class DeskCustomer(Contract):
	customer_id: int
	name: str
	masked_id: str
	age: int | None
	gender: str
	province: str | None
	canton: str | None
	phone: str
	phone_is_synthetic: bool


class PastCall(Contract):
	"""`own_result` is what the company calls the result, where it has a name of its own.

	`risk_verdict` is what the risk rules said before the call, `risk_reason` why it was made.
	"""

	campaign_name: str
	result: CallResult
	own_result: str = ""
	reason: str = ""
	note: str
	late_note: str = ""
	advisor_name: str
	recorded_at: Instant
	risk_verdict: RiskVerdict | None = None
	risk_reason: str = ""


class DeskLease(Contract):
	"""One customer held by one advisor until `leased_until`; the token records the result.

	A callback is promised until `campaign_ends_on`. `risk` was asked under this lease;
	`reviewed_risk` is what the newest review said (K28).
	"""

	lease_token: UUID
	leased_until: Instant
	campaign_id: int
	campaign_name: str
	campaign_ends_on: Day | None = None
	objective: str
	script: str = ""
	"""What the advisor says, filled in for this customer; paragraphs stand apart."""
	customer: DeskCustomer
	customer_zone: str = ""
	"""IANA name of the time where the customer lives, whose hours are kept."""
	call_until: Instant | None = None
	"""Until when the hours let the customer be called; None outside of them."""
	attempts: int
	round: int = 1
	"""Of the campaign's calls: whoever was given up may be called in another one."""
	last_calls: list[PastCall]
	risk: RiskAnswer | None = None
	reviewed_risk: RiskAnswer | None = None
	risk_verdict: RiskVerdict = RiskVerdict.NOT_ASKED
	"""What the campaign's rules make of what is known of the risk."""
	best_hours: list[int] = []
	"""Of the day where the customer lives, at which such people answer best; the best first."""
	other_campaigns: list[str] = []
	"""Names of the others that have not ended and hold the person."""
	answered_at: Instant | None = None
	"""When the customer last answered mail of the campaign."""
	dialled: DialAttempt | None = None
	"""The newest call asked of the dialler under this lease."""
	information: DeskInformation = DeskInformation()
	"""What may be mailed to the customer now, for the asking."""


class DeskState(Contract):
	"""The advisor's day: what waits, what is done, and the lease that is open, if any.

	Of the `pending` in campaigns in execution, `due` may be called now and `later` may not yet: the
	first whose time comes, at `next_at`. Of those, `shut` wait for the hours of calling alone,
	`rested` were called as often as the rules allow, and `pressed` were reached, by whatever
	channel, as often as the policy does. `closed` wait in campaigns that are not in execution.
	Others took `passed_today` of the advisor's callbacks that were late.
	"""

	pending: int
	due: int = 0
	later: int = 0
	shut: int = 0
	rested: int = 0
	pressed: int = 0
	next_at: Instant | None = None
	closed: int = 0
	callbacks_due: int
	done_today: int
	contacted_today: int
	sales_today: int
	skipped_today: int = 0
	passed_today: int = 0
	campaigns: list["DeskCampaign"]
	own_results: list[OwnResult] = []
	reasons: list[CallReason] = []
	lease: DeskLease | None = None


class DeskCampaign(Contract):
	campaign_id: int
	name: str
	pending: int
	due: int = 0
	later: int = 0
	shut: int = 0
	rested: int = 0
	pressed: int = 0
	next_at: Instant | None = None


class ReleaseRequest(Contract):
	lease_token: UUID


class DialRequest(ReleaseRequest):
	"""Says that the held customer is about to be called; at high risk, why."""

	risk_reason: str = Field(default="", max_length=300)


class Dial(Contract):
	"""The number that may be called now; with a dialler, how it took the call."""

	phone: str
	attempt: DialAttempt | None = None
	"""None: the advisor's own machine dials."""


class InformationRequest(ReleaseRequest):
	"""Asks that the held customer gets the campaign's information by mail now."""


class RenewRequest(ReleaseRequest):
	"""Says that the held customer's page is still open."""


class LeaseRenewal(Contract):
	leased_until: Instant


class RiskRequest(ReleaseRequest):
	"""Asks the held customer's risk; `fresh` passes over an answer that is kept."""

	fresh: bool = False


class DeskRisk(RiskAnswer):
	"""The risk of the held customer, and what the campaign's rules make of it."""

	verdict: RiskVerdict = RiskVerdict.NOT_ASKED


class ResultFields(Contract):
	"""What came of a call. A callback needs its time; a high risk, a reason. Interest may have the
	time of a callback.

	A callback `is_anybodys` where whoever is free makes it, else it is the advisor's own.
	"""

	result: CallResult
	own_result_id: int | None = None
	reason_id: int | None = None
	note: str = Field(default="", max_length=1000)
	callback_at: Instant | None = Field(default=None, validate_default=True)
	is_anybodys: bool = False
	risk_reason: str = Field(default="", max_length=300)
	sale: CallSale | None = None
	"""What was sold, with its amount; of a sale alone."""

	@field_validator("callback_at")
	@classmethod
	def check_callback(cls, at: datetime | None, info: ValidationInfo) -> datetime | None:
		"""A callback has a time with a zone; interest may have one, and no other result."""
		result: CallResult | None = info.data.get("result")
		if result is None:  # which is wrong itself
			return at
		outcome = result.outcome
		if outcome.is_promised and at is None:
			raise ValueError(say("Falta la hora para volver a llamar."))
		if at is not None and not (outcome.is_promised or outcome.may_promise):
			raise ValueError(say("Solo «Volver a llamar» e «Interesado» llevan hora."))
		if at is not None and at.tzinfo is None:
			raise ValueError(say("La hora necesita zona horaria."))
		return at

	@field_validator("is_anybodys")
	@classmethod
	def check_whose(cls, is_anybodys: bool, info: ValidationInfo) -> bool:
		"""Whoever makes a callback is said with its time."""
		if is_anybodys and "callback_at" in info.data and info.data["callback_at"] is None:
			raise ValueError(say("Quién llama se dice con la hora de volver a llamar."))
		return is_anybodys

	@model_validator(mode="after")
	def check_sale(self) -> "ResultFields":
		"""What was sold goes with a sale."""
		if self.sale is not None and not self.result.outcome.is_sale:
			raise ValueError(say("Solo «Venta» lleva lo que se vendió."))
		return self


class CallRecord(ResultFields):
	"""The result of the leased call.

	`late` keeps it though the lease is lost or the call has been recorded: the result of a call
	that nobody has recorded, or the note of one that somebody has.
	"""

	lease_token: UUID
	late: bool = False
	send_information: bool = False
	"""Whether the campaign's information is mailed now; once for each lease, and not taken back."""

	@model_validator(mode="after")
	def check_information(self) -> "CallRecord":
		"""It goes to whoever is interested; the desk's own button knows no result."""
		if self.send_information and not self.result.outcome.offers_information:
			raise ValueError(say("Solo con «Interesado» se manda la información al guardar."))
		return self


class CallRecorded(Contract):
	"""The call as it is kept; a 409 `already_recorded` carries it as `current`."""

	call_id: int
	result: CallResult
	recorded_at: Instant
	next_attempt_at: Instant | None = None
	customer_id: int | None = None
	campaign_id: int | None = None
	campaign_name: str = ""
	sale: CallSale | None = None
	"""What was sold, as it is kept."""


class CallStatistics(Contract):
	"""Call results of one campaign (K19): counts by result, by advisor, by day and by hour.

	`skipped` were passed over, which is no call: no other count has them. Days and hours are those
	of the installation's zone.
	"""

	total: int
	by_result: dict[str, int]
	by_advisor: dict[str, dict[str, int]]
	by_day: dict[str, dict[str, int]]
	by_hour: dict[int, dict[str, int]] = {}
	pending: int
	skipped: int = 0
