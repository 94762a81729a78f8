"""Runs over HTTP."""

from chasqui.contracts.endpoints.mailer import runs as endpoints
from chasqui.contracts.jobs import JobActRequest
from chasqui.contracts.mailer.runs import (
	DeliveryQuery,
	DeliveryView,
	Run,
	RunQuery,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from mailer.runs.wiring import RunParts


def build_blueprint(wiring: RunParts) -> Routes:
	"""Return ``/v1/runs``, to be seen and steered."""
	routes = Routes("runs", __name__)

	@routes.serve(endpoints.list_runs)
	def list_runs(*, query: RunQuery) -> Page[Run]:
		return wiring.make_run_service(read_session()).list_page(query)

	@routes.serve(endpoints.show_run)
	def show_run(*, run_id: int) -> Run:
		return wiring.make_run_service(read_session()).show(run_id)

	@routes.serve(endpoints.act_on_run)
	def act_on_run(*, run_id: int, body: JobActRequest) -> Run:
		action = body.action
		return wiring.make_run_service(read_session()).act(run_id, action, read_principal().name)

	@routes.serve(endpoints.list_deliveries)
	def list_deliveries(*, run_id: int, query: DeliveryQuery) -> Page[DeliveryView]:
		service = wiring.make_run_service(read_session())
		return service.list_deliveries(run_id, query)

	return routes
