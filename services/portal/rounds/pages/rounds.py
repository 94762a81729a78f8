"""Rounds: whom a campaign gave up without reaching them is called once more."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.rounds import Candidates, RoundRequest
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import rounds as rounds_api
from chasqui.contracts.wire import ListQuery, Page
from chasqui.kernel.security.access import grant
from portal.rounds.lists import ROUNDS, list_labels
from portal.shell.forms.form import Form
from portal.shell.labels.formats import format_number
from portal.shell.pages.parts import notify, notify_refusals
from portal.shell.pages.questions import Question
from portal.siblings import ask, ask_once

blueprint = Blueprint("rounds", __name__, url_prefix="/campanas/<int:campaign_id>/llamadas/rondas")


@blueprint.get("/")
@grant(Permission.CAMPAIGNS_READ)
def show(campaign_id: int) -> ResponseReturnValue:
	"""Show the rounds, and who could enter a new one."""
	found = ask(rounds_api.list_rounds, campaign_id=campaign_id)
	return render_template(
		"rounds/rounds.html",
		campaign=ask(campaigns_api.show_campaign, campaign_id=campaign_id),
		list=ROUNDS.fill(ListQuery(), lambda _asked: Page(items=found.rounds)),
		candidates=found.candidates,
	)


@blueprint.get("/nueva")
@grant(Permission.CALLS_ASSIGN)
def ask_round(campaign_id: int) -> ResponseReturnValue:
	"""Ask whether those are meant, as many as they are now."""
	found = ask(rounds_api.list_rounds, campaign_id=campaign_id)
	asked = {*request.args.getlist("results")}
	chosen = [one for one in found.candidates if one.result in asked]
	if not chosen:
		return to_choice(campaign_id)
	return build_question(campaign_id, len(found.rounds) + 1, chosen).render()


@blueprint.post("/nueva")
@grant(Permission.CALLS_ASSIGN)
def open_round(campaign_id: int) -> ResponseReturnValue:
	"""Have them called once more; a second click opens no second round."""
	form = Form.read(RoundRequest, request.form)
	body = form.validate(results=form.read_value("results").split())
	if body is None:
		return to_choice(campaign_id)
	with notify_refusals():
		asked = rounds_api.open_round
		made = ask_once(form.nonce, asked, campaign_id=campaign_id, body=body)
		notify(_("Se abrió la ronda %(number)s.", number=made.number))
	return redirect(url_for("rounds.show", campaign_id=campaign_id), 303)


def to_choice(campaign_id: int) -> ResponseReturnValue:
	"""Lead back to where people choose with which results customers enter."""
	notify(_("Elija con qué resultados entran."), "warn")
	return redirect(url_for("rounds.show", campaign_id=campaign_id), 303)


def build_question(campaign_id: int, number: int, chosen: list[Candidates]) -> Question:
	"""Return what is asked before a round is opened."""
	count = sum(one.customers for one in chosen)
	return Question(
		title=_("Abrir la ronda %(number)s", number=number),
		texts=[
			ngettext(
				"Se llamará otra vez a %(count)s cliente: %(results)s.",
				"Se llamará otra vez a %(count)s clientes: %(results)s.",
				count,
				count=format_number(count),
				results=list_labels([one.result for one in chosen]),
			),
			_("Vuelven a la cola de su asesor, después de quienes aún no recibieron una llamada."),
			_("No se deshace: para dejar de llamarlos, pause la campaña o cambie las reglas."),
		],
		action=url_for("rounds.open_round", campaign_id=campaign_id),
		yes=_("Abrir la ronda"),
		no=_("Volver"),
		back=url_for("rounds.show", campaign_id=campaign_id),
		icon="refresh",
		fields={
			"results": " ".join(one.result.value for one in chosen),
			"expected": str(count),
			"nonce": request.args.get("nonce", ""),
		},
	)
