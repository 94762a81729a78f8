"""Advisors' calls and callbacks over HTTP."""

from campaigns.accounts.api.actors import read_staff_id
from campaigns.work.domain import Asked, narrow_to_own
from campaigns.work.wiring import WorkParts
from chasqui.contracts.campaigns.call_corrections import CallCorrection
from chasqui.contracts.campaigns.call_reviews import CallReview, CallReviewUpdate
from chasqui.contracts.campaigns.calls import (
	Callback,
	CallbackQuery,
	CallEntry,
	CallFilters,
	CallQuery,
)
from chasqui.contracts.campaigns.desk import CallRecorded
from chasqui.contracts.endpoints.campaigns import calls as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: WorkParts) -> Routes:
	routes = Routes("work", __name__)

	@routes.serve(endpoints.list_calls)
	def list_calls(*, query: CallQuery) -> Page[CallEntry]:
		return wiring.make_work_reader(read_session()).list_calls(narrow(query), read_staff_id())

	@routes.serve(endpoints.show_call)
	def show_call(*, call_id: int) -> CallEntry:
		asked = narrow(CallFilters())
		return wiring.make_work_reader(read_session()).show_call(call_id, asked, read_staff_id())

	@routes.serve(endpoints.correct_call)
	def correct_call(*, call_id: int, body: CallCorrection) -> CallRecorded:
		service = wiring.make_call_correction_service(read_session())
		return service.correct(read_staff_id(), call_id, body)

	@routes.serve(endpoints.review_call)
	def review_call(*, call_id: int, body: CallReviewUpdate) -> CallReview:
		service = wiring.make_call_review_service(read_session())
		return service.set(call_id, body, read_staff_id(), read_principal().name)

	@routes.serve(endpoints.list_callbacks)
	def list_callbacks(*, query: CallbackQuery) -> Page[Callback]:
		return wiring.make_work_reader(read_session()).list_callbacks(narrow(query))

	return routes


def narrow(query: Asked) -> Asked:
	"""Return the query as who asks may ask it."""
	who = read_principal()
	return narrow_to_own(query, who.subject, who.permissions)
