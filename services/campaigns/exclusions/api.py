"""Whom audiences leave out for what happened before."""

from campaigns.exclusions.wiring import ExclusionParts
from chasqui.contracts.campaigns.exclusions import (
	CandidateExclusions,
	ExclusionRequest,
	Exclusions,
)
from chasqui.contracts.endpoints.campaigns import exclusions as endpoints
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: ExclusionParts) -> Routes:
	routes = Routes("exclusions", __name__)

	@routes.serve(endpoints.show_exclusions)
	def show_exclusions(*, campaign_id: int) -> Exclusions:
		return wiring.make_exclusion_service(read_session()).read(campaign_id)

	@routes.serve(endpoints.count_exclusions)
	def count_exclusions(*, body: ExclusionRequest) -> CandidateExclusions:
		return wiring.make_exclusion_service(read_session()).count_candidates(body)

	return routes
