"""Words of campaigns about risk: look-ups by people, their history, and reviews of many (K28)."""

from enum import StrEnum

from pydantic import Field

from chasqui.contracts.customers.people import IdentityType
from chasqui.contracts.jobs import Job, JobQuery
from chasqui.contracts.risk import (
	MAX_MATCHES,
	IdWarning,
	RiskAnswer,
	RiskLevel,
	RiskStatus,
)
from chasqui.contracts.wire import Contract, Day, Instant, Words

PATH_LOOKUPS = "/v1/risk/lookups"
PATH_NAME_LOOKUPS = "/v1/risk/name-lookups"
PATH_REVIEWS = "/v1/risk/reviews"


class RiskPurpose(StrEnum):
	"""Why somebody looks at a person's risk; sent to the risk service and kept."""

	TELEMARKETING = "telemarketing"
	CREDIT_OFFER = "credit_offer"
	CAMPAIGN_REVIEW = "campaign_review"
	HOLDER_REQUEST = "holder_request"


class RiskLookupRequest(Contract):
	"""Asks one person's risk; `fresh` passes over an answer that is kept."""

	id_type: IdentityType
	id_number: str = Field(min_length=3, max_length=30)
	purpose: RiskPurpose
	fresh: bool = False


class RiskNameRequest(Contract):
	"""Asks who is called so; nobody is picked for who asks."""

	name: str = Field(min_length=3, max_length=160)
	purpose: RiskPurpose
	max_results: int = Field(default=10, ge=1, le=MAX_MATCHES)


class RiskLookup(Contract):
	"""A look-up that was made: whose (masked), why, and what was answered.

	Scores are absent for advisors.
	"""

	subject: str
	purpose: RiskPurpose
	answer: RiskAnswer


class LookupKind(StrEnum):
	"""Where somebody looked: on the page by identification or name, or at the desk."""

	IDENTIFICATION = "identification"
	NAME = "name"
	DESK = "desk"


class RiskHistoryQuery(Contract):
	"""`since` and `until` are days of the installation's zone, both included."""

	staff_id: int | None = None
	purpose: RiskPurpose | None = None
	since: Day | None = None
	until: Day | None = None
	cursor: str | None = None
	limit: int = Field(default=25, ge=1, le=200)


class RiskHistoryEntry(Contract):
	"""One look: who, why, when, at whom (masked), and what was answered."""

	id: int
	kind: LookupKind
	staff_id: int
	staff_name: str
	purpose: RiskPurpose
	subject: str
	status: RiskStatus
	level: RiskLevel
	matches: int = 0
	looked_at: Instant


class ReviewKind(StrEnum):
	FILE = "file"
	CAMPAIGN = "campaign"


class ReviewState(StrEnum):
	"""`waiting`: the risk service rests; the worker goes on by itself."""

	QUEUED = "queued"
	RUNNING = "running"
	WAITING = "waiting"
	PAUSED = "paused"
	DONE = "done"
	CANCELLED = "cancelled"
	FAILED = "failed"


class FileReviewQuery(Contract):
	"""Goes with an uploaded CSV file."""

	file_name: str = Field(min_length=1, max_length=200)
	purpose: RiskPurpose


class CampaignReviewRequest(Contract):
	"""Asks for a review of the campaign's assigned customers, or of one assignment's."""

	assignment_id: int | None = None


class RiskReview(Contract):
	"""The risk of many people, asked in parts by the worker.

	`done` of `total` rows have an answer or are `rejected`; `levels` and `statuses` count answers.
	"""

	id: int
	kind: ReviewKind
	campaign_id: int | None = None
	assignment_id: int | None = None
	advisor_name: str | None = None
	file_name: str | None = None
	purpose: RiskPurpose
	state: ReviewState
	total: int
	done: int
	rejected: int
	levels: dict[RiskLevel, int] = {}
	statuses: dict[RiskStatus, int] = {}
	error: Words | None = None
	requested_by: str
	created_at: Instant
	finished_at: Instant | None = None
	job: Job | None = None


class ReviewQuery(JobQuery):
	campaign_id: int | None = None
	limit: int = Field(default=25, ge=1, le=200)


class ReviewItemQuery(Contract):
	"""`sort` by line, by level (`-level`: the highest risk first) or by status."""

	level: RiskLevel | None = None
	status: RiskStatus | None = None
	rejected: bool = False
	sort: str = Field(default="line", pattern=r"^-?(line|level|status)$")
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class RiskReviewItem(Contract):
	"""One row of a review. `line` is that of the file, or the place in the list.

	`status` is absent while the row waits and where it was rejected with `error`.
	"""

	line: int
	customer_id: int | None = None
	name: str | None = None
	masked_id: str
	status: RiskStatus | None = None
	level: RiskLevel = RiskLevel.UNKNOWN
	score: int | None = None
	as_of: Day | None = None
	source: str | None = None
	warning: IdWarning | None = None
	error: Words | None = None
	asked_at: Instant | None = None
