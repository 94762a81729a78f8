"""Plays the rights of the person: requests, erasures with receipts, holdings; and the audit."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, request

from chasqui.contracts.access import Service
from chasqui.contracts.customers.audit import AuditAction, AuditEntry, AuditQuery, ExportNote
from chasqui.contracts.customers.rights import (
	HOLDERS,
	LEGAL_DAYS,
	Erasure,
	ErasureReceipt,
	ErasureRequest,
	ErasureState,
	HeldSection,
	Holdings,
	RequestClosing,
	RequestState,
	RightKind,
	RightsRequest,
	RightsRequestFields,
)
from chasqui.contracts.endpoint import JSON_LINES
from chasqui.contracts.jobs import JobAct, JobKind
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, FieldError, Invalid, NotFound, Unavailable
from chasqui.kernel.texts.text import say
from tests.support.fakes.jobs import describe_job, read_change, read_stage
from tests.support.fakes.person import make_entry
from tests.support.fakes.world import HEAD_NAME, NOW, World

TODAY = NOW.date()


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint = Blueprint("rights", __name__)
	people = world.people
	for number, kind, days in ((1, RightKind.ACCESS, 20), (2, RightKind.ERASURE, 3)):
		people.requests[number] = make_request(number, kind, TODAY - timedelta(days=days))
	people.audit += [
		make_entry(4, AuditAction.EXPORTED, 1, what="holdings"),
		make_entry(3, AuditAction.CHANGED, 1, fields=["email", "tags"]),
		make_entry(2, AuditAction.SEARCHED, 2, fields=["q", "province"], rows=25),
	]

	@blueprint.get("/v1/rights-requests")
	def list_requests() -> Page[RightsRequest]:
		found = [
			one
			for one in people.requests.values()
			if all(
				str(getattr(one, name)) == request.args[name]
				for name in ("state", "kind", "customer_id")
				if name in request.args
			)
		]
		return Page[RightsRequest](items=sorted(found, key=lambda one: one.due_on))

	@blueprint.get("/v1/rights-requests/<int:number>")
	def show_request(number: int) -> RightsRequest:
		if number not in people.requests:
			raise NotFound(say("No existe esa solicitud."))
		return people.requests[number]  # type: ignore[no-any-return]

	@blueprint.post("/v1/rights-requests")
	def open_request() -> tuple[RightsRequest, int]:
		fields = RightsRequestFields.model_validate_json(request.get_data())
		received = fields.received_on or TODAY
		if received > TODAY:
			field = FieldError("received_on", say("La fecha está en el futuro."), "future_date")
			raise Invalid(say("La fecha está en el futuro."), fields=[field])
		number = max(people.requests, default=0) + 1
		made = make_request(number, fields.kind, received)
		news = fields.model_dump(exclude={"received_on"})
		people.requests[number] = made.model_copy(update=news)
		return people.requests[number], 201

	@blueprint.post("/v1/rights-requests/<int:number>/closing")
	def close_request(number: int) -> RightsRequest:
		closing = RequestClosing.model_validate_json(request.get_data())
		if people.requests[number].state is not RequestState.OPEN:
			raise Conflict(say("Esa solicitud ya se cerró."), code="request_closed")
		news = {**closing.model_dump(), "closed_by": HEAD_NAME, "closed_at": NOW}
		people.requests[number] = people.requests[number].model_copy(update=news)
		return people.requests[number]  # type: ignore[no-any-return]

	@blueprint.post("/v1/customers/<int:number>/erasure")
	def begin(number: int) -> tuple[Erasure, int]:
		asked = ErasureRequest.model_validate_json(request.get_data())
		made = Erasure(
			id=len(people.erasures) + 1, customer_id=number, reason=asked.reason,
			requested_by=HEAD_NAME, requested_at=NOW, waiting_for=list(HOLDERS),
		)  # fmt: skip
		people.erasures[made.id] = made
		return show(made), 202

	def show(erasure: Erasure) -> Erasure:
		busy = (ErasureState.QUEUED, ErasureState.RUNNING, ErasureState.WAITING)
		far = {"done": len(erasure.receipts), "total": len(HOLDERS)}
		job = describe_job(JobKind.ERASURE, erasure, busy, {JobAct.RETRY}, **far)
		return erasure.model_copy(update={"job": job})

	@blueprint.post("/v1/erasures/<int:number>/actions")
	def act_on_erasure(number: int) -> Erasure:
		state = ErasureState(read_change(show(people.erasures[number]).job))
		people.erasures[number] = people.erasures[number].model_copy(update={"state": state})
		return show(people.erasures[number])

	@blueprint.get("/v1/erasures")
	def list_erasures() -> Page[Erasure]:
		return Page[Erasure](items=read_stage(show(one) for one in people.erasures.values()))

	@blueprint.get("/v1/erasures/<int:number>")
	def show_erasure(number: int) -> Erasure:
		shown: Erasure = people.erasures[number]
		if shown.state is not ErasureState.FAILED:
			people.erasures[number] = advance(shown)
		return show(shown)

	@blueprint.get("/v1/customers/<int:number>/holdings")
	def show_holdings(number: int) -> Holdings:
		facts = [["Nombre", world.customers[number].name], ["Correo", "persona1@example.com"]]
		section = HeldSection(title="Datos del cliente", columns=["Dato", "Valor"], rows=facts)
		service = Service(request.script_root.strip("/"))
		is_empty = service is Service.MAILER
		return Holdings(service=service, sections=[] if is_empty else [section])

	@blueprint.get("/v1/customers/<int:number>/risk-holdings")
	def show_risk_holdings(number: int) -> Holdings:
		if "risk" in world.down:
			raise Unavailable(say("La central de riesgos no responde."))
		looks = HeldSection(
			title="Quién lo consultó", columns=["Quién", "Para qué"],
			rows=[["campaigns", "llamada de ventas"]],
		)  # fmt: skip
		return Holdings(service=Service.RISK_SOAP, sections=[looks])

	@blueprint.get("/v1/audit")
	def list_audit() -> Page[AuditEntry]:
		return Page[AuditEntry](items=filter_audit(people.audit))

	@blueprint.post("/v1/audit/exports")
	def note_export() -> Response:
		note = ExportNote.model_validate_json(request.get_data())
		people.exports.append((note.name, note.fields))
		return Response(status=204)

	@blueprint.get("/v1/audit.jsonl")
	def download_audit() -> Response:
		lines = "".join(f"{one.model_dump_json()}\n" for one in filter_audit(people.audit))
		halves = (lines[: len(lines) // 2], lines[len(lines) // 2 :])  # as chunks may come
		return Response(iter(halves), mimetype=JSON_LINES)

	return blueprint


def filter_audit(entries: list[Any]) -> list[Any]:
	"""Return the entries that the address asks for."""
	query = AuditQuery.model_validate(request.args.to_dict())
	return [
		one
		for one in entries
		if query.action in (None, one.action)
		and query.customer_id in (None, one.customer_id)
		and (query.since is None or one.at >= query.since)
		and (query.until is None or one.at < query.until)
	]


def advance(erasure: Erasure) -> Erasure:
	"""Return the erasure with one receipt more; it is over with the last."""
	if not erasure.waiting_for:
		return erasure.model_copy(update={"finished_at": NOW, "state": ErasureState.DONE})
	receipt = ErasureReceipt(
		service=erasure.waiting_for[0], received_at=NOW, details={"deliveries": 3}
	)
	return erasure.model_copy(
		update={
			"receipts": [*erasure.receipts, receipt],
			"waiting_for": erasure.waiting_for[1:],
		}
	)


def make_request(number: int, kind: RightKind, received: date) -> RightsRequest:
	"""Return an open request of the first person."""
	due = received + timedelta(days=LEGAL_DAYS)
	return RightsRequest(
		id=number, kind=kind, customer_id=1, requester="María Ñusta Sintética", channel="correo",
		received_on=received, due_on=due, days_left=(due - TODAY).days, state=RequestState.OPEN,
		note="Lo pidió por escrito.", opened_by=HEAD_NAME,
	)  # fmt: skip
