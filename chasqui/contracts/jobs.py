"""Words of long work of every kind: how a job is shown, and what may be done to it."""

from enum import StrEnum

from chasqui.contracts.wire import Contract, ListQuery, Words


class JobKind(StrEnum):
	IMPORT = "import"
	BULK = "bulk_action"
	DUPLICATES = "duplicate_search"
	ERASURE = "erasure"
	REVIEW = "risk_review"
	AUDIENCE = "audience"
	RUN = "run"


class JobAct(StrEnum):
	"""What a person may ask of a job; each kind says which apply, and from which states.

	`cancel` ends it for good, and what it has done stays; `retry` goes on with one that failed.
	"""

	PAUSE = "pause"
	RESUME = "resume"
	CANCEL = "cancel"
	RETRY = "retry"


class Job(Contract):
	"""A job as it goes, whatever its kind. `state` is the kind's own word.

	`is_busy`: a worker goes on with it by itself. Without a `total` nobody knows how far it is.
	`acts` are what may be done now.
	"""

	kind: JobKind
	id: int
	state: str
	is_busy: bool = False
	done: int = 0
	total: int | None = None
	error: Words | None = None
	acts: list[JobAct] = []


class JobStage(StrEnum):
	"""Where a job stands, whatever its kind: not over yet, over, or over because it failed."""

	OPEN = "open"
	ENDED = "ended"
	FAILED = "failed"


class JobQuery(ListQuery):
	"""A page of the jobs of one kind, the newest first."""

	stage: JobStage | None = None


class JobActRequest(Contract):
	action: JobAct
