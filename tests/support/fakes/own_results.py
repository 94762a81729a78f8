"""Plays the company's own results of a call."""

from flask import Blueprint, request

from chasqui.contracts.campaigns.call_reasons import CallReason, ReasonFields
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

	@blueprint.get("/v1/call-reasons")
	def list_reasons() -> Page[CallReason]:
		return Page(items=list(world.reasons.values()))

	@blueprint.post("/v1/call-reasons")
	def add_reason() -> tuple[CallReason, int]:
		body = ReasonFields.model_validate_json(request.get_data())
		if any(one.name == body.name for one in world.reasons.values()):
			text = say("Ese resultado ya tiene un motivo con ese nombre.")
			raise Conflict(text, code="same_name", fields=[FieldError("name", text)])
		made = CallReason(**dict(body), id=len(world.reasons) + 1)
		world.reasons[made.id] = made
		return made, 201

	def offer_reason(number: int, *, is_retired: bool) -> CallReason:
		row = world.reasons[number]
		world.reasons[number] = row.model_copy(update={"is_retired": is_retired})
		return world.reasons[number]

	@blueprint.post("/v1/call-reasons/<int:number>/retirement")
	def retire_reason(number: int) -> CallReason:
		return offer_reason(number, is_retired=True)

	@blueprint.post("/v1/call-reasons/<int:number>/return")
	def bring_reason_back(number: int) -> CallReason:
		return offer_reason(number, is_retired=False)

	return blueprint
