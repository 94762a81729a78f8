"""Opening runs over HTTP: on demand, and tests. A double click is one run."""

from chasqui.contracts.endpoints.mailer import runs as endpoints
from chasqui.contracts.mailer.runs import Run, RunRequest, TestSendRequest
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from mailer.runs.wiring import RunParts


def build_blueprint(wiring: RunParts) -> Routes:
	"""Return ``POST /v1/runs`` and ``POST /v1/test-sends``."""
	routes = Routes("openings", __name__)

	@routes.serve(endpoints.open_run)
	def open_run(*, body: RunRequest) -> Run:
		session = read_session()
		run = wiring.run_opener.open_on_demand(session, body, read_principal().name)
		return wiring.make_run_service(session).show(run.id)

	@routes.serve(endpoints.open_test)
	def open_test(*, body: TestSendRequest) -> Run:
		session = read_session()
		run = wiring.run_opener.open_test(session, body, read_principal().name)
		return wiring.make_run_service(session).show(run.id)

	return routes
