"""Audiences: the live count and the build (K15, K16)."""

from flask import Blueprint

from campaigns.audiences.wiring import AudienceParts
from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns import Audience
from chasqui.contracts.customers import PATH_SEGMENT_COUNT, SegmentCount, SegmentCriteria
from chasqui.kernel.security.access import grant, read_principal
from chasqui.kernel.web.app import read_body, read_session


def build_blueprint(wiring: AudienceParts) -> Blueprint:
	blueprint = Blueprint("audiences", __name__)

	@blueprint.post(PATH_SEGMENT_COUNT)
	@grant(Permission.SEGMENTS_COUNT)
	def count_segment() -> SegmentCount:
		return wiring.make_audience_desk(read_session()).count(read_body(SegmentCriteria))

	@blueprint.post("/v1/campaigns/<int:campaign_id>/audience")
	@grant(Permission.CAMPAIGNS_WRITE)
	def request_audience(campaign_id: int) -> tuple[Audience, int]:
		desk = wiring.make_audience_desk(read_session())
		return desk.request(campaign_id, read_principal().name), 202

	@blueprint.get("/v1/campaigns/<int:campaign_id>/audience")
	@grant(Permission.CAMPAIGNS_READ)
	def show_audience(campaign_id: int) -> Audience:
		return wiring.make_audience_desk(read_session()).get(campaign_id)

	return blueprint
