"""The decisions in an import: where columns go, the trial, start, pause, end."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from pydantic import ValidationError

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.consents import ConsentBasis, ConsentEvidence
from chasqui.contracts.customers.imports import (
	AmountWriting,
	ImportColumns,
	ImportKind,
	ImportPlan,
	ImportProgress,
)
from chasqui.contracts.endpoints.customers import imports as imports_api
from chasqui.contracts.wire import ListQuery
from chasqui.kernel.errors import Conflict, Invalid
from chasqui.kernel.security.access import grant
from portal.imports.labels import GROUPS
from portal.imports.lists import CONFLICTS
from portal.imports.pages.imports import find_step
from portal.shell.forms.form import GENERAL, Form
from portal.shell.labels.formats import format_number
from portal.shell.pages.addresses import read_query
from portal.shell.pages.parts import notify_refusals
from portal.shell.pages.questions import Question
from portal.siblings import ask

EVIDENCE_FIELDS = ("text_version", "source", "obtained_on")

blueprint = Blueprint("import_steps", __name__, url_prefix="/importaciones")


@blueprint.get("/<int:import_id>/columnas")
@grant(Permission.IMPORTS_RUN)
def ask_columns(import_id: int) -> ResponseReturnValue:
	"""Show the file's columns with a proposal for each."""
	try:
		columns = ask(imports_api.show_columns, import_id=import_id)
	except Conflict:
		return redirect(url_for("imports.show", import_id=import_id), 303)
	form = Form(ConsentEvidence)
	if columns.evidence is not None:
		form = Form.show(ConsentEvidence, columns.evidence)
	return render_columns(import_id, columns, form)


@blueprint.post("/<int:import_id>/columnas")
@grant(Permission.IMPORTS_RUN)
def settle_columns(import_id: int) -> ResponseReturnValue:
	"""Settle the columns and begin the trial; what was chosen stays where it is refused."""
	columns = ask(imports_api.show_columns, import_id=import_id)
	for column in columns.columns:
		column.target = request.form.get(f"target-{column.index}", column.target)
	form = Form.read(ConsentEvidence, request.form)
	is_proven = columns.kind is ImportKind.CUSTOMERS
	evidence = form.validate() if is_proven and any(map(form.read_value, EVIDENCE_FIELDS)) else None
	if columns.amounts is None and "amounts" not in request.form:
		form.errors["amounts"] = _("Elija cómo se escriben los montos.")
	if not form.errors:
		try:
			ask(imports_api.begin_check, import_id=import_id, body=read_plan(columns, evidence))
		except (Conflict, Invalid) as error:
			form.add_failure(error)
		except ValidationError:
			form.errors[GENERAL] = _("Las columnas elegidas no se entienden.")
		else:
			return redirect(url_for("imports.show", import_id=import_id), 303)
	return render_columns(import_id, columns, form), 422


@blueprint.post("/<int:import_id>/importar")
@grant(Permission.IMPORTS_RUN)
def begin(import_id: int) -> ResponseReturnValue:
	"""Bring in what was tried."""
	with notify_refusals():
		ask(imports_api.begin_run, import_id=import_id)
	return redirect(url_for("imports.show", import_id=import_id), 303)


@blueprint.get("/<int:import_id>/deshacer")
@grant(Permission.IMPORTS_RUN)
def ask_undo(import_id: int) -> ResponseReturnValue:
	"""Ask whether to give those who were there back what they had."""
	progress = ask(imports_api.show_import, import_id=import_id)
	is_sales = progress.kind is ImportKind.SALES
	return Question(
		title=_("Deshacer la importación")
		if is_sales
		else _("Devolver lo que cambió la importación"),
		texts=list_sales_out(progress) if is_sales else list_given_back(progress),
		action=url_for("import_steps.undo", import_id=import_id),
		yes=_("Sacar las ventas") if is_sales else _("Devolver lo de antes"),
		no=_("Volver"),
		back=url_for("imports.show", import_id=import_id),
		icon="arrow-left",
	).render()


@blueprint.post("/<int:import_id>/deshacer")
@grant(Permission.IMPORTS_RUN)
def undo(import_id: int) -> ResponseReturnValue:
	"""Begin to give them back."""
	with notify_refusals():
		ask(imports_api.begin_undo, import_id=import_id)
	return redirect(url_for("imports.show", import_id=import_id), 303)


@blueprint.get("/<int:import_id>/conflictos")
@grant(Permission.IMPORTS_RUN)
def show_conflicts(import_id: int) -> ResponseReturnValue:
	"""Show who has kept what was changed since."""
	return CONFLICTS.render(
		read_query(ListQuery),
		lambda asked: ask(imports_api.list_undo_conflicts, import_id=import_id, query=asked),
	)


def list_given_back(progress: ImportProgress) -> list[str]:
	"""Return what becomes of customers whom an import changed."""
	return [
		ngettext(
			"%(count)s cliente que ya existía recupera los datos que tenía.",
			"%(count)s clientes que ya existían recuperan los datos que tenían.",
			progress.changes,
			count=format_number(progress.changes),
		),
		_(
			"Lo que alguien cambió después se queda como está, y se dice cuál es. Un permiso "
			"que el archivo quitó no se devuelve: solo la persona puede."
		),
		_("Los clientes que creó siguen; se archivan aparte."),
	]


def list_sales_out(progress: ImportProgress) -> list[str]:
	"""Return what becomes of sales that an import brought."""
	return [
		ngettext(
			"%(count)s venta que trajo el archivo sale de las listas y los informes.",
			"%(count)s ventas que trajo el archivo salen de las listas y los informes.",
			progress.changes,
			count=format_number(progress.changes),
		),
		_(
			"La que después se pagó, se anuló, se devolvió, tiene clave de acceso, o a la que "
			"remite un equipo o una orden, se queda."
		),
	]


def read_plan(columns: ImportColumns, evidence: ConsentEvidence | None) -> ImportPlan:
	"""Return the plan as it was chosen."""
	return ImportPlan.model_validate(
		{
			"mode": request.form.get("mode", "create"),
			"targets": [column.target for column in columns.columns],
			"amounts": request.form.get("amounts", columns.amounts),
			"evidence": evidence,
		}
	)


def render_columns(import_id: int, columns: ImportColumns, form: Form[ConsentEvidence]) -> str:
	"""Return the page on which columns are settled."""
	progress = ask(imports_api.show_import, import_id=import_id)
	return render_template(
		"imports/columns.html",
		progress=progress,
		columns=columns,
		groups=GROUPS[columns.kind],
		amounts=list(AmountWriting),
		chosen_amounts=request.form.get("amounts", columns.amounts and columns.amounts.value),
		chosen_mode=request.form.get("mode", progress.mode.value),
		bases=list(ConsentBasis),
		form=form,
		now=find_step(progress.state),
	)
