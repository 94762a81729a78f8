"""Plays the advisor's desk of campaigns."""

from datetime import timedelta
from uuid import uuid4

from flask import Blueprint, Response, request

from chasqui.contracts.campaigns.assignments import LeftCustomers
from chasqui.contracts.campaigns.desk import (
	CallRecord,
	CallRecorded,
	DeskCampaign,
	DeskLease,
	DeskState,
	Dial,
	DialRequest,
	LeaseRenewal,
	RenewRequest,
	RiskRequest,
)  # fmt: skip
from chasqui.contracts.risk import RiskAnswer, RiskLevel
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import FieldError, Invalid, NotFound
from chasqui.kernel.texts.text import say
from tests.support.fakes.risk import make_answer
from tests.support.fakes.world import NOW, World, make_lease


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint = Blueprint("desk", __name__)

	@blueprint.get("/v1/desk")
	def show() -> DeskState:
		done = len(world.records)
		name = "Plan hogar para mujeres"
		due, later = len(world.queue), world.waiting_calls
		waiting = {"due": due, "later": later, "next_at": world.next_call_at}
		held = int(world.lease is not None)
		return DeskState(
			pending=due + later + held, callbacks_due=min(due, 1), done_today=done,
			contacted_today=done, sales_today=0, lease=world.lease, closed=world.closed_calls,
			passed_today=world.passed_calls, own_results=[
				one for one in world.own_results.values() if not one.is_retired
			],
			campaigns=[DeskCampaign(campaign_id=1, name=name, pending=due + later, **waiting)],
			**waiting,
		)  # fmt: skip

	@blueprint.get("/v1/assignments/left")
	def list_left() -> Page[LeftCustomers]:
		return Page(items=world.left_behind)

	@blueprint.post("/v1/desk/next")
	def take_next() -> DeskLease:
		if world.lease is None:
			if not world.queue:
				raise NotFound(say("No queda nadie."), code="nothing_to_call")
			lease = make_lease(world.customers[world.queue.pop()], str(uuid4()))
			world.lease = lease.model_copy(update={"reviewed_risk": world.reviewed_risk})
		return world.lease

	@blueprint.post("/v1/desk/risk")
	def ask_risk() -> RiskAnswer:
		assert world.lease is not None
		body = RiskRequest.model_validate_json(request.get_data())
		world.looks.append(body)
		answer = make_answer(world, fresh=body.fresh).model_copy(update={"score": None})
		world.lease = world.lease.model_copy(update={"risk": answer})
		return answer

	@blueprint.post("/v1/desk/dial")
	def dial() -> Dial:
		assert world.lease is not None
		DialRequest.model_validate_json(request.get_data())
		if world.desk_refusal:
			raise world.desk_refusal
		return Dial(phone=world.lease.customer.phone)

	@blueprint.post("/v1/desk/result")
	def record() -> CallRecorded:
		body = CallRecord.model_validate_json(request.get_data())
		if world.desk_refusal and not body.late:
			raise world.desk_refusal
		risk = world.lease.risk if world.lease else None
		if risk and risk.level is RiskLevel.HIGH and not body.risk_reason:
			field = FieldError(
				"risk_reason", say("Diga por qué sigue pese al riesgo alto."), "missing"
			)
			raise Invalid(say("Falta el motivo."), fields=[field])
		world.records.append(body)
		world.lease = None
		return CallRecorded(call_id=len(world.records), result=body.result, recorded_at=NOW)

	@blueprint.post("/v1/desk/renew")
	def renew() -> LeaseRenewal:
		RenewRequest.model_validate_json(request.get_data())
		if world.desk_refusal:
			raise world.desk_refusal
		return LeaseRenewal(leased_until=NOW + timedelta(minutes=15))

	@blueprint.post("/v1/desk/release")
	def release() -> Response:
		assert world.lease is not None
		world.queue.append(world.lease.customer.customer_id)
		world.lease = None
		return Response(status=204)

	return blueprint
