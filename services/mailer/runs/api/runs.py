"""Runs over HTTP."""

from flask import Blueprint

from chasqui.contracts.access import Permission
from chasqui.contracts.mailer import (
	DeliveryQuery,
	DeliveryView,
	Run,
	RunActionRequest,
	RunQuery,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant, read_principal
from chasqui.kernel.web.app import read_body, read_query, read_session
from mailer.runs.wiring import RunParts


def build_blueprint(wiring: RunParts) -> Blueprint:
	"""Return ``/v1/runs``, to be seen and steered."""
	blueprint = Blueprint("runs", __name__)

	@blueprint.get("/v1/runs")
	@grant(Permission.RUNS_READ)
	def list_runs() -> Page[Run]:
		return wiring.make_run_desk(read_session()).list_page(read_query(RunQuery))

	@blueprint.get("/v1/runs/<int:run_id>")
	@grant(Permission.RUNS_READ)
	def show_run(run_id: int) -> Run:
		return wiring.make_run_desk(read_session()).show(run_id)

	@blueprint.post("/v1/runs/<int:run_id>/actions")
	@grant(Permission.RUNS_WRITE)
	def act_on_run(run_id: int) -> Run:
		action = read_body(RunActionRequest).action
		return wiring.make_run_desk(read_session()).act(run_id, action, read_principal().name)

	@blueprint.get("/v1/runs/<int:run_id>/deliveries")
	@grant(Permission.RUNS_READ)
	def list_deliveries(run_id: int) -> Page[DeliveryView]:
		desk = wiring.make_run_desk(read_session())
		return desk.list_deliveries(run_id, read_query(DeliveryQuery))

	return blueprint
