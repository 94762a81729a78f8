"""Plays what campaigns keeps of the wizard: drafts, each person's own."""

from flask import Blueprint, Response, request

from chasqui.contracts.campaigns.drafts import Draft, DraftFields, DraftUpdate
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, NotFound
from chasqui.kernel.texts.text import say
from tests.support.fakes.world import NOW, World


def build_blueprint(world: World) -> Blueprint:
	blueprint = Blueprint("drafts", __name__)

	@blueprint.get("/v1/campaign-drafts")
	def list_drafts() -> Page[Draft]:
		own = [one for (who, _), one in world.drafts.items() if who == read_owner()]
		return Page[Draft](items=[one for one in own if one.saved_as is None][::-1])

	@blueprint.get("/v1/campaign-drafts/<int:number>")
	def show(number: int) -> Draft:
		if (found := world.drafts.get((read_owner(), number))) is None:
			raise NotFound(say("No hay ese borrador."))
		return found

	@blueprint.put("/v1/campaign-drafts/<int:number>")
	def keep(number: int) -> Draft:
		body = DraftUpdate.model_validate_json(request.get_data())
		known = world.drafts.get((read_owner(), number))
		if body.version != (known.version if known else 0):
			raise Conflict(say("El borrador cambió."), code="stale")
		if known is None and world.full_drafts:
			raise Conflict(say("Ya tiene 30 borradores."), code="too_many_drafts")
		fields = {name: getattr(body, name) for name in DraftFields.model_fields}
		kept = Draft(id=number, version=body.version + 1, updated_at=NOW, **fields)
		world.drafts[read_owner(), number] = kept
		return kept

	@blueprint.delete("/v1/campaign-drafts/<int:number>")
	def drop(number: int) -> Response:
		world.drafts.pop((read_owner(), number), None)
		return Response(status=204)

	return blueprint


def read_owner() -> str:
	"""Return whose token asks: ``access-1-…``."""
	return request.headers.get("Authorization", "").split("-")[1]
