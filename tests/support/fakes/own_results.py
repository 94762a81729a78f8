"""Plays the company's own results of a call."""

from flask import Blueprint, request

from chasqui.contracts.campaigns.own_results import OwnResult, OwnResultFields, OwnResultUpdate
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, FieldError
from chasqui.kernel.texts.text import say
from tests.support.fakes.world import World


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint = Blueprint("own_results", __name__)

	def refuse_twins(fields: OwnResultFields, besides: int = 0) -> None:
		for one in world.own_results.values():
			if one.id != besides and fields.key and one.key == fields.key:
				text = say("Otro resultado ya usa esa tecla.")
				raise Conflict(text, code="same_key", fields=[FieldError("key", text)])

	def offer(number: int, *, is_retired: bool) -> OwnResult:
		row = world.own_results[number]
		world.own_results[number] = row.model_copy(update={"is_retired": is_retired})
		return world.own_results[number]

	@blueprint.get("/v1/own-results")
	def list_all() -> Page[OwnResult]:
		return Page(items=list(world.own_results.values()))

	@blueprint.post("/v1/own-results")
	def add() -> tuple[OwnResult, int]:
		body = OwnResultFields.model_validate_json(request.get_data())
		refuse_twins(body)
		made = OwnResult(**dict(body), id=len(world.own_results) + 1)
		world.own_results[made.id] = made
		return made, 201

	@blueprint.put("/v1/own-results/<int:number>")
	def change(number: int) -> OwnResult:
		body = OwnResultUpdate.model_validate_json(request.get_data())
		refuse_twins(body, number)
		changed = {**dict(body), "version": body.version + 1}
		world.own_results[number] = world.own_results[number].model_copy(update=changed)
		return world.own_results[number]

	@blueprint.post("/v1/own-results/<int:number>/retirement")
	def retire(number: int) -> OwnResult:
		return offer(number, is_retired=True)

	@blueprint.post("/v1/own-results/<int:number>/return")
	def bring_back(number: int) -> OwnResult:
		return offer(number, is_retired=False)

	return blueprint
