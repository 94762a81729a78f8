"""Customers who are in more than one campaign (K20)."""

from campaigns.overlaps.wiring import OverlapParts
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
from chasqui.contracts.endpoints.campaigns import overlaps as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: OverlapParts) -> Routes:
	routes = Routes("overlaps", __name__)

	@routes.serve(endpoints.list_pairs)
	def list_pairs(*, query: PairQuery) -> Page[CampaignPair]:
		return wiring.make_overlap_reader(read_session()).list_pairs(query)

	@routes.serve(endpoints.show_matrix)
	def show_matrix(*, query: OverlapFilters) -> OverlapMatrix:
		return wiring.make_overlap_reader(read_session()).read_matrix(query)

	@routes.serve(endpoints.list_repeated)
	def list_repeated(*, query: RepeatQuery) -> Page[RepeatedCustomer]:
		return wiring.make_repeated_reader(read_session()).list_page(query)

	@routes.serve(endpoints.count_candidates)
	def count_candidates(*, body: CandidateRequest) -> CandidateOverlap:
		return wiring.make_overlap_service(read_session()).count_candidates(body)

	@routes.serve(endpoints.show_left_out)
	def show_left_out(*, campaign_id: int) -> LeftOut:
		return wiring.make_overlap_reader(read_session()).read_left_out(campaign_id)

	return routes
