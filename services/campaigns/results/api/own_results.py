"""The company's own results over HTTP."""

from campaigns.results.wiring import ResultsParts
from chasqui.contracts.campaigns.own_results import OwnResult, OwnResultFields, OwnResultUpdate
from chasqui.contracts.endpoints.campaigns import own_results as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: ResultsParts) -> Routes:
	routes = Routes("own_results", __name__)

	@routes.serve(endpoints.list_own_results)
	def list_own_results() -> Page[OwnResult]:
		return wiring.make_own_result_service(read_session()).list_all()

	@routes.serve(endpoints.add_own_result)
	def add_own_result(*, body: OwnResultFields) -> OwnResult:
		return wiring.make_own_result_service(read_session()).add(body, read_principal().name)

	@routes.serve(endpoints.change_own_result)
	def change_own_result(*, result_id: int, body: OwnResultUpdate) -> OwnResult:
		service = wiring.make_own_result_service(read_session())
		return service.change(result_id, body, read_principal().name)

	@routes.serve(endpoints.retire_own_result)
	def retire_own_result(*, result_id: int) -> OwnResult:
		service = wiring.make_own_result_service(read_session())
		return service.retire(result_id, read_principal().name)

	@routes.serve(endpoints.return_own_result)
	def return_own_result(*, result_id: int) -> OwnResult:
		service = wiring.make_own_result_service(read_session())
		return service.bring_back(result_id, read_principal().name)

	return routes
