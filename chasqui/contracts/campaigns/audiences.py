"""Words of campaigns: audiences and their members."""

from enum import StrEnum
from typing import Any

from chasqui.contracts.jobs import Job
from chasqui.contracts.wire import Contract, Instant, Money, Words


class AudienceState(StrEnum):
	"""`outdated`: the criteria have changed since it was built. `cancelled`: its building was."""

	QUEUED = "queued"
	BUILDING = "building"
	READY = "ready"
	FAILED = "failed"
	CANCELLED = "cancelled"
	OUTDATED = "outdated"


class Audience(Contract):
	"""The immutable snapshot of customers of a campaign (K16)."""

	id: int
	campaign_id: int
	state: AudienceState
	members: int = 0
	reachable_email: int = 0
	reachable_phone: int = 0
	left_out: int = 0
	"""Who matched the criteria and is in other campaigns: see `RepeatedRule`."""
	excluded: int = 0
	"""Who matched and was left out for what happened before: see `ExclusionReason`."""
	held_out: int = 0
	"""Who is never contacted: see `CampaignFields.holdout_percent`."""
	error: Words | None = None
	requested_at: Instant
	built_at: Instant | None = None
	job: Job | None = None


class MemberView(Contract):
	"""An audience member in a list, identification masked."""

	customer_id: int
	name: str
	masked_id: str
	age: int | None
	gender: str
	province: str | None
	canton: str | None
	may_email: bool
	may_phone: bool
	income: Money | None = None
	matched: dict[str, Any] = {}
	"""What met the criteria when the audience was built, besides age, income and place: by the
	fields of `SegmentCriteria`.
	"""
	last_result: str | None = None
	is_held_out: bool = False
