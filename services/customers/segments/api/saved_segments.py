"""Saved segments."""

from chasqui.contracts.customers.saved_segments import (
	NewSegment,
	SavedSegment,
	SegmentQuery,
	SegmentUpdate,
)
from chasqui.contracts.endpoints.customers import saved_segments as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.segments.use_cases.saved_segment_service import SavedSegmentService
from customers.segments.wiring import SegmentParts


def build_blueprint(wiring: SegmentParts) -> Routes:
	routes = Routes("saved_segments", __name__)

	def make_service() -> SavedSegmentService:
		return wiring.make_saved_segment_service(read_session(), read_actor())

	@routes.serve(endpoints.list_segments)
	def list_segments(*, query: SegmentQuery) -> Page[SavedSegment]:
		return make_service().list_page(query)

	@routes.serve(endpoints.save_segment)
	def save_segment(*, body: NewSegment) -> SavedSegment:
		return make_service().save(body)

	@routes.serve(endpoints.show_segment)
	def show_segment(*, segment_id: int) -> SavedSegment:
		return make_service().get(segment_id)

	@routes.serve(endpoints.change_segment)
	def change_segment(*, segment_id: int, body: SegmentUpdate) -> SavedSegment:
		return make_service().change(segment_id, body)

	@routes.serve(endpoints.count_saved_segment)
	def count_saved_segment(*, segment_id: int) -> SavedSegment:
		return make_service().count(segment_id)

	@routes.serve(endpoints.delete_segment)
	def delete_segment(*, segment_id: int) -> None:
		make_service().delete(segment_id)

	return routes
