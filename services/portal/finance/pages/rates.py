"""What the activity of campaigns costs."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.finance import CostRateFields, CostRateQuery
from chasqui.contracts.endpoints.campaigns import finance as finance_api
from chasqui.kernel.security.access import grant
from portal.finance.forms import RATE
from portal.finance.lists import RATES
from portal.session.staff import read_person
from portal.shell.forms.form import Form
from portal.shell.forms.form_card import FormCard
from portal.shell.pages.addresses import read_query
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import notify, notify_refusals
from portal.shell.pages.questions import Question
from portal.siblings import ask, ask_once

blueprint = Blueprint("rates", __name__, url_prefix="/tarifas")
ENTRY = Entry(Group.ADMINISTRATION, 9, lazy_gettext("Tarifas"), "cash", "rates.show_list")


@blueprint.get("/")
@grant(Permission.COSTS_READ)
def show_list() -> ResponseReturnValue:
	"""Show what everything costs, and has cost."""
	return render_list(Form(CostRateFields))


@blueprint.post("/")
@grant(Permission.COSTS_MANAGE)
def set_rate() -> ResponseReturnValue:
	"""Let one cost something from a day on."""
	form = Form.read(CostRateFields, request.form)
	made = form.save(lambda body: ask_once(form.nonce, finance_api.set_rate, body=body))
	if made is None:
		return render_list(form), 422
	notify(_("La tarifa quedó guardada."))
	return redirect(url_for("rates.show_list"), 303)


@blueprint.get("/<int:rate_id>/quitar")
@grant(Permission.COSTS_MANAGE)
def ask_withdraw(rate_id: int) -> ResponseReturnValue:
	"""Ask whether to take a rate back."""
	return Question(
		title=_("Quitar la tarifa"),
		texts=[
			_("Lo hecho en sus días se cuenta con la tarifa anterior, o sin costo si no la hay."),
			_("Queda en la lista como retirada, con quién la quitó."),
		],
		action=url_for("rates.withdraw", rate_id=rate_id),
		yes=_("Quitar"),
		no=_("Volver"),
		back=url_for("rates.show_list"),
		icon="trash",
	).render()


@blueprint.post("/<int:rate_id>/quitar")
@grant(Permission.COSTS_MANAGE)
def withdraw(rate_id: int) -> ResponseReturnValue:
	"""Take a rate back."""
	with notify_refusals():
		ask(finance_api.withdraw_rate, rate_id=rate_id)
		notify(_("La tarifa quedó retirada."))
	return redirect(url_for("rates.show_list"), 303)


def render_list(form: Form[CostRateFields]) -> str:
	"""Return the page of rates."""
	adding = FormCard("add", _("Poner una tarifa"), RATE, form, _("Guardar"), "plus")
	return RATES.render(
		read_query(CostRateQuery),
		lambda asked: ask(finance_api.list_rates, query=asked),
		adding=adding if read_person().may(Permission.COSTS_MANAGE) else None,
	)
