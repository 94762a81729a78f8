"""Plays what advisors have called and promised."""

from datetime import timedelta
from decimal import Decimal

from flask import Blueprint, request

from chasqui.contracts.campaigns.call_corrections import CORRECTABLE_FOR, CallCorrection, PastResult
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.call_reviews import CallReview, CallReviewUpdate
from chasqui.contracts.campaigns.calls import (
	Callback,
	CallbackQuery,
	CallbackTime,
	CallEntry,
	CallKind,
	CallQuery,
)
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.desk import CallRecorded
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, FieldError
from chasqui.kernel.texts.text import say
from chasqui.kernel.web.reading import read_query
from tests.support.fakes.world import HEAD_NAME, NOW, World

FIRST_MADE = 101
"""The number of the first call of the desk; those of before have smaller ones."""
RESULTS = (CallResult.SALE, CallResult.NO_ANSWER, CallResult.CALLBACK_OWN)


def build_blueprint(world: World) -> Blueprint:
	blueprint = Blueprint("calls", __name__)

	@blueprint.get("/v1/calls")
	def list_calls() -> Page[CallEntry]:
		query = read_query(CallQuery)
		world.work_queries.append(query)
		wanted = CallResult.SALE if query.kind is CallKind.SALE else query.result
		return Page(items=[one for one in list_known(world) if wanted in (None, one.result)])

	@blueprint.get("/v1/calls/<int:number>")
	def show_call(number: int) -> CallEntry:
		return {one.id: one for one in list_known(world)}[number]

	@blueprint.post("/v1/calls/<int:number>/corrections")
	def correct_call(number: int) -> tuple[CallRecorded, int]:
		body = CallCorrection.model_validate_json(request.get_data())
		if number in world.call_corrections:
			raise Conflict(say("Esta llamada se corrigió en otra ventana."), code="stale")
		world.call_corrections[number] = body
		return CallRecorded(call_id=number, result=body.result, recorded_at=NOW), 201

	@blueprint.put("/v1/calls/<int:number>/review")
	def review_call(number: int) -> CallReview:
		body = CallReviewUpdate.model_validate_json(request.get_data())
		known = world.call_reviews.get(number)
		if known is not None and known.version != body.version:
			text = say("Otra persona revisó esta llamada.")
			now = known.model_dump(mode="json")
			raise Conflict(text, code="stale", current=now, fields=[FieldError("note", text)])
		news = {**dict(body), "version": body.version + 1}
		world.call_reviews[number] = CallReview(**news, reviewed_by=HEAD_NAME, reviewed_at=NOW)
		return world.call_reviews[number]

	@blueprint.get("/v1/callbacks")
	def list_callbacks() -> Page[Callback]:
		query = read_query(CallbackQuery)
		world.work_queries.append(query)
		found = [make_callback(number, time) for number, time in enumerate(CallbackTime, 1)]
		return Page(items=[one for one in found if query.time in (None, one.time)])

	return blueprint


def list_known(world: World) -> list[CallEntry]:
	"""Return the calls, the newest first: of the desk, and some of before; as they are now."""
	made = [
		make_call(FIRST_MADE + place, one.result).model_copy(
			update={
				"note": one.note,
				"risk_reason": one.risk_reason,
				"correctable_until": read_now() + CORRECTABLE_FOR,
			}
		)
		for place, one in enumerate(world.records)
	]
	found = [*made[::-1], *(make_call(number, one) for number, one in enumerate(RESULTS, 1))]
	return [show_now(world, one) for one in found]


def show_now(world: World, call: CallEntry) -> CallEntry:
	"""Return a call with its review, and as it was corrected."""
	news: dict[str, object] = {
		"review": world.call_reviews.get(call.id),
		"information": world.information.calls.get(call.id),
	}
	if correction := world.call_corrections.get(call.id):
		past = PastResult(
			result=call.result, note=call.note, why=correction.why, corrected_at=NOW
		)  # fmt: skip
		news |= {
			"result": correction.result, "note": correction.note,
			"corrections": [past, *call.corrections],
		}  # fmt: skip
	return call.model_copy(update=news)


def make_call(number: int, result: CallResult) -> CallEntry:
	"""Return a call of a customer."""
	sold = {"item_name": "Plan Fibra 300", "quantity": 2, "amount": Decimal("70.00")}
	return CallEntry(
		id=number, recorded_at=NOW, customer_id=number, customer_name=f"Persona {number}",
		campaign_id=1, campaign_name="Plan hogar para mujeres", advisor_id=2,
		advisor_name="Asesoría de Prueba", result=result, note="Pide precios",
		own_result="Después de almuerzo" if result is CallResult.CALLBACK_OWN else "",
		next_attempt_at=NOW + timedelta(days=1) if result is not CallResult.SALE else None,
		is_promise=result is CallResult.CALLBACK_OWN,
		is_anybodys=result is CallResult.CALLBACK_OWN,
		correctable_until=NOW if result is not CallResult.NO_ANSWER else None,
		corrections=[PastResult(
			result=CallResult.SALE, note="Dijo que sí", amount=Decimal("35.00"),
			why="Se arrepintió", corrected_at=NOW,
		)] if result is CallResult.NO_ANSWER else [],
		**(sold if result is CallResult.SALE else {}),
	)  # fmt: skip


def make_callback(number: int, time: CallbackTime) -> Callback:
	"""Return a promised call; the last campaign is paused."""
	hours = {CallbackTime.LATE: -2, CallbackTime.TODAY: 2, CallbackTime.AHEAD: 48}
	is_last = time is CallbackTime.AHEAD
	return Callback(
		id=number, due_at=NOW + timedelta(hours=hours[time]), time=time, customer_id=number,
		customer_name="" if is_last else f"Persona {number}", campaign_id=1,
		campaign_name="Plan hogar para mujeres",
		phase=Phase.PAUSED if is_last else Phase.IN_EXECUTION, advisor_id=2,
		advisor_name="Asesoría de Prueba", note="Después de las cinco", is_anybodys=is_last,
	)  # fmt: skip
