"""Words of duplicates: pairs that may be one person, merging with undo, the quality inbox (R45)."""

from enum import StrEnum

from pydantic import Field, model_validator

from chasqui.contracts.customers.fields import CHOSEN
from chasqui.contracts.customers.people import Customer
from chasqui.contracts.jobs import Job
from chasqui.contracts.wire import Contract, Instant
from chasqui.kernel.texts.text import say

# What a person chooses field by field; the rest of both records is joined.
MERGED_FIELDS = CHOSEN


class DuplicateReason(StrEnum):
	"""Why two records may be one person, the surest first."""

	IDENTITY = "identity"  # a natural person's RUC beside the cédula that it holds
	EMAIL = "email"
	PHONE = "phone"
	NAME_BIRTH = "name_birth"


class DuplicateState(StrEnum):
	OPEN = "open"
	MERGED = "merged"
	DISMISSED = "dismissed"


class DuplicatePair(Contract):
	"""Two records side by side; `score` is 0–100, the sum of what the reasons weigh."""

	id: int
	left: Customer
	right: Customer
	reasons: list[DuplicateReason]
	score: int
	state: DuplicateState
	found_at: Instant


class DuplicateQuery(Contract):
	"""Filters of the pairs; the surest come first."""

	state: DuplicateState = DuplicateState.OPEN
	reason: DuplicateReason | None = None
	customer_id: int | None = None
	cursor: str | None = None
	limit: int = Field(default=25, ge=1, le=100)


class MergeRequest(Contract):
	"""Merge `merged_id` into `kept_id`; the kept record takes `taken` from the merged one."""

	kept_id: int
	merged_id: int
	taken: list[str] = []

	@model_validator(mode="after")
	def check_request(self) -> "MergeRequest":
		"""A record is not merged into itself, and only known fields are taken."""
		if self.kept_id == self.merged_id:
			raise ValueError(say("Un registro no se une consigo mismo."))
		if unknown := set(self.taken) - set(MERGED_FIELDS):
			raise ValueError(say("No se eligen: {names}.", names=", ".join(sorted(unknown))))
		return self


class Merge(Contract):
	"""A merge that was made; `undone_at` where it was taken back."""

	id: int
	kept_id: int
	merged_id: int
	taken: list[str]
	merged_by: str
	merged_at: Instant
	undone_at: Instant | None = None


class SearchState(StrEnum):
	QUEUED = "queued"
	RUNNING = "running"
	DONE = "done"
	CANCELLED = "cancelled"
	FAILED = "failed"


class DuplicateSearch(Contract):
	"""A search for duplicates as it goes; `found` counts the new pairs, once it is done."""

	id: int
	state: SearchState
	found: int = 0
	requested_name: str
	created_at: Instant
	finished_at: Instant | None = None
	job: Job | None = None


class QualityKind(StrEnum):
	UNVERIFIED_RUC = "unverified_ruc"
	WRONG_PHONE = "wrong_phone"
	BOUNCED_EMAIL = "bounced_email"
	MISSING_CONSENT = "missing_consent"
	UNREACHABLE = "unreachable"
	STALE = "stale"


class QualityCount(Contract):
	"""How many customers have a fault of a kind; `is_more` where only the first were counted."""

	kind: QualityKind
	customers: int
	is_more: bool = False


class QualityQuery(Contract):
	kind: QualityKind
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class QualityDismissal(Contract):
	"""Somebody has looked at it, and it is as it should be."""

	kind: QualityKind
	customer_id: int
	note: str = Field(default="", max_length=200)
