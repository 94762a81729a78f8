"""Imports: the list, the upload, how one goes, its report."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.imports import (
	ImportKind,
	ImportMode,
	ImportProgress,
	ImportQuery,
	ImportState,
)
from chasqui.contracts.customers.list_values import TableFormat
from chasqui.contracts.endpoints.customers import imports as imports_api
from chasqui.contracts.jobs import JobQuery
from chasqui.kernel.errors import Conflict, Invalid, TooLarge
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.bodies import take_uploads
from portal.imports.lists import FAULTS, IMPORTS
from portal.shell.pages.addresses import read_query
from portal.shell.pages.downloads import pass_on
from portal.shell.pages.job_pages import JobPages, is_busy
from portal.shell.pages.menu import Entry, Group
from portal.siblings import ask, open_stream

# The steps as a person sees them, with the states at which each stands.
STEPS = (
	("file", (ImportState.READING,)),
	("columns", (ImportState.MAPPING,)),
	("trial", (ImportState.CHECKING, ImportState.CHECKED)),
	("import", (ImportState.QUEUED, ImportState.RUNNING, ImportState.PAUSED)),
)

blueprint = Blueprint("imports", __name__, url_prefix="/importaciones")
JobPages(
	rule="/<int:import_id>",
	needs=Permission.IMPORTS_RUN,
	act=lambda body, import_id: ask(imports_api.act_on_import, body=body, import_id=import_id),
	find=lambda import_id: url_for("imports.show", import_id=import_id),
	question=lazy_gettext("Cancelar la importación"),
	lost=[lazy_gettext("Lo que ya entró se queda; lo demás no entra y el archivo se olvida.")],
).add_to(blueprint)
ENTRY = Entry(Group.CUSTOMERS, 3, lazy_gettext("Importaciones"), "file-import", "imports.show_list")


@blueprint.get("/")
@grant(Permission.IMPORTS_RUN)
def show_list() -> ResponseReturnValue:
	"""Show the latest imports and the way to start one."""
	return render_list("")


@blueprint.post("/")
@grant(Permission.IMPORTS_RUN)
@take_uploads
def start() -> ResponseReturnValue:
	"""Hand a file to the customers service."""
	file = request.files.get("file")
	if file is None or not file.filename:
		return render_list(_("Elija un archivo.")), 422
	try:
		is_update = request.form.get("mode") == ImportMode.UPDATE
		mode = ImportMode.UPDATE if is_update else ImportMode.CREATE
		kind = ImportKind(request.form["kind"]) if request.form.get("kind") else None
		query = ImportQuery(mode=mode, file_name=file.filename[-200:], start=False, kind=kind)
		started = ask(imports_api.receive_import, query=query, file=file.stream)
	except ValueError:
		return render_list(_("Elija qué trae el archivo.")), 422
	except (Conflict, Invalid, TooLarge) as error:
		return render_list(str(error.detail)), 422
	return redirect(url_for("imports.show", import_id=started.id), 303)


@blueprint.get("/<int:import_id>")
@grant(Permission.IMPORTS_RUN)
def show(import_id: int) -> ResponseReturnValue:
	"""Show one import at its step; one that waits for its columns leads to them."""
	progress = ask(imports_api.show_import, import_id=import_id)
	if progress.state is ImportState.MAPPING:
		return redirect(url_for("import_steps.ask_columns", import_id=import_id), 303)
	return render_progress("imports/show.html", progress)


@blueprint.get("/<int:import_id>/progreso")
@grant(Permission.IMPORTS_RUN)
def show_progress(import_id: int) -> ResponseReturnValue:
	"""Show how an import goes; the part stops asking when the worker has done its stage."""
	progress = ask(imports_api.show_import, import_id=import_id)
	if progress.state is ImportState.MAPPING:
		way = url_for("import_steps.ask_columns", import_id=import_id)
		return Response(headers={"HX-Redirect": way})
	return render_progress("imports/_progress.html", progress)


@blueprint.get("/<int:import_id>/rechazadas.<any(csv, xlsx):form>")
@grant(Permission.IMPORTS_RUN)
def download_rejected(import_id: int, form: str) -> ResponseReturnValue:
	"""Pass the report of rejected rows on, chunk by chunk."""
	kind = TableFormat(form)
	report = imports_api.download_rejected
	if kind is TableFormat.XLSX:
		report = imports_api.download_rejected_sheet
	stream = open_stream(report, import_id=import_id)
	return pass_on(stream, f"rechazadas-{import_id}.{form}", kind.media_type)


def render_list(fault: str) -> str:
	"""Return the page of imports."""
	query = read_query(JobQuery)
	imports = IMPORTS.fill(query, lambda asked: ask(imports_api.list_imports, query=asked))
	return render_template(
		"imports/list.html",
		list=imports,
		fault=fault,
		kinds=list(ImportKind),
		chosen_kind=request.form.get("kind", ""),
	)


def render_progress(template: str, progress: ImportProgress) -> str:
	"""Return an import's page or its living part."""
	is_tried = progress.state is ImportState.CHECKED
	check = ask(imports_api.show_check, import_id=progress.id) if is_tried else None
	return render_template(
		template,
		progress=progress,
		check=check,
		faults=FAULTS,
		is_busy=is_busy(progress.job),
		now=find_step(progress.state),
	)


def find_step(state: ImportState) -> int:
	"""Return the number of the step at which an import stands; after the last when it is over."""
	return next((n for n, (_key, states) in enumerate(STEPS) if state in states), len(STEPS))
