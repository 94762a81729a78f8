"""The advisor's desk: the next customer, the risk, the result, by keyboard if one likes.

What was typed for one customer is never shown for another, and never dropped in silence: where it
cannot be saved, `kept_call` shows it beside the name that it is for.
"""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from pydantic import ValidationError

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.board import PauseCode, PauseRequest
from chasqui.contracts.campaigns.desk import (
	CallRecord,
	CallRecorded,
	CallResult,
	DeskRisk,
	ReleaseRequest,
	RenewRequest,
	RiskRequest,
)
from chasqui.contracts.campaigns.risk_rules import RiskVerdict
from chasqui.contracts.endpoints.campaigns import board as board_api
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.contracts.risk import RiskStatus
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import (
	AppError,
	Conflict,
	Invalid,
	NotFound,
	Unauthenticated,
	Unavailable,
)
from chasqui.kernel.security.access import grant
from portal.desk.clients import list_offers, take_next_customer
from portal.desk.forms import (
	group_reasons,
	name_fields,
	name_offer,
	read_information,
	read_price,
	read_promise,
	read_sale,
	split_result,
)
from portal.desk.pages.background import drop_background, read_background
from portal.desk.pages.kept_call import render_lost, render_note_asked, render_unsaved
from portal.desk.pages.noted_sales import notify_noted_sale
from portal.shell.forms.form import Form
from portal.shell.labels.formats import read_zone
from portal.shell.labels.words import name_code
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import is_fragment, load_part, notify, notify_refusals
from portal.siblings import ask

INFORMED = lazy_gettext("La información va en camino.")
NOBODY = lazy_gettext("No queda nadie por llamar ahora.")
KEYS = {one.outcome.key: one for one in CallResult}

blueprint = Blueprint("desk", __name__, url_prefix="/mesa")
ENTRY = Entry(Group.WORK, 2, lazy_gettext("Mesa de llamadas"), "headset", "desk.show")


@blueprint.get("/")
@grant(Permission.CALLS_MAKE)
def show() -> ResponseReturnValue:
	"""Show the leased customer, or the way to the next one."""
	return render_desk(Form(CallRecord))


@blueprint.get("/cola")
@grant(Permission.CALLS_MAKE)
def show_queue() -> ResponseReturnValue:
	"""Show whom to call now and later, as it changes while nobody is being called."""
	return render_template("desk/_queue.html", state=ask(desk_api.show_desk))


@blueprint.post("/siguiente")
@grant(Permission.CALLS_MAKE)
def take_next() -> ResponseReturnValue:
	"""Lease the next customer, of one campaign or of any."""
	campaign_id = request.form.get("campaign_id", type=int)
	try:
		if take_next_customer(campaign_id) is None:
			notify(NOBODY, "info")
	except (Conflict, NotFound) as error:
		notify(error.detail, "warn")
	return redirect(url_for("desk.show"), 303)


@blueprint.post("/riesgo")
@grant(Permission.CALLS_MAKE)
def ask_risk() -> ResponseReturnValue:
	"""Return the risk card; that the service is down is an answer too."""
	is_asked = True
	try:
		asked = RiskRequest(
			lease_token=read_lease_token().lease_token, fresh="fresh" in request.form
		)
		answer = ask(desk_api.check_risk, body=asked)
	except Unavailable:
		is_asked = False  # the rules still say what they said: the typed reason stays
		down = {"status": RiskStatus.UNAVAILABLE, "verdict": RiskVerdict.DOWN}
		answer = DeskRisk(**down, asked_at=read_now())
	except (Conflict, NotFound, Invalid) as error:
		return render_template("desk/_risk_refused.html", detail=str(error.detail))
	if not is_fragment():  # clicked before the page was ready
		return redirect(url_for("desk.show"), 303)
	return render_template(
		"desk/_risk.html",
		risk=answer,
		verdict=answer.verdict,
		is_asked=is_asked,
		lease_token=request.form["lease_token"],
		form=Form.read(CallRecord, request.form),
	)


