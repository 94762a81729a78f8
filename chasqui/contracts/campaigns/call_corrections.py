"""Words of a result that its advisor corrects, for some minutes after the call (K27)."""

from datetime import timedelta

from pydantic import Field

from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.desk import ResultFields
from chasqui.contracts.wire import Contract, Instant, Money

CORRECTABLE_FOR = timedelta(minutes=15)


class CallCorrection(ResultFields):
	"""What came of a call after all, and `why` it had been recorded otherwise; `version` is how
	often the call had been corrected when it was read.
	"""

	why: str = Field(min_length=1, max_length=300)
	version: int


class KeptResult(Contract):
	"""What a call says now, to whoever would correct an older state of it."""

	result: CallResult
	reason_id: int | None = None
	note: str = ""
	risk_reason: str = ""
	is_anybodys: bool = False
	version: int


class PastResult(Contract):
	"""What a call said before it was corrected."""

	result: CallResult
	note: str = ""
	next_attempt_at: Instant | None = None
	amount: Money | None = None
	why: str = ""
	corrected_at: Instant
