"""Why calls end as they do: the company's lists, added to and retired."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.call_reasons import ReasonFields
from chasqui.contracts.endpoints.campaigns import call_reasons as reasons_api
from chasqui.contracts.endpoints.campaigns import own_results as results_api
from chasqui.contracts.wire import ListQuery
from chasqui.kernel.security.access import grant
from portal.results.lists import REASONS
from portal.results.pages.own_results import list_kinds
from portal.shell.forms.form import Form
from portal.shell.forms.form_card import FormCard
from portal.shell.forms.inputs import Choice, Line
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.options import Option
from portal.shell.pages.parts import load_part, notify, notify_refusals
from portal.siblings import ask, ask_once

blueprint = Blueprint("call_reasons", __name__, url_prefix="/resultados-propios/motivos")


def list_ends() -> list[Option]:
	"""Return the results of which there may be reasons: the fixed ones, then the own ones."""
	found = load_part(lambda: ask(results_api.list_own_results)).value
	own = [one for one in found.items if not one.is_retired] if found else []
	return [*list_kinds(), *((f"{one.like.value}.{one.id}", one.name) for one in own)]


NEW = FormLayout(
	ReasonFields,
	[
		Fieldset(
			[
				Line("name", lazy_gettext("Motivo")),
				Choice(
					"result",
					lazy_gettext("De qué resultado"),
					options=list_ends,
					blank=lazy_gettext("Elija uno"),
				),
			]
		)
	],
)


@blueprint.get("/")
@grant(Permission.RESULTS_MANAGE)
def show_list() -> ResponseReturnValue:
	"""Show them, and what adds one."""
	return render_list(Form(ReasonFields))


@blueprint.post("/")
@grant(Permission.RESULTS_MANAGE)
def add() -> ResponseReturnValue:
	"""Add one; a second click adds no second."""
	form = Form.read(ReasonFields, request.form)
	kind, _dot, own = form.read_value("result").partition(".")
	given = {"result": kind, "own_result_id": own or None} if kind else {}
	made = form.save(
		lambda body: ask_once(form.nonce, reasons_api.add_reason, body=body), given=given
	)
	if made is None:
		return render_list(form), 422
	notify(_("«%(name)s» ya se puede elegir en la mesa.", name=made.name))
	return to_list()


@blueprint.post("/<int:reason_id>/retirar")
@grant(Permission.RESULTS_MANAGE)
def retire(reason_id: int) -> ResponseReturnValue:
	"""Offer one no more."""
	with notify_refusals():
		kept = ask(reasons_api.retire_reason, reason_id=reason_id)
		notify(_("«%(name)s» ya no se ofrece. Sus llamadas lo conservan.", name=kept.name))
	return to_list()


@blueprint.post("/<int:reason_id>/volver")
@grant(Permission.RESULTS_MANAGE)
def bring_back(reason_id: int) -> ResponseReturnValue:
	"""Offer a retired one again."""
	with notify_refusals():
		kept = ask(reasons_api.return_reason, reason_id=reason_id)
		notify(_("«%(name)s» se ofrece otra vez.", name=kept.name))
	return to_list()


def to_list() -> ResponseReturnValue:
	return redirect(url_for("call_reasons.show_list"), 303)


def render_list(form: Form[ReasonFields]) -> str:
	"""Return the page of reasons."""
	adding = FormCard("new", _("Agregar un motivo"), NEW, form, _("Agregar"), "plus")
	return REASONS.render(ListQuery(), lambda _asked: ask(reasons_api.list_reasons), adding=adding)
