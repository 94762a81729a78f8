"""Why calls end as they do, over HTTP."""

from campaigns.results.wiring import ResultsParts
from chasqui.contracts.campaigns.call_reasons import CallReason, ReasonFields
from chasqui.contracts.endpoints.campaigns import call_reasons as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: ResultsParts) -> Routes:
	routes = Routes("call_reasons", __name__)

	@routes.serve(endpoints.list_reasons)
	def list_reasons() -> Page[CallReason]:
		return wiring.make_call_reason_service(read_session()).list_all()

	@routes.serve(endpoints.add_reason)
	def add_reason(*, body: ReasonFields) -> CallReason:
		return wiring.make_call_reason_service(read_session()).add(body, read_principal().name)

	@routes.serve(endpoints.retire_reason)
	def retire_reason(*, reason_id: int) -> CallReason:
		return wiring.make_call_reason_service(read_session()).retire(reason_id)

	@routes.serve(endpoints.return_reason)
	def return_reason(*, reason_id: int) -> CallReason:
		return wiring.make_call_reason_service(read_session()).bring_back(reason_id)

	return routes
