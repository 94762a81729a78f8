"""Words of the mailer: designs, runs, deliveries and the way out (unsubscribe)."""

from enum import StrEnum

from pydantic import Field

from chasqui.contracts.wire import Contract, Instant, Month

# The columns of the recipient stream, in order, after the constant first column `run_id`.
# `recipient_key` is unique in a source; `merge_values` is JSON, its keys `MERGE_FIELDS`.
RECIPIENT_COLUMNS = ("recipient_key", "customer_id", "email", "may_email", "merge_values")
# What a design may merge; the audience's stream carries all of them as texts.
MERGE_FIELDS = ("nombre", "primer_nombre", "provincia", "canton", "edad", "empresa", "campana")
MAX_DESIGN_BYTES = 1_000_000


class RecipientQuery(Contract):
	"""`run_id` comes back as the first column of each row."""

	run_id: int = Field(default=0, ge=0, le=2**63 - 1)


class DesignKind(StrEnum):
	GALLERY = "gallery"
	UPLOADED = "uploaded"


class DesignUpload(Contract):
	"""An HTML mail as a person made it; `html` is at most `MAX_DESIGN_BYTES` in UTF-8."""

	name: str = Field(min_length=3, max_length=80)
	subject: str = Field(min_length=1, max_length=150)
	html: str = Field(min_length=1)


class DesignSummary(Contract):
	id: int
	name: str
	kind: DesignKind
	description: str = ""
	subject: str
	version: int
	merge_fields: list[str]
	created_at: Instant
	archived: bool = False


class DesignQuery(Contract):
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class Design(DesignSummary):
	"""With what will be sent; `notes` says in Spanish what the cleaning took away."""

	html: str
	text: str
	notes: list[str] = []


class DesignPreview(Contract):
	subject: str
	html: str
	text: str


class RunKind(StrEnum):
	MONTHLY = "monthly"
	ON_DEMAND = "on_demand"
	TEST = "test"
	SERVICE = "service"


class RunPolicy(StrEnum):
	"""What becomes of an `uncertain` delivery: left as it is, or sent again."""

	NEVER_TWICE = "never_twice"
	AT_LEAST_ONCE = "at_least_once"


class RunSource(StrEnum):
	CAMPAIGNS = "campaigns"
	CUSTOMERS = "customers"
	STAFF = "staff"


class RunState(StrEnum):
	"""`missed` holds the month's key when the scheduler was down beyond the grace."""

	FILLING = "filling"
	SENDING = "sending"
	PAUSED = "paused"
	DONE = "done"
	CANCELLED = "cancelled"
	MISSED = "missed"
	FAILED = "failed"


class DeliveryState(StrEnum):
	QUEUED = "queued"
	CLAIMED = "claimed"
	SENDING = "sending"
	ACCEPTED = "accepted"
	DEFERRED = "deferred"
	FAILED = "failed"
	SKIPPED = "skipped"
	UNCERTAIN = "uncertain"


class RunRequest(Contract):
	"""An on-demand run to the whole audience of a campaign in execution (K24).

	`confirm_repeat`: people get the same design a second time today, and that is meant.
	"""

	campaign_id: int
	design_id: int
	subject: str | None = Field(default=None, max_length=150)
	policy: RunPolicy = RunPolicy.NEVER_TWICE
	confirm_repeat: bool = False


class TestSendRequest(Contract):
	"""A test mail to at most five addresses, marked as a test in its subject."""

	__test__ = False  # not a test class

	design_id: int
	emails: list[str] = Field(min_length=1, max_length=5)
	subject: str | None = Field(default=None, max_length=150)


class RunQuery(Contract):
	campaign_id: int | None = None
	kind: RunKind | None = None
	cursor: str | None = None
	limit: int = Field(default=25, ge=1, le=200)


class RunCounts(Contract):
	"""The invariant: `eligible` is the sum of `by_state`, at every moment."""

	eligible: int
	by_state: dict[DeliveryState, int]
	skipped_by_reason: dict[str, int] = {}
	failed_by_reason: dict[str, int] = {}


class Run(Contract):
	id: int
	source: RunSource
	source_ref: str
	campaign_id: int | None
	period: Month | None
	kind: RunKind
	policy: RunPolicy
	design_id: int
	subject: str
	state: RunState
	state_reason: str | None = None
	counts: RunCounts
	mails_per_minute: int = 0
	created_by: str
	created_at: Instant
	started_at: Instant | None = None
	finished_at: Instant | None = None


class RunAction(StrEnum):
	PAUSE = "pause"
	RESUME = "resume"
	CANCEL = "cancel"


class RunActionRequest(Contract):
	action: RunAction


class DeliveryView(Contract):
	id: int
	recipient_key: str
	customer_id: int | None
	email: str | None
	state: DeliveryState
	reason: str | None
	message_id: str | None
	updated_at: Instant


class DeliveryQuery(Contract):
	state: DeliveryState | None = None
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class CampaignForMail(Contract):
	"""What the mailer asks campaigns before it opens a run: phase and audience."""

	campaign_id: int
	name: str
	phase: str
	audience_id: int | None
	design_id: int | None
	subject: str | None


class UnsubscribeRequest(Contract):
	"""The signed token of a mail's unsubscribe link."""

	token: str = Field(min_length=10, max_length=1000)


class UnsubscribeView(Contract):
	"""What the public page shows before and after: the address masked (``m***@example.com``)."""

	masked_email: str
	company: str
	unsubscribed: bool
	unsubscribed_at: Instant | None = None
