"""«Central de riesgos»: one person by identification or by name, and the history of looks."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.risk import (
	RiskHistoryQuery,
	RiskLookup,
	RiskLookupRequest,
	RiskNameRequest,
	RiskPurpose,
)
from chasqui.contracts.customers.people import IdentityType
from chasqui.contracts.endpoints.campaigns import risk as risk_api
from chasqui.kernel.security.access import grant
from portal.accounts.clients import load_advisors
from portal.risk.lists import build_history, name_answer
from portal.session.staff import read_person
from portal.shell.forms.form import Form
from portal.shell.pages.addresses import read_query
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part
from portal.siblings import ask

LATEST = 5

blueprint = Blueprint("risk", __name__, url_prefix="/riesgo")
ENTRY = Entry(Group.RISK, 1, lazy_gettext("Central de riesgos"), "shield-search", "risk.show")


@blueprint.get("/")
@grant(Permission.RISK_LOOK_UP)
def show() -> ResponseReturnValue:
	"""Ask whose risk to look up."""
	return render_look_up(Form(RiskLookupRequest))


@blueprint.post("/")
@grant(Permission.RISK_LOOK_UP)
def look_up() -> ResponseReturnValue:
	"""Show one person's risk; that the service is down is an answer too."""
	form = Form.read(RiskLookupRequest, request.form)
	found = form.save(lambda body: ask(risk_api.look_up, body=body))
	explain_purpose(form)
	return render_look_up(form, found), 200 if found else 422


@blueprint.get("/nombre")
@grant(Permission.RISK_LOOK_UP)
def show_name() -> ResponseReturnValue:
	"""Ask for a name."""
	return render_look_up(Form(RiskNameRequest))


@blueprint.post("/nombre")
@grant(Permission.RISK_LOOK_UP)
def look_up_name() -> ResponseReturnValue:
	"""Show who is called so, ranked; nobody is picked."""
	form = Form.read(RiskNameRequest, request.form)
	found = form.save(lambda body: ask(risk_api.look_up_name, body=body))
	explain_purpose(form)
	return render_look_up(form, found), 200 if found else 422


@blueprint.get("/historial")
@grant(Permission.RISK_LOOK_UP)
def show_history() -> ResponseReturnValue:
	"""Show who looked at whom, why and when; every filter lives in the address."""
	query = read_query(RiskHistoryQuery)
	sees_all = read_person().may(Permission.RISK_READ_SCORES)
	advisors = load_advisors().value if sees_all else None
	looks = build_history(advisors or []).fill(
		query, lambda asked: ask(risk_api.list_history, query=asked)
	)
	return render_template("risk/history.html", list=looks)


def render_look_up(
	form: Form[RiskLookupRequest] | Form[RiskNameRequest], found: RiskLookup | None = None
) -> str:
	"""Return the page with the form, what was found, and the latest looks."""
	latest = RiskHistoryQuery(limit=LATEST, staff_id=read_person().id)
	return render_template(
		"risk/look_up.html",
		form=form,
		found=found,
		by_name=form.contract is RiskNameRequest,
		id_types=list(IdentityType),
		purposes=list_own_purposes(),
		latest=load_part(lambda: ask(risk_api.list_history, query=latest)),
		name_answer=name_answer,
	)


def list_own_purposes() -> list[RiskPurpose]:
	"""Return what a person may look for: who asks for their own data asks the administration."""
	serves_holders = read_person().may(Permission.RIGHTS_MANAGE)
	others = {RiskPurpose.HOLDER_REQUEST} if not serves_holders else set()
	return [purpose for purpose in RiskPurpose if purpose not in others]


def explain_purpose(form: Form[RiskLookupRequest] | Form[RiskNameRequest]) -> None:
	"""Say at the field why it is asked for, where it was left empty."""
	if not form.read_value("purpose"):
		form.errors["purpose"] = _("Elija para qué consulta; queda registrado.")
