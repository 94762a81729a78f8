"""The company's own results of a call: added, changed, retired."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.own_results import OwnResult, OwnResultFields, OwnResultUpdate
from chasqui.contracts.endpoints.campaigns import own_results as results_api
from chasqui.contracts.wire import ListQuery
from chasqui.kernel.errors import NotFound
from chasqui.kernel.security.access import grant
from portal.results.lists import RESULTS
from portal.shell.forms.form import Form
from portal.shell.forms.form_card import FormCard
from portal.shell.forms.form_page import FormPage
from portal.shell.forms.inputs import Choice, Line, Tick
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.options import Option
from portal.shell.labels.words import name_code
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import notify, notify_refusals
from portal.siblings import ask, ask_once

blueprint = Blueprint("own_results", __name__, url_prefix="/resultados-propios")
ENTRY = Entry(
	Group.CONTACT,
	7,
	lazy_gettext("Resultados propios"),
	"phone-check",
	"own_results.show_list",
	besides=("call_reasons",),
)


def list_kinds() -> list[Option]:
	"""Return the fixed results of which there may be own ones."""
	kinds = (one for one in CallResult if not one.outcome.is_objection)
	return [(one.value, name_code(one).text) for one in kinds]


INPUTS = [
	Line("name", lazy_gettext("Nombre")),
	Choice(
		"like",
		lazy_gettext("Es de la clase de"),
		lazy_gettext("Le sigue lo mismo, y cuenta en las mismas cifras. Después no cambia."),
		options=list_kinds,
		blank=lazy_gettext("Elija uno"),
	),
	Line("key", lazy_gettext("Tecla en la mesa"), lazy_gettext("Una letra; vacío, sin tecla.")),
	Line(
		"least_note",
		lazy_gettext("Letras de la nota, como mínimo"),
		lazy_gettext("0: la nota no es obligatoria."),
		mode="numeric",
		default="0",
	),
	Line(
		"retry_minutes",
		lazy_gettext("Minutos hasta volver a llamar"),
		lazy_gettext("Vacío: los de las reglas de llamada."),
		mode="numeric",
	),
	Line(
		"most_a_day",
		lazy_gettext("Veces en 24 horas"),
		lazy_gettext("Vacío: las de las reglas de llamada."),
		mode="numeric",
	),
	Tick("is_last", lazy_gettext("Con este, la campaña deja de llamar a la persona")),
]
NEW = FormLayout(OwnResultFields, [Fieldset(INPUTS)])
KNOWN = FormLayout(OwnResultUpdate, [Fieldset(INPUTS)])


@blueprint.get("/")
@grant(Permission.RESULTS_MANAGE)
def show_list() -> ResponseReturnValue:
	"""Show them, and what adds one."""
	return render_list(Form(OwnResultFields))


@blueprint.post("/")
@grant(Permission.RESULTS_MANAGE)
def add() -> ResponseReturnValue:
	"""Add one; a second click adds no second."""
	form = Form.read(OwnResultFields, request.form)
	made = form.save(lambda body: ask_once(form.nonce, results_api.add_own_result, body=body))
	if made is None:
		return render_list(form), 422
	notify(_("«%(name)s» ya se puede elegir en la mesa.", name=made.name))
	return to_list()


@blueprint.get("/<int:result_id>")
@grant(Permission.RESULTS_MANAGE)
def ask_change(result_id: int) -> ResponseReturnValue:
	"""Show one, to be changed."""
	row = find_result(result_id)
	return render_form(Form.show(OwnResultUpdate, row), row)


@blueprint.post("/<int:result_id>")
@grant(Permission.RESULTS_MANAGE)
def change(result_id: int) -> ResponseReturnValue:
	"""Change one."""
	form = Form.read(OwnResultUpdate, request.form)
	kept = form.save(
		lambda body: ask(results_api.change_own_result, result_id=result_id, body=body),
		current=OwnResult,
	)
	if kept is None:
		return render_form(form, find_result(result_id)), 422
	notify(_("«%(name)s» quedó guardado.", name=kept.name))
	return to_list()


@blueprint.post("/<int:result_id>/retirar")
@grant(Permission.RESULTS_MANAGE)
def retire(result_id: int) -> ResponseReturnValue:
	"""Offer one no more."""
	with notify_refusals():
		kept = ask(results_api.retire_own_result, result_id=result_id)
		notify(_("«%(name)s» ya no se ofrece. Sus llamadas lo conservan.", name=kept.name))
	return to_list()


@blueprint.post("/<int:result_id>/volver")
@grant(Permission.RESULTS_MANAGE)
def bring_back(result_id: int) -> ResponseReturnValue:
	"""Offer a retired one again."""
	with notify_refusals():
		kept = ask(results_api.return_own_result, result_id=result_id)
		notify(_("«%(name)s» se ofrece otra vez.", name=kept.name))
	return to_list()


def to_list() -> ResponseReturnValue:
	return redirect(url_for("own_results.show_list"), 303)


def render_list(form: Form[OwnResultFields]) -> str:
	"""Return the page of results."""
	adding = FormCard("new", _("Agregar un resultado"), NEW, form, _("Agregar"), "plus")
	return RESULTS.render(
		ListQuery(), lambda _asked: ask(results_api.list_own_results), adding=adding
	)


def render_form(form: Form[OwnResultUpdate], row: OwnResult) -> str:
	"""Return the form of a result."""
	home = url_for("own_results.show_list")
	return FormPage(
		_("Editar resultado"),
		KNOWN,
		form,
		back=home,
		crumbs=[(home, _("Resultados propios"))],
		path_title=row.name,
		chips=[row.like],
	).render()


def find_result(result_id: int) -> OwnResult:
	""":raises NotFound: there is no such result"""
	found = ask(results_api.list_own_results).items
	row = next((one for one in found if one.id == result_id and not one.is_retired), None)
	if row is None:
		raise NotFound(_("No hay ese resultado, o está retirado."))
	return row
