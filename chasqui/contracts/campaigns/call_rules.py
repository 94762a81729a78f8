"""Words of calling rules: how often somebody is called, when again, and what may be promised (K27).

The usual ones are from the call-centre research (D1, D2).
"""

from pydantic import Field, ValidationInfo, field_validator

from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.wire import Contract, Instant
from chasqui.kernel.texts.text import say

MOST_MINUTES = 90 * 24 * 60
MOST_A_DAY = 20
"""That a setting can allow: so many last attempts are kept of a phone."""


class RetryRule(Contract):
	"""When to call again after a result: `minutes` later, or that times the calls in a row that
	reached nobody where it `grows`; at most `most_a_day` calls in 24 hours may end so.
	"""

	minutes: int = Field(ge=1, le=MOST_MINUTES)
	grows: bool = False
	most_a_day: int | None = Field(default=None, ge=1, le=MOST_A_DAY)


class RetryRules(Contract):
	"""What follows the results after which somebody is called again by themselves."""

	interested: RetryRule
	no_answer: RetryRule
	busy: RetryRule
	voicemail: RetryRule
	skipped: RetryRule

	def find(self, result: CallResult) -> RetryRule:
		"""Return the rule of a result that has one."""
		rule = getattr(self, result.value.lower())
		assert isinstance(rule, RetryRule)
		return rule


class CallRules(Contract):
	"""How often a phone is called: in any 24 hours, in all, and in a row without reaching anybody.

	An advisor promises at most `callbacks_a_day` own callbacks for one day. One that is
	`pass_minutes` late goes to whichever advisor of the campaign is free; without it, to nobody.
	`by_best_hour`: whoever answers best at this hour is called before others, in nine calls of ten.
	`answer_stops_mail`: whoever answers a campaign's mail gets no more of it.
	"""

	attempts_a_day: int = Field(ge=1, le=MOST_A_DAY)
	attempts_in_all: int = Field(ge=1, le=200)
	misses_in_a_row: int = Field(ge=1, le=50)
	callbacks_a_day: int = Field(ge=1, le=200)
	pass_minutes: int | None = Field(default=None, ge=1, le=7 * 24 * 60)
	retries: RetryRules
	by_best_hour: bool = False
	answer_stops_mail: bool = True

	@field_validator("attempts_in_all")
	@classmethod
	def check_attempts(cls, in_all: int, info: ValidationInfo) -> int:
		"""A day's attempts are some of all."""
		if in_all < info.data.get("attempts_a_day", 0):
			raise ValueError(say("En total no pueden ser menos que en un día."))
		return in_all


class CallRulesUpdate(CallRules):
	"""`version` is the one that was read."""

	version: int


class KeptRules(CallRules):
	"""Rules as they are kept; `is_own`: a campaign's own, not those of all campaigns."""

	version: int = 0
	is_own: bool = False
	updated_by: str = ""
	updated_at: Instant | None = None


USUAL_RULES = CallRules(
	attempts_a_day=3,
	attempts_in_all=12,
	misses_in_a_row=6,
	callbacks_a_day=20,
	pass_minutes=30,
	retries=RetryRules(
		interested=RetryRule(minutes=2 * 24 * 60),
		no_answer=RetryRule(minutes=4 * 60),
		busy=RetryRule(minutes=20, most_a_day=3),
		voicemail=RetryRule(minutes=24 * 60),
		skipped=RetryRule(minutes=60),
	),
)
