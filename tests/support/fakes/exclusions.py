"""Plays whom audiences leave out for what happened before."""

from flask import Blueprint, request

from chasqui.contracts.campaigns.exclusions import (
	CandidateExclusions,
	ExclusionReason,
	ExclusionRequest,
	Exclusions,
)
from tests.support.fakes.world import World

COUNTS = {ExclusionReason.CONTACTED: 12, ExclusionReason.HIGH_RISK: 3}


def build_blueprint(_world: World) -> Blueprint:
	blueprint = Blueprint("exclusions", __name__)

	@blueprint.get("/v1/campaigns/<int:_campaign_id>/exclusions")
	def show(_campaign_id: int) -> Exclusions:
		return Exclusions(total=15, counts=COUNTS)

	@blueprint.post("/v1/exclusions/candidates")
	def count() -> CandidateExclusions:
		asked = ExclusionRequest.model_validate_json(request.get_data())
		days = asked.contacted_days
		counts = {
			one: n for one, n in COUNTS.items() if days or one is not ExclusionReason.CONTACTED
		}
		return CandidateExclusions(total=100, any_reason=sum(counts.values()), counts=counts)

	return blueprint
