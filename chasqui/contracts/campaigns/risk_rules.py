"""Words of what a campaign asks of a customer's risk before a call (K28, K29)."""

from enum import StrEnum

from pydantic import Field

from chasqui.contracts.wire import Contract, Instant


class HighRisk(StrEnum):
	"""What becomes of a customer of high risk: a warning, a reason of who calls, or no call."""

	WARN = "warn"
	DECIDE = "decide"
	SKIP = "skip"


class NoAnswer(StrEnum):
	"""What is done while the risk service does not answer."""

	GO_ON = "go_on"
	HOLD = "hold"


class RiskVerdict(StrEnum):
	"""What the rules made of the risk that was known: before a call, and as it is kept with it."""

	NOT_ASKED = "not_asked"
	CLEAR = "clear"
	WARN = "warn"
	DECIDE = "decide"
	SKIP = "skip"
	CHECK_FIRST = "check_first"
	DOWN = "down"
	HOLD = "hold"

	@property
	def forbids_call(self) -> bool:
		"""Return whether nobody is called: not at all, or not before it was asked."""
		return self in (RiskVerdict.SKIP, RiskVerdict.CHECK_FIRST, RiskVerdict.HOLD)


class RiskRules(Contract):
	"""A call asks for an answer of the risk service of at most `max_age_days`; without it, none."""

	max_age_days: int | None = Field(default=None, ge=1, le=365)
	on_high: HighRisk = HighRisk.DECIDE
	on_no_answer: NoAnswer = NoAnswer.GO_ON


class RiskRulesUpdate(RiskRules):
	"""`version` is the one that was read."""

	version: int


class KeptRiskRules(RiskRules):
	"""Rules as they are kept; `is_own`: a campaign's own, not those of all campaigns."""

	version: int = 0
	is_own: bool = False
	updated_by: str = ""
	updated_at: Instant | None = None


USUAL_RISK_RULES = RiskRules()
