"""Plays the advisor's desk of campaigns."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from flask import Blueprint, Response, request

from campaigns.desk.domain import AdvisorLoad, share_out
from campaigns.risk_rules.domain import judge_risk
from chasqui.contracts.campaigns.assignments import Assignment, LeftCustomers, SplitRequest
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.desk import (
	CallRecord,
	CallRecorded,
	DeskCampaign,
	DeskCustomer,
	DeskLease,
	DeskRisk,
	DeskState,
	Dial,
	DialRequest,
	InformationRequest,
	LeaseRenewal,
	PastCall,
	RenewRequest,
	RiskRequest,
)  # fmt: skip
from chasqui.contracts.campaigns.dialler import DialAttempt
from chasqui.contracts.campaigns.information import SentInformation
from chasqui.contracts.campaigns.risk_rules import RiskVerdict
from chasqui.contracts.customers.people import Customer
from chasqui.contracts.mailer.runs import DeliveryState
from chasqui.contracts.risk import RiskAnswer
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, FieldError, Invalid, NotFound
from chasqui.kernel.texts.text import say
from tests.support.fakes.risk import make_answer
from tests.support.fakes.world import NOW, World

LONG = "\n\n" + "Con la visita no se compromete a nada, y puede elegir el día. " * 6


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
			reasons=[one for one in world.reasons.values() if not one.is_retired],
			campaigns=[DeskCampaign(campaign_id=1, name=name, pending=due + later, **waiting)],
			**waiting,
		)  # fmt: skip

	@blueprint.get("/v1/assignments/left")
	def list_left() -> Page[LeftCustomers]:
		return Page(items=world.left_behind)

	@blueprint.post("/v1/campaigns/<int:number>/assignments/split")
	def split(number: int) -> tuple[Page[Assignment], int]:
		body = SplitRequest.model_validate_json(request.get_data())
		left = 10 if world.free_calls is None else world.free_calls
		if left < (body.total or 0) and not body.confirm_fewer:
			raise Conflict(say("Quedan menos."), code="fewer_left")
		shares = share_out(
			min(left, body.total or left), [AdvisorLoad(one, 0) for one in body.advisor_ids], "1"
		)
		made = [
			Assignment(
				id=len(world.assignments) + place, campaign_id=number, advisor_id=advisor_id,
				advisor_name=f"Asesor {advisor_id}", asked=share, assigned=share, pending=share,
				assigned_at=NOW,
			)
			for place, (advisor_id, share) in enumerate(shares.items(), 1)
		]  # fmt: skip
		world.assignments += made
		return Page(items=made), 201

	@blueprint.get("/v1/desk/leases/<uuid:token>")
	def show_lease(token: UUID) -> DeskLease:
		if world.lease is None or world.lease.lease_token != token:
			raise NotFound(say("Ya no atiende a este cliente en esta mesa."), code="not_held")
		return world.lease

	@blueprint.post("/v1/desk/next")
	def take_next() -> DeskLease:
		if world.lease is None:
			if not world.queue:
				raise NotFound(say("No queda nadie."), code="nothing_to_call")
			lease = make_lease(world.customers[world.queue.pop()], str(uuid4()))
			seen = {
				"reviewed_risk": world.reviewed_risk, "risk_verdict": judge(world),
				"information": world.information.desk,
			}  # fmt: skip
			world.lease = lease.model_copy(update=seen)
		return world.lease

	@blueprint.post("/v1/desk/risk")
	def ask_risk() -> DeskRisk:
		assert world.lease is not None
		body = RiskRequest.model_validate_json(request.get_data())
		world.looks.append(body)
		answer = make_answer(world, fresh=body.fresh).model_copy(update={"score": None})
		verdict = judge(world, answer)
		known = {"risk": answer, "risk_verdict": verdict}
		world.lease = world.lease.model_copy(update=known)
		return DeskRisk(**dict(answer), verdict=verdict)

	@blueprint.post("/v1/desk/dial")
	def dial() -> Dial:
		assert world.lease is not None
		world.dials.append(DialRequest.model_validate_json(request.get_data()))
		if world.desk_refusal:
			raise world.desk_refusal
		world.lease = world.lease.model_copy(update={"dialled": world.dial_attempt})
		return Dial(phone=world.lease.customer.phone, attempt=world.dial_attempt)

	@blueprint.get("/v1/desk/dials/<uuid:attempt_id>")
	def show_dial(attempt_id: UUID) -> DialAttempt:
		attempt = world.dial_attempt
		assert attempt is not None
		assert attempt.attempt_id == attempt_id
		assert world.lease is not None
		world.lease = world.lease.model_copy(update={"dialled": attempt})
		return attempt

	@blueprint.post("/v1/desk/information")
	def send_information() -> SentInformation:
		asked = InformationRequest.model_validate_json(request.get_data())
		assert world.lease is not None
		assert asked.lease_token == world.lease.lease_token
		known = world.lease.information
		if known.refusal:
			raise Conflict(say("Esta persona no quiere correos."), code="objected")
		sent = known.sent or SentInformation(requested_at=NOW)
		news = {"information": known.model_copy(update={"sent": sent})}
		world.lease = world.lease.model_copy(update=news)
		return sent

	@blueprint.post("/v1/desk/result")
	def record() -> CallRecorded:
		body = CallRecord.model_validate_json(request.get_data())
		if world.desk_refusal and not body.late:
			raise world.desk_refusal
		verdict = world.lease.risk_verdict if world.lease else None
		if verdict is RiskVerdict.DECIDE and not body.risk_reason:
			field = FieldError(
				"risk_reason", say("Diga por qué sigue pese al riesgo alto."), "missing"
			)
			raise Invalid(say("Falta el motivo."), fields=[field])
		check_reason(world, body)
		world.records.append(body)
		held, world.lease = world.lease, None
		return CallRecorded(
			call_id=len(world.records),
			result=body.result,
			recorded_at=NOW,
			customer_id=held.customer.customer_id if held else None,
			campaign_id=held.campaign_id if held else None,
			campaign_name=held.campaign_name if held else "",
			sale=body.sale,
		)

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


def check_reason(world: World, body: CallRecord) -> None:
	"""Refuse a reason of another result, as campaigns does."""
	row = world.reasons.get(body.reason_id or 0)
	of = (row.result, row.own_result_id or body.own_result_id) if row else None
	if body.reason_id is not None and of != (body.result, body.own_result_id):
		field = FieldError("reason_id", say("Ese motivo no es de ese resultado."), "no_reason")
		raise Invalid(field.message, code="no_reason", fields=[field])


def judge(world: World, answer: RiskAnswer | None = None) -> RiskVerdict:
	"""Return what the rules of campaign 1 make of what is known, as campaigns does."""
	rules = world.risk_rules.get(1, world.risk_rules[None])
	return judge_risk(rules, answer, world.reviewed_risk, read_now()).verdict


def settle_information(world: World, state: DeliveryState, reason: str = "") -> None:
	"""Have the mailer say what became of what was sent to the held customer."""
	assert world.lease is not None
	known = world.lease.information
	sent = SentInformation(requested_at=NOW, state=state, reason=reason)
	news = {"information": known.model_copy(update={"sent": sent})}
	world.lease = world.lease.model_copy(update=news)


def make_lease(customer: Customer, token: str) -> DeskLease:
	"""Return a lease of campaign 1."""
	past = PastCall(
		campaign_name="Bienvenida", result=CallResult.NO_ANSWER, note="", recorded_at=NOW,
		advisor_name="Asesoría de Prueba",
	)  # fmt: skip
	person = DeskCustomer(
		customer_id=customer.id, name=customer.name, masked_id="17******34", age=customer.age,
		gender=customer.gender, province=customer.province, canton=customer.canton,
		phone=customer.phone or "", phone_is_synthetic=True,
	)  # fmt: skip
	return DeskLease(
		lease_token=token, leased_until=datetime.now(UTC) + timedelta(minutes=15), campaign_id=1,
		campaign_name="Plan hogar para mujeres", campaign_ends_on=date(2027, 1, 31),
		customer=person, attempts=1, last_calls=[past], customer_zone="America/Guayaquil",
		call_until=NOW.replace(hour=23), other_campaigns=["Bienvenida"],
		answered_at=NOW,
		objective="Que conozcan el plan hogar y pidan una visita.",
		script=f"Buenos días, ¿hablo con {customer.name}?\n\nLe llamo por el plan hogar." + LONG,
	)  # fmt: skip
