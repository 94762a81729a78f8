"""Words of what a supervisor says of a call (K27)."""

from enum import StrEnum

from pydantic import Field, ValidationInfo, field_validator

from chasqui.contracts.wire import Contract, Instant
from chasqui.kernel.texts.text import say


class ReviewVerdict(StrEnum):
	APPROVED = "approved"
	OBSERVED = "observed"


class ReviewState(StrEnum):
	"""What a call is as to its review."""

	APPROVED = "approved"
	OBSERVED = "observed"
	WAITING = "waiting"


class CallReviewUpdate(Contract):
	"""What is said of a call; `version` is the one that was read, 0 of none. An observation says
	what is to be done otherwise.
	"""

	verdict: ReviewVerdict
	note: str = Field(default="", max_length=500, validate_default=True)
	version: int

	@field_validator("note")
	@classmethod
	def check_note(cls, note: str, info: ValidationInfo) -> str:
		if info.data.get("verdict") is ReviewVerdict.OBSERVED and not note:
			raise ValueError(say("Escriba qué observa, para que la otra persona lo sepa."))
		return note


class CallReview(Contract):
	verdict: ReviewVerdict
	note: str = ""
	version: int
	reviewed_by: str
	reviewed_at: Instant
