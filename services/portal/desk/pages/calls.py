"""The calls of a campaign: results as a chart, and customers given to advisors."""

from functools import partial
from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.assignments import (
	Assignment,
	AssignmentRequest,
	HandoverRequest,
	SplitRequest,
)
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import ENDED_PHASES, Campaign, Phase
from chasqui.contracts.endpoint import Endpoint
from chasqui.contracts.endpoints.campaigns import call_rules as rules_api
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.contracts.endpoints.campaigns import hours as hours_api
from chasqui.contracts.endpoints.campaigns import pressure as pressure_api
from chasqui.contracts.endpoints.campaigns import risk_rules as risk_rules_api
from chasqui.contracts.endpoints.campaigns import scripts as scripts_api
from chasqui.kernel.errors import NotFound
from chasqui.kernel.security.access import grant
from portal.accounts.clients import load_advisors
from portal.desk.charts import build_call_chart, list_call_results
from portal.desk.forms import build_assigning, build_handover, build_splitting
from portal.desk.lists import BY_ADVISOR
from portal.information.clients import load_information
from portal.shell.forms.form import Form
from portal.shell.labels.formats import format_number
from portal.shell.pages.parts import Part, load_part, notify, notify_refusals
from portal.shell.pages.questions import Question
from portal.siblings import ask, ask_once

GIVING = (Phase.SEGMENTED, Phase.IN_EXECUTION, Phase.PAUSED)
"""The phases in which customers are given to advisors."""

blueprint = Blueprint("calls", __name__, url_prefix="/campanas/<int:campaign_id>/llamadas")


@blueprint.get("/")
@grant(Permission.CAMPAIGNS_READ)
def show(campaign_id: int) -> ResponseReturnValue:
	"""Show the results and who calls whom."""
	return render_calls(campaign_id)


@blueprint.get("/resultados.json")
@grant(Permission.CAMPAIGNS_READ)
def show_results(campaign_id: int) -> ResponseReturnValue:
	"""Return the chart's figures."""
	statistics = ask(desk_api.count_calls, campaign_id=campaign_id)
	return jsonify(build_call_chart(statistics))


@blueprint.post("/")
@grant(Permission.CALLS_ASSIGN)
def assign(campaign_id: int) -> ResponseReturnValue:
	"""Give customers to an advisor; a second click gives no more."""
	form = Form.read(AssignmentRequest, request.form)
	if give(form, desk_api.assign_customers, campaign_id):
		return redirect(url_for("calls.show", campaign_id=campaign_id), 303)
	return render_calls(campaign_id, form=form), 422


@blueprint.post("/reparto")
@grant(Permission.CALLS_ASSIGN)
def split(campaign_id: int) -> ResponseReturnValue:
	"""Share customers out evenly; a second click shares no more."""
	form = Form.read(SplitRequest, request.form)
	given = form.save(
		lambda body: ask_once(
			form.nonce, desk_api.split_customers, campaign_id=campaign_id, body=body
		)
	)
	if given is None:
		return render_calls(campaign_id, splitting=form), 422
	shares = [
		_("%(name)s, %(count)s", name=one.advisor_name, count=format_number(one.assigned))
		for one in given.items
	]
	notify(_("Repartidos: %(shares)s.", shares="; ".join(shares)))
	return redirect(url_for("calls.show", campaign_id=campaign_id), 303)


@blueprint.post("/traspaso")
@grant(Permission.CALLS_HAND_OVER)
def hand_over(campaign_id: int) -> ResponseReturnValue:
	"""Give what an advisor has yet to call to another; a second click gives no more."""
	handover = Form.read(HandoverRequest, request.form)
	if give(handover, desk_api.hand_over_customers, campaign_id):
		return redirect(url_for("calls.show", campaign_id=campaign_id), 303)
	return render_calls(campaign_id, handover=handover), 422


@blueprint.get("/asignaciones/<int:assignment_id>/quitar")
@grant(Permission.CALLS_ASSIGN)
def ask_withdraw(campaign_id: int, assignment_id: int) -> ResponseReturnValue:
	"""Ask whether to take customers back from an advisor."""
	found = ask(desk_api.list_assignments, campaign_id=campaign_id).items
	given = next((one for one in found if one.id == assignment_id), None)
	if given is None:
		raise NotFound(_("No existe esa asignación."))
	here = url_for("calls.show", campaign_id=campaign_id)
	return Question(
		title=_("Quitar clientes a %(name)s", name=given.advisor_name),
		texts=[
			_("Los clientes con los que aún no empezó vuelven a quedar sin asesor."),
			_("Los que ya llamó, o atiende ahora, siguen siendo suyos."),
		],
		action=url_for("calls.withdraw", campaign_id=campaign_id, assignment_id=assignment_id),
		yes=_("Quitar"),
		no=_("Volver"),
		back=here,
		icon="arrow-left",
	).render()


