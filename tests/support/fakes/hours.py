"""Plays the calling hours of campaigns."""

from flask import Blueprint, Response, request

from chasqui.contracts.campaigns.hours import CallHoursUpdate, KeptHours
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from tests.support.fakes.world import HEAD_NAME, NOW, World


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint = Blueprint("hours", __name__)

	def find(campaign_id: int) -> KeptHours:
		shared: KeptHours = world.hours[None]
		return world.hours.get(campaign_id, shared.model_copy(update={"version": 0}))

	def keep(campaign_id: int | None, known: KeptHours) -> KeptHours:
		body = CallHoursUpdate.model_validate_json(request.get_data())
		if body.version != known.version:
			raise Conflict(say("Otra persona cambió el horario."), code="stale")
		news = {**dict(body), "version": body.version + 1, "is_own": campaign_id is not None}
		world.hours[campaign_id] = KeptHours(**news, updated_by=HEAD_NAME, updated_at=NOW)
		return world.hours[campaign_id]

	@blueprint.get("/v1/call-hours")
	def show() -> KeptHours:
		return world.hours[None]

	@blueprint.put("/v1/call-hours")
	def change() -> KeptHours:
		return keep(None, world.hours[None])

	@blueprint.get("/v1/campaigns/<int:number>/call-hours")
	def show_own(number: int) -> KeptHours:
		return find(number)

	@blueprint.put("/v1/campaigns/<int:number>/call-hours")
	def change_own(number: int) -> KeptHours:
		return keep(number, find(number))

	@blueprint.delete("/v1/campaigns/<int:number>/call-hours")
	def drop_own(number: int) -> Response:
		world.hours.pop(number, None)
		return Response(status=204)

	return blueprint
