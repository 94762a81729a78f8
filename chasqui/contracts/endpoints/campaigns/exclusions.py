"""Whom audiences leave out for what happened before."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.exclusions import (
	CandidateExclusions,
	ExclusionRequest,
	Exclusions,
)
from chasqui.contracts.endpoints.campaigns import API


@API.declare("GET", "/v1/campaigns/{campaign_id}/exclusions", Permission.CAMPAIGNS_READ)
def show_exclusions(*, campaign_id: int) -> Exclusions: ...


@API.declare("POST", "/v1/exclusions/candidates", Permission.SEGMENTS_COUNT)
def count_exclusions(*, body: ExclusionRequest) -> CandidateExclusions:
	"""Say whom of a campaign's candidates there is a reason to leave out; nothing is kept."""
