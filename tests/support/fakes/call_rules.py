"""Plays the calling rules of campaigns."""

from flask import Blueprint, Response, request

from chasqui.contracts.campaigns.call_rules import CallRulesUpdate, KeptRules
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from tests.support.fakes.world import HEAD_NAME, NOW, World


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint = Blueprint("call_rules", __name__)

	def find(campaign_id: int) -> KeptRules:
		shared: KeptRules = world.rules[None]
		return world.rules.get(campaign_id, shared.model_copy(update={"version": 0}))

	def keep(campaign_id: int | None, known: KeptRules) -> KeptRules:
		body = CallRulesUpdate.model_validate_json(request.get_data())
		if body.version != known.version:
			now = known.model_dump(mode="json")
			raise Conflict(say("Otra persona cambió las reglas."), code="stale", current=now)
		news = {**dict(body), "version": body.version + 1, "is_own": campaign_id is not None}
		world.rules[campaign_id] = KeptRules(**news, updated_by=HEAD_NAME, updated_at=NOW)
		return world.rules[campaign_id]

	@blueprint.get("/v1/call-rules")
	def show() -> KeptRules:
		return world.rules[None]

	@blueprint.put("/v1/call-rules")
	def change() -> KeptRules:
		return keep(None, world.rules[None])

	@blueprint.get("/v1/campaigns/<int:number>/call-rules")
	def show_own(number: int) -> KeptRules:
		return find(number)

	@blueprint.put("/v1/campaigns/<int:number>/call-rules")
	def change_own(number: int) -> KeptRules:
		return keep(number, find(number))

	@blueprint.delete("/v1/campaigns/<int:number>/call-rules")
	def drop_own(number: int) -> Response:
		world.rules.pop(number, None)
		return Response(status=204)

	return blueprint
