"""Words of the information that a campaign mails to whoever asks for it in a call (K27)."""

from pydantic import Field, field_validator

from chasqui.contracts.mailer.designs import MAX_SUBJECT
from chasqui.contracts.mailer.merge_fields import find_unknown
from chasqui.contracts.mailer.runs import DeliveryState
from chasqui.contracts.wire import Contract, Instant, Line, Words


class InformationDesign(Contract):
	"""What is mailed. Without a design nothing is; without a subject it has the design's own."""

	design_id: int | None = Field(default=None, ge=1, le=2**63 - 1)
	subject: Line = Field(default="", max_length=MAX_SUBJECT)

	@field_validator("subject")
	@classmethod
	def check_subject(cls, subject: str) -> str:
		"""A field that does not exist would fail when somebody waits for the mail."""
		if (problem := find_unknown(subject)) is not None:
			raise ValueError(problem)
		return subject


class InformationDesignUpdate(InformationDesign):
	"""`version` is the one that was read."""

	version: int


class KeptInformation(InformationDesign):
	"""What is mailed, as it is kept; `is_own`: a campaign's own, not that of all campaigns."""

	version: int = 0
	is_own: bool = False
	updated_by: str = ""
	updated_at: Instant | None = None


class SentInformation(Contract):
	"""What somebody asked for in a call, and how far its mail is; `reason` is as a delivery has it.

	`UNCERTAIN` stays so here, though a late answer may settle it in the mailer's ledger.
	"""

	requested_at: Instant
	state: DeliveryState = DeliveryState.QUEUED
	reason: str = ""


class DeskInformation(Contract):
	"""Whether the held customer may be sent the information, else why not; under this hold it goes
	once, and has gone where it was `sent`.
	"""

	has_design: bool = False
	refusal: Words | None = None
	sent: SentInformation | None = None


class InformationCounts(Contract):
	"""How often it was asked for in a campaign's calls: the sum of all states."""

	requested: int = 0
	by_state: dict[DeliveryState, int] = {}
