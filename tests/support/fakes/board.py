"""Plays the supervisor's board and the pauses of advisors."""

from flask import Blueprint, Response, request

from chasqui.contracts.campaigns.board import (
	AdvisorLine,
	AdvisorState,
	Board,
	DayGoals,
	DayGoalsUpdate,
	OwnPause,
	Pause,
	PauseRequest,
)
from chasqui.kernel.errors import Conflict, FieldError
from chasqui.kernel.texts.text import say
from tests.support.fakes.world import NOW, World


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint = Blueprint("board", __name__)

	@blueprint.get("/v1/board")
	def show() -> Board:
		calling, paused = AdvisorState.CALLING, AdvisorState.PAUSED
		line = AdvisorLine(
			advisor_id=2, name="Asesoría de Prueba", state=AdvisorState.FREE, since=NOW,
			calls=12, contacts=7, sales=2, skipped=1, seconds=1500, paused=900, pending=31,
			callbacks_due=2,
		)  # fmt: skip
		if world.lease is not None:
			name = world.lease.campaign_name
			line = line.model_copy(
				update={"state": calling, "campaign_id": 1, "campaign_name": name}
			)
		elif world.pause is not None:
			line = line.model_copy(update={"state": paused, "pause": world.pause.code})
		away = AdvisorLine(advisor_id=9, name="Segunda Asesoría", state=AdvisorState.AWAY)
		return Board(at=NOW, lines=[line, away] if world.has_advisors else [], goals=world.goals)

	@blueprint.put("/v1/day-goals")
	def set_goals() -> DayGoals:
		body = DayGoalsUpdate.model_validate_json(request.get_data())
		if body.version != world.goals.version:
			text = say("Otra persona cambió las metas.")
			fields, now = [FieldError("calls", text, "stale")], world.goals.model_dump(mode="json")
			raise Conflict(text, code="stale", fields=fields, current=now)
		world.goals = DayGoals(**{**dict(body), "version": body.version + 1})
		return world.goals

	@blueprint.get("/v1/desk/pause")
	def show_pause() -> OwnPause:
		return OwnPause(pause=world.pause)

	@blueprint.post("/v1/desk/pause")
	def begin() -> OwnPause:
		body = PauseRequest.model_validate_json(request.get_data())
		world.pause = Pause(code=body.code, started_at=NOW)
		return OwnPause(pause=world.pause)

	@blueprint.delete("/v1/desk/pause")
	def end() -> Response:
		world.pause = None
		return Response(status=204)

	return blueprint
