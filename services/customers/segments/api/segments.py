"""The query service that answers segments (K15)."""

from chasqui.contracts.customers.segments import MembersRequest, SegmentCount, SegmentCriteria
from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.customers import segments as endpoints
from chasqui.kernel.data.copy_streams import MEDIA_TYPE
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.segments.wiring import SegmentParts


def build_blueprint(wiring: SegmentParts) -> Routes:
	routes = Routes("segments", __name__)

	@routes.serve(endpoints.count_segment)
	def count_segment(*, body: SegmentCriteria) -> SegmentCount:
		principal = read_principal()
		asker = principal.subject if principal.is_staff else None
		return wiring.make_segment_count_reader(read_session(), asker).count(body)

	@routes.serve(endpoints.stream_members)
	def stream_members(*, body: MembersRequest) -> Stream:
		return Stream(wiring.make_member_streamer().open_stream(body), MEDIA_TYPE)

	@routes.serve(endpoints.stream_numbers)
	def stream_numbers(*, body: SegmentCriteria) -> Stream:
		return Stream(wiring.make_member_streamer().open_numbers(body), MEDIA_TYPE)

	return routes
