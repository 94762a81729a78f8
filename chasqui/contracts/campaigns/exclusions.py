"""Words of whom an audience leaves out for what happened before: contacts, a high risk.

Members of other campaigns are another matter (`RepeatedRule`); who objects has no permission.
"""

from enum import StrEnum

from pydantic import Field

from chasqui.contracts.campaigns.pressure import LONGEST_DAYS
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.wire import Contract


class ExclusionReason(StrEnum):
	"""Why somebody is left out; whoever has several reasons is counted under the first."""

	CONTACTED = "contacted"
	HIGH_RISK = "high_risk"


class Exclusions(Contract):
	"""Whom the building of an audience left out, by reason."""

	total: int
	counts: dict[ExclusionReason, int] = {}


class ExclusionRequest(Contract):
	"""Asks whom of a campaign's candidates it would leave out: contacted in so many days."""

	criteria: SegmentCriteria
	contacted_days: int | None = Field(default=None, ge=1, le=LONGEST_DAYS)


class CandidateExclusions(Contract):
	"""How many of `total` candidates have each reason, and how many any of them.

	Above `MOST_COUNTED` candidates (contracts.campaigns.overlaps) nothing is counted yet.
	"""

	total: int
	is_counted: bool = True
	any_reason: int = 0
	counts: dict[ExclusionReason, int] = {}
