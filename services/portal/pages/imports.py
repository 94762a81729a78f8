"""Imports of customers from CSV."""

from collections.abc import Iterator
from contextlib import ExitStack

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Role
from chasqui.contracts.imports import ImportMode
from chasqui.kernel.auth import grant
from chasqui.kernel.errors import Conflict, Invalid, TooLarge
from portal.clients.siblings import read_siblings
from portal.pages.parts import load_part, tell

blueprint = Blueprint("imports", __name__, url_prefix="/importaciones")


@blueprint.get("/")
@grant(Role.ADMINISTRATOR)
def show_list() -> ResponseReturnValue:
	"""Show the latest imports and the way to start one."""
	return render_list("")


@blueprint.post("/")
@grant(Role.ADMINISTRATOR)
def start() -> ResponseReturnValue:
	"""Hand a CSV file to the customers service."""
	file = request.files.get("file")
	mode = next((m for m in ImportMode if m == request.form.get("mode")), ImportMode.CREATE)
	if file is None or not file.filename:
		return render_list(_("Elija un archivo CSV.")), 422
	try:
		started = read_siblings().customers.start_import(file.stream, file.filename[-200:], mode)
	except (Conflict, Invalid, TooLarge) as error:
		return render_list(error.detail), 422
	tell(_("La importación empezó."), "info")
	return redirect(url_for("imports.show", import_id=started.id), 303)


@blueprint.get("/<int:import_id>")
@grant(Role.ADMINISTRATOR)
def show(import_id: int) -> ResponseReturnValue:
	"""Show one import."""
	progress = read_siblings().customers.fetch_import(import_id)
	return render_template("imports/show.html", progress=progress)


@blueprint.get("/<int:import_id>/progreso")
@grant(Role.ADMINISTRATOR)
def show_progress(import_id: int) -> ResponseReturnValue:
	"""Show how an import goes; the part stops asking when it is done."""
	progress = read_siblings().customers.fetch_import(import_id)
	return render_template("imports/_progress.html", progress=progress)


@blueprint.get("/<int:import_id>/rechazadas.csv")
@grant(Role.ADMINISTRATOR)
def download_rejected(import_id: int) -> ResponseReturnValue:
	"""Pass the report of rejected rows on, chunk by chunk."""
	stack = ExitStack()
	chunks = stack.enter_context(read_siblings().customers.stream_rejected(import_id))

	def pass_on() -> Iterator[bytes]:
		with stack:
			yield from chunks

	name = f"rechazadas-{import_id}.csv"
	headers = {"Content-Disposition": f'attachment; filename="{name}"'}
	return Response(pass_on(), mimetype="text/csv", headers=headers)


def render_list(fault: str) -> str:
	"""Return the page of imports."""
	imports = load_part(read_siblings().customers.list_imports)
	return render_template(
		"imports/list.html", imports=imports, fault=fault, modes=list(ImportMode)
	)
