"""The pre-flight over HTTP."""

from campaigns.preflight.wiring import PreflightParts
from chasqui.contracts.campaigns.preflight import Preflight, SkippedPerson, SkippedQuery
from chasqui.contracts.endpoints.campaigns import preflight as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: PreflightParts) -> Routes:
	routes = Routes("preflight", __name__)

	@routes.serve(endpoints.show_preflight)
	def show_preflight(*, campaign_id: int) -> Preflight:
		return wiring.make_preflight_service(read_session()).show(campaign_id)

	@routes.serve(endpoints.ask_preflight)
	def ask_preflight(*, campaign_id: int) -> Preflight:
		service = wiring.make_preflight_service(read_session())
		return service.ask(campaign_id, read_principal().name)

	@routes.serve(endpoints.approve_preflight)
	def approve_preflight(*, campaign_id: int) -> Preflight:
		service = wiring.make_preflight_service(read_session())
		return service.approve(campaign_id, read_principal().name)

	@routes.serve(endpoints.list_skipped)
	def list_skipped(*, campaign_id: int, query: SkippedQuery) -> Page[SkippedPerson]:
		return wiring.make_preflight_service(read_session()).list_skipped(campaign_id, query)

	return routes
