"""Audiences: the live count and the build (K15, K16)."""

from campaigns.audiences.wiring import AudienceParts
from chasqui.contracts.campaigns.audiences import Audience
from chasqui.contracts.customers.segments import SegmentCount, SegmentCriteria
from chasqui.contracts.endpoints.campaigns import audiences as endpoints
from chasqui.contracts.jobs import JobActRequest
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: AudienceParts) -> Routes:
	routes = Routes("audiences", __name__)

	@routes.serve(endpoints.count_segment)
	def count_segment(*, body: SegmentCriteria) -> SegmentCount:
		return wiring.make_audience_service(read_session()).count(body)

	@routes.serve(endpoints.request_audience)
	def request_audience(*, campaign_id: int) -> Audience:
		service = wiring.make_audience_service(read_session())
		return service.request(campaign_id, read_principal().name)

	@routes.serve(endpoints.show_audience)
	def show_audience(*, campaign_id: int) -> Audience:
		return wiring.make_audience_service(read_session()).get(campaign_id)

	@routes.serve(endpoints.act_on_audience)
	def act_on_audience(*, campaign_id: int, body: JobActRequest) -> Audience:
		return wiring.make_audience_service(read_session()).act(campaign_id, body.action)

	return routes
