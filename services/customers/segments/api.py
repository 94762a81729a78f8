"""The query service that answers segments (K15)."""

from flask import Blueprint, Response

from chasqui.contracts.access import Permission, Scope
from chasqui.contracts.customers import (
	PATH_SEGMENT_COUNT,
	PATH_SEGMENT_MEMBERS,
	MembersRequest,
	SegmentCount,
	SegmentCriteria,
)
from chasqui.kernel.data.copy_streams import MEDIA_TYPE
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_body, read_session
from customers.segments.wiring import SegmentParts


def build_blueprint(wiring: SegmentParts) -> Blueprint:
	blueprint = Blueprint("segments", __name__)

	@blueprint.post(PATH_SEGMENT_COUNT)
	@grant(Permission.SEGMENTS_COUNT, scopes=[Scope.SEGMENTS_COUNT])
	def count_segment() -> SegmentCount:
		criteria = read_body(SegmentCriteria)
		return wiring.make_segment_counter(read_session()).count(criteria)

	@blueprint.post(PATH_SEGMENT_MEMBERS)
	@grant(scopes=[Scope.SEGMENTS_STREAM])
	def stream_members() -> Response:
		chunks = wiring.make_member_streamer().open_stream(read_body(MembersRequest))
		return Response(chunks, content_type=MEDIA_TYPE)

	return blueprint
