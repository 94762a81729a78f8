"""Customers who are in more than one campaign (K20)."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.overlaps import (
	CampaignPair,
	CandidateOverlap,
	CandidateRequest,
	LeftOut,
	OverlapFilters,
	OverlapMatrix,
	PairQuery,
	RepeatedCustomer,
	RepeatQuery,
)
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.wire import Page


@API.declare("GET", "/v1/overlaps", Permission.CAMPAIGNS_READ)
def list_pairs(*, query: PairQuery) -> Page[CampaignPair]: ...


@API.declare("GET", "/v1/overlaps/matrix", Permission.CAMPAIGNS_READ)
def show_matrix(*, query: OverlapFilters) -> OverlapMatrix: ...


@API.declare("GET", "/v1/overlaps/customers", Permission.AUDIENCES_READ)
def list_repeated(*, query: RepeatQuery) -> Page[RepeatedCustomer]: ...


@API.declare("POST", "/v1/overlaps/candidates", Permission.SEGMENTS_COUNT)
def count_candidates(*, body: CandidateRequest) -> CandidateOverlap:
	"""Say whom of a campaign's candidates other campaigns hold; nothing is kept."""


@API.declare("GET", "/v1/campaigns/{campaign_id}/left-out", Permission.CAMPAIGNS_READ)
def show_left_out(*, campaign_id: int) -> LeftOut: ...
