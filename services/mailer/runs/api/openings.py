"""Opening runs over HTTP: on demand, and tests. A double click is one run."""

from flask import Blueprint, Response

from chasqui.contracts.access import Permission, Scope
from chasqui.contracts.mailer import Run, RunRequest, TestSendRequest
from chasqui.kernel.security.access import grant, read_principal
from chasqui.kernel.web.app import read_body, read_session
from chasqui.kernel.web.idempotency import answer_once
from mailer.runs.wiring import RunParts
from mailer.tables import IdempotencyRow


def build_blueprint(wiring: RunParts) -> Blueprint:
	"""Return ``POST /v1/runs`` and ``POST /v1/test-sends``."""
	blueprint = Blueprint("openings", __name__)

	@blueprint.post("/v1/runs")
	@grant(Permission.RUNS_WRITE, scopes=[Scope.RUNS_WRITE])
	def open_run() -> Response:
		request, session = read_body(RunRequest), read_session()
		person = read_principal().name

		def produce() -> Run:
			run = wiring.run_opener.open_on_demand(session, request, person)
			return wiring.make_run_desk(session).show(run.id)

		return answer_once(session, IdempotencyRow, produce, needs_key=True)

	@blueprint.post("/v1/test-sends")
	@grant(Permission.RUNS_WRITE)
	def open_test() -> Response:
		request, session = read_body(TestSendRequest), read_session()
		person = read_principal().name

		def produce() -> Run:
			run = wiring.run_opener.open_test(session, request, person)
			return wiring.make_run_desk(session).show(run.id)

		return answer_once(session, IdempotencyRow, produce, needs_key=True)

	return blueprint
