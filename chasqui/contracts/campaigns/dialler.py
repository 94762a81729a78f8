"""Words between the desk and the company's own dialler: what it is asked, what it reports.

Both ways a message is signed: HMAC-SHA256 over the timestamp, a full stop and the body.
"""

from enum import StrEnum
from uuid import UUID

from pydantic import Field

from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.wire import Contract, Instant

TIMESTAMP_HEADER = "X-Chasqui-Timestamp"
"""Seconds since 1970, UTC."""
SIGNATURE_HEADER = "X-Chasqui-Signature"
"""``sha256=`` and 64 hexadecimal digits."""
LONGEST_CALL = 24 * 60 * 60


class DialOutcome(StrEnum):
	"""What came of a call, as far as a machine knows."""

	ANSWERED = "answered"
	BUSY = "busy"
	NO_ANSWER = "no_answer"
	FAILED = "failed"


SUGGESTED = {
	DialOutcome.BUSY: CallResult.BUSY,
	DialOutcome.NO_ANSWER: CallResult.NO_ANSWER,
}
"""What the desk chooses beforehand: what was said in an answered call a machine cannot know."""


class DialState(StrEnum):
	"""How the dialler took a call."""

	ASKED = "asked"
	"""It is not known yet."""
	TAKEN = "taken"
	REFUSED = "refused"
	UNREACHED = "unreached"
	"""It is down: nobody is rung."""
	SILENT = "silent"
	"""It did not answer in time: somebody may be rung all the same."""


class DialOrder(Contract):
	"""Asks the dialler for one call. Of the customer it has the number and a token, no more."""

	attempt_id: UUID
	customer_token: UUID
	phone: str
	advisor: str
	"""The user name of who makes the call."""
	campaign_id: int
	sent_at: Instant


class DialReport(Contract):
	"""What the dialler says of an attempt once it is over; `seconds` it lasted."""

	attempt_id: UUID
	outcome: DialOutcome
	seconds: int = Field(default=0, ge=0, le=LONGEST_CALL)


class DialAttempt(Contract):
	"""One call asked of the dialler. `suggested` is what the desk may choose: a person decides."""

	attempt_id: UUID
	state: DialState
	outcome: DialOutcome | None = None
	seconds: int = 0
	suggested: CallResult | None = None
	is_awaited: bool = False
	"""Whether a report may still come."""