@blueprint.post("/resultado")
@grant(Permission.CALLS_MAKE)
def record_result() -> ResponseReturnValue:
	"""Record the result and take the next customer, unless a pause was asked for."""
	form = Form.read(CallRecord, request.form)
	split_result(form)
	record = form.validate(
		**read_promise(form), sale=read_sale(form), send_information=read_information(form)
	)
	if record is None:
		return render_desk(form), 422
	try:
		done = ask(desk_api.record_result, body=record)
	except Invalid as error:
		form.add_failure(error)
		return render_desk(form), 422
	except Unauthenticated:
		raise
	except AppError as error:
		return render_unsaved(form, error), error.status
	message = describe_saved(record, done)
	notify(f"{form.read_value('customer_name')} · {message}" if record.late else message)
	notify_noted_sale(done)
	if not record.late and request.form.get("then") != "pause":
		try:
			if take_next_customer(request.form.get("campaign_id", type=int)) is None:
				notify(NOBODY, "info")
		except AppError as error:
			notify(error.detail, "warn")
	return redirect(url_for("desk.show"), 303)


@blueprint.post("/soltar")
@grant(Permission.CALLS_MAKE)
def release() -> ResponseReturnValue:
	"""Give the customer back without a result; a note that was typed is asked about first."""
	form = Form.read(CallRecord, request.form)
	split_result(form)
	if form.read_value("note").strip() and "drop" not in request.form:
		return render_note_asked(form)
	with notify_refusals():
		ask(desk_api.release_customer, body=read_lease_token())
		notify(_("El cliente volvió a la cola."), "info")
	return redirect(url_for("desk.show"), 303)


@blueprint.post("/renovar")
@grant(Permission.CALLS_MAKE)
def renew() -> ResponseReturnValue:
	"""Keep the customer of an open page; a service that is down is asked again later."""
	try:
		token = read_lease_token().lease_token
		until = ask(desk_api.renew_lease, body=RenewRequest(lease_token=token)).leased_until
	except Unavailable:
		return "", 204
	except (Conflict, NotFound, Invalid) as error:
		return render_template("desk/_hold_lost.html", detail=str(error.detail))
	return render_template("desk/_hold.html", lease_token=token, leased_until=until)


@blueprint.post("/pausa")
@grant(Permission.CALLS_MAKE)
def begin_pause() -> ResponseReturnValue:
	"""Begin a pause, with its reason."""
	try:
		asked = PauseRequest.model_validate({"code": request.form.get("code", "")})
		ask(board_api.begin_pause, body=asked)
	except ValidationError:
		notify(_("Elija por qué hace la pausa."), "warn")
	return redirect(url_for("desk.show"), 303)


@blueprint.post("/pausa/fin")
@grant(Permission.CALLS_MAKE)
def end_pause() -> ResponseReturnValue:
	"""Go on."""
	ask(board_api.end_pause)
	return redirect(url_for("desk.show"), 303)


def describe_saved(record: CallRecord, done: CallRecorded) -> str:
	"""Return what was saved, and what goes along."""
	message = _("Guardado: %(result)s.", result=name_code(done.result).text)
	return f"{message} {INFORMED}" if record.send_information else str(message)


def read_lease_token() -> ReleaseRequest:
	"""Return the lease that the form names; Invalid if it is none."""
	try:
		return ReleaseRequest.model_validate({"lease_token": request.form.get("lease_token", "")})
	except ValidationError as error:
		raise Invalid(_("La reserva no es válida. Recargue la página.")) from error


def render_desk(form: Form[CallRecord]) -> str:
	"""Return the desk, or what was typed for a customer who is not the one held now."""
	state = ask(desk_api.show_desk)
	lease = state.lease
	typed_for = form.read_value("lease_token")
	if typed_for and (lease is None or typed_for != str(lease.lease_token)):
		return render_lost(form)
	if lease is None:
		drop_background()
	return render_template(
		"desk/show.html",
		state=state,
		lease=lease,
		form=form,
		keys=KEYS,
		background=read_background(lease) if lease is not None else None,
		offers=list_offers() if lease is not None else [],
		name_offer=name_offer,
		group_reasons=group_reasons,
		read_price=read_price,
		field_names=name_fields(),
		pause=load_part(lambda: ask(board_api.show_pause)) if lease is None else None,
		pause_codes=[*PauseCode],
		now=read_now().astimezone(read_zone()),
	)
