"""Words of the mailer: runs and their deliveries."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from chasqui.contracts.customers.list_values import SearchText, wrap_one
from chasqui.contracts.customers.names import MOST_NAMES
from chasqui.contracts.jobs import Job, JobQuery
from chasqui.contracts.wire import Contract, Instant, Month, Words


class RunKind(StrEnum):
	"""One of `SERVICE` is one mail that a person waits for: only who asks for the kind lists it."""

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

	`confirm_repeat`: the same people got mail of this campaign today already, and that is meant.
	"""

	campaign_id: int
	design_id: int
	subject: str | None = Field(default=None, max_length=150)
	policy: RunPolicy = RunPolicy.NEVER_TWICE
	confirm_repeat: bool = False


class TestSendRequest(Contract):
	"""A test mail to at most five addresses, marked as a test in its subject.

	With a `campaign_id` it is what a run of that campaign would send: its subject and its name.
	"""

	__test__ = False  # not a test class

	design_id: int
	campaign_id: int | None = None
	emails: list[str] = Field(min_length=1, max_length=5)
	subject: str | None = Field(default=None, max_length=150)


class RunQuery(JobQuery):
	campaign_id: int | None = None
	kind: RunKind | None = None
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
	campaign_name: str = ""
	"""As it was when the run was opened."""
	period: Month | None
	kind: RunKind
	policy: RunPolicy
	design_id: int | None
	"""None: what it sends was written by hand."""
	subject: str
	state: RunState
	state_reason: Words | None = None
	counts: RunCounts
	mails_per_minute: int = 0
	created_by: str
	created_at: Instant
	started_at: Instant | None = None
	finished_at: Instant | None = None
	job: Job | None = None


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
	"""`q` is a part of an address. `customer_ids` are people found by another service: names are
	none of the mailer's. Of both, a delivery that answers to one is named.
	"""

	q: SearchText | None = None
	customer_ids: Annotated[list[int], BeforeValidator(wrap_one), Field(max_length=MOST_NAMES)] = []
	state: DeliveryState | None = None
	reason: str | None = Field(default=None, pattern=r"^[a-z_]{1,30}$")
	"""Why it did not leave, as a delivery says it."""
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)
