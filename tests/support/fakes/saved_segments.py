"""Plays saved segments."""

from datetime import timedelta

from flask import Blueprint, Response, request

from chasqui.contracts.customers.saved_segments import (
	NewSegment,
	SavedSegment,
	SegmentKindOf,
	SegmentUpdate,
)
from chasqui.contracts.customers.segments import SegmentCriteria, SegmentKind
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, FieldError, NotFound
from chasqui.kernel.texts.text import say
from tests.support.fakes.world import HEAD_NAME, NOW, World


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint = Blueprint("saved_segments", __name__)

	def find(number: int) -> SavedSegment:
		if number not in world.segments:
			raise NotFound(say("No existe ese segmento."))
		return world.segments[number]

	@blueprint.get("/v1/saved-segments")
	def list_all() -> Page[SavedSegment]:
		asked = request.args.get("kind")
		rows = world.segments.values()
		return Page(items=[one for one in rows if asked in (None, one.kind.value)])

	@blueprint.post("/v1/saved-segments")
	def save() -> tuple[SavedSegment, int]:
		body = NewSegment.model_validate_json(request.get_data())
		if any(one.name == body.name for one in world.segments.values()):
			text = say("Ya tiene un segmento con ese nombre.")
			raise Conflict(text, code="name_taken", fields=[FieldError("name", text)])
		if body.filters is not None and body.expected != len(world.customers):
			raise Conflict(say("La lista cambió."), code="list_changed")
		number = len(world.segments) + 1
		picked = SegmentCriteria(kind=SegmentKind.ANY, picked=number)
		named = {name: getattr(body, name) for name in ("name", "description", "is_shared")}
		world.segments[number] = SavedSegment(
			**named, id=number, owner_name=HEAD_NAME, is_own=True, customers=body.expected or 7,
			kind=SegmentKindOf.CRITERIA if body.criteria else SegmentKindOf.PICKED,
			criteria=body.criteria or picked, counted_at=NOW, created_at=NOW,
		)  # fmt: skip
		return world.segments[number], 201

	@blueprint.get("/v1/saved-segments/<int:number>")
	def show(number: int) -> SavedSegment:
		return find(number)

	@blueprint.put("/v1/saved-segments/<int:number>")
	def change(number: int) -> SavedSegment:
		body = SegmentUpdate.model_validate_json(request.get_data())
		kept = find(number)
		if body.version != kept.version:
			current = kept.model_dump(mode="json")
			raise Conflict(say("Otra persona lo cambió."), code="stale", current=current)
		changed = {name: getattr(body, name) for name in ("name", "description", "is_shared")}
		changed["version"] = body.version + 1
		if body.criteria is not None:
			changed["criteria"] = body.criteria
		world.segments[number] = kept.model_copy(update=changed)
		return world.segments[number]

	@blueprint.post("/v1/saved-segments/<int:number>/count")
	def count(number: int) -> SavedSegment:
		news = {"customers": 8, "counted_at": NOW + timedelta(hours=1)}
		world.segments[number] = find(number).model_copy(update=news)
		return world.segments[number]

	@blueprint.delete("/v1/saved-segments/<int:number>")
	def delete(number: int) -> Response:
		if find(number).uses:
			raise Conflict(say("Lo usan campañas que no terminaron."), code="in_use")
		world.segments.pop(number)
		return Response(status=204)

	return blueprint