@blueprint.post("/asignaciones/<int:assignment_id>/quitar")
@grant(Permission.CALLS_ASSIGN)
def withdraw(campaign_id: int, assignment_id: int) -> ResponseReturnValue:
	"""Take back whom an advisor has not begun with."""
	with notify_refusals():
		left = ask(desk_api.withdraw_assignment, assignment_id=assignment_id)
		notify(
			_(
				"Los clientes sin empezar quedaron libres; %(name)s conserva %(count)s.",
				name=left.advisor_name,
				count=format_number(left.assigned),
			)
		)
	return redirect(url_for("calls.show", campaign_id=campaign_id), 303)


def give(form: Form[Any], endpoint: Endpoint[..., Assignment], campaign_id: int) -> bool:
	"""Give customers to an advisor, and say so; False where the form shows what is wrong."""
	given = form.save(
		lambda body: ask_once(form.nonce, endpoint, campaign_id=campaign_id, body=body)
	)
	if given is None:
		return False
	name, count = given.advisor_name, given.assigned
	notify(
		ngettext(
			"%(name)s recibió %(count)s cliente.",
			"%(name)s recibió %(count)s clientes.",
			count,
			name=name,
			count=format_number(count),
		)
	)
	return True


def render_calls(
	campaign_id: int,
	*,
	form: Form[AssignmentRequest] | None = None,
	handover: Form[HandoverRequest] | None = None,
	splitting: Form[SplitRequest] | None = None,
) -> str:
	"""Return the page of calls."""
	campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
	advisors = load_advisors()
	given = load_part(lambda: ask(desk_api.list_assignments, campaign_id=campaign_id))
	closed = explain_closed(campaign)
	staff, held = advisors.value or [], given.value.items if given.value else []
	return render_template(
		"desk/calls.html",
		campaign=campaign,
		statistics=load_part(lambda: ask(desk_api.count_calls, campaign_id=campaign_id)),
		assignments=given,
		**load_settings(campaign_id),
		advisors=advisors,
		list_results=list_call_results,
		by_advisor=BY_ADVISOR,
		closed=closed,
		first_step=closed or name_first_step(campaign),
		assigning=build_assigning(staff, form or Form(AssignmentRequest)),
		splitting=build_splitting(campaign_id, staff, splitting or Form(SplitRequest)),
		handover=build_handover(campaign_id, held, staff, handover or Form(HandoverRequest)),
	)


def load_settings(campaign_id: int) -> dict[str, Part[Any]]:
	"""Return what is set for the calls of a campaign."""
	asked = {
		"hours": hours_api.show_own_hours,
		"risk_rules": risk_rules_api.show_own_risk_rules,
		"pressure": pressure_api.show_own_pressure,
		"script": scripts_api.show_own_script,
		"rules": rules_api.show_own_rules,
	}
	found = {
		name: load_part(partial(ask, endpoint, campaign_id=campaign_id))
		for name, endpoint in asked.items()
	}
	return {**found, "information": load_part(lambda: load_information(campaign_id))}


def explain_closed(campaign: Campaign) -> str:
	"""Return why nobody can be given customers of a campaign now; an empty text if one can."""
	if campaign.phase in ENDED_PHASES:
		return str(_("La campaña terminó: ya no se asignan clientes."))
	is_ready = campaign.audience is not None and campaign.audience.state is AudienceState.READY
	if not is_ready:
		return str(_("Primero construya la audiencia: de ella salen los clientes que se asignan."))
	if campaign.phase not in GIVING:
		return str(_("Primero marque la campaña como segmentada."))
	return ""


def name_first_step(campaign: Campaign) -> str:
	"""Return what has to be done for the first call."""
	if campaign.phase is Phase.IN_EXECUTION:
		return str(_("Asigne clientes a un asesor para empezar."))
	return str(_("Asigne clientes a un asesor; los llamará cuando la campaña esté en ejecución."))
