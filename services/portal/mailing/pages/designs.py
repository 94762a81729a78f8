"""Designs of mails: gallery, upload, change, preview."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from pydantic import BaseModel
from werkzeug.datastructures import FileStorage

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoints.mailer import designs as designs_api
from chasqui.contracts.mailer.designs import (
	MAX_DESIGN_BYTES,
	MAX_FILE_BYTES,
	MERGE_FIELDS,
	Design,
	DesignFile,
	DesignFilePatch,
	DesignPatch,
	DesignUpload,
	TagAdoption,
)
from chasqui.kernel.errors import Conflict
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.bodies import take_uploads
from portal.mailing.clients import list_designs
from portal.mailing.labels.pictures import has_foreign_pictures
from portal.session.local_ways import keep_local
from portal.shell.forms.form import GENERAL, Form
from portal.shell.pages.headers import PREVIEW_POLICY
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part, notify
from portal.shell.pages.questions import Question
from portal.siblings import ask

LONGEST_FILE_NAME = 200
CHANGED = "version_changed"
Way = tuple[type[BaseModel], Callable[..., Design]]
"""The contract of what is given, and what sends it."""
blueprint = Blueprint("designs", __name__, url_prefix="/disenos")
ENTRY = Entry(Group.WORK, 6, lazy_gettext("Diseños"), "template", "designs.show_list")


@blueprint.get("/")
@grant(Permission.DESIGNS_READ)
def show_list() -> ResponseReturnValue:
	"""Show the gallery."""
	return render_template("mailing/designs/list.html", designs=load_part(list_designs))


@blueprint.get("/nuevo")
@grant(Permission.DESIGNS_WRITE)
def ask_upload() -> ResponseReturnValue:
	"""Ask for the HTML."""
	return render_upload(Form(DesignUpload))


@blueprint.post("/nuevo")
@grant(Permission.DESIGNS_WRITE)
@take_uploads
def upload() -> ResponseReturnValue:
	"""Store a design from a file or from the pasted text."""
	form, design = save_page(
		request.files.get("file"),
		(DesignUpload, lambda body: ask(designs_api.upload_design, body=body)),
		(DesignFile, lambda details, page: ask(designs_api.upload_file, query=details, file=page)),
	)
	if design is None:
		return render_upload(form), 422
	if back := keep_local(request.args.get("next")):  # whoever asked for it goes on with it
		notify(_("El diseño «%(name)s» quedó guardado y elegido.", name=design.name))
		return redirect(f"{back}?diseno={design.id}", 303)
	notify(_("El diseño quedó guardado. Revise cómo se ve."))
	return redirect(url_for("designs.show", design_id=design.id), 303)


@blueprint.get("/<int:design_id>")
@grant(Permission.DESIGNS_READ)
def show(design_id: int) -> ResponseReturnValue:
	"""Show a design with its notes, on a desktop or a phone."""
	preview = load_part(lambda: ask(designs_api.preview_design, design_id=design_id))
	html = preview.value.html if preview.value else ""
	return render_template(
		"mailing/designs/show.html",
		design=ask(designs_api.show_design, design_id=design_id),
		preview=preview,
		hides_pictures=has_foreign_pictures(html, request.host_url),
	)


@blueprint.get("/<int:design_id>/editar")
@grant(Permission.DESIGNS_WRITE)
def ask_change(design_id: int) -> ResponseReturnValue:
	"""Ask for another name, subject or page."""
	design = ask(designs_api.show_design, design_id=design_id)
	named = {name: [str(getattr(design, name))] for name in ("version", "name", "subject")}
	return render_upload(Form(DesignPatch, named), design)


@blueprint.post("/<int:design_id>/editar")
@grant(Permission.DESIGNS_WRITE)
@take_uploads
def change(design_id: int) -> ResponseReturnValue:
	"""Store a new version; what was sent, and is being sent, stays as it was."""
	number = design_id
	form, design = save_page(
		request.files.get("file"),
		(DesignPatch, lambda it: ask(designs_api.change_design, design_id=number, body=it)),
		(
			DesignFilePatch,
			lambda it, page: ask(designs_api.change_file, design_id=number, query=it, file=page),
		),
	)
	if design is None:
		return render_change(design_id, form), 422
	notify(_("Quedó guardada la versión %(number)s. Revise cómo se ve.", number=design.version))
	return redirect(url_for("designs.show", design_id=design_id), 303)


@blueprint.post("/<int:design_id>/marcas")
@grant(Permission.DESIGNS_WRITE)
def adopt_tags(design_id: int) -> ResponseReturnValue:
	"""Put our fields in the place of another mailer's tags."""
	form = Form.read(TagAdoption, request.form)
	design = form.save(lambda body: ask(designs_api.adopt_tags, design_id=design_id, body=body))
	if design is None:
		notify(" ".join(form.errors.values()), "warn")
	else:
		notify(_("El diseño lleva ahora nuestros campos. Revise cómo se ve."))
	return redirect(url_for("designs.show", design_id=design_id), 303)


@blueprint.get("/<int:design_id>/vista")
@grant(Permission.DESIGNS_READ)
def show_preview(design_id: int) -> ResponseReturnValue:
	"""Return the mail itself, locked in: no script, no form, nothing from outside."""
	preview = ask(designs_api.preview_design, design_id=design_id)
	return Response(
		preview.html, mimetype="text/html", headers={"Content-Security-Policy": PREVIEW_POLICY}
	)


@blueprint.get("/<int:design_id>/archivar")
@grant(Permission.DESIGNS_WRITE)
def ask_archive(design_id: int) -> ResponseReturnValue:
	"""Ask whether to archive a design."""
	design = ask(designs_api.show_design, design_id=design_id)
	gone = _(
		"«%(name)s» ya no se podrá elegir. Lo que se envió con él se conserva.", name=design.name
	)
	return Question(
		title=_("Archivar el diseño"),
		texts=[gone],
		action=url_for("designs.archive", design_id=design_id),
		yes=_("Archivar"),
		no=_("Volver"),
		back=url_for("designs.show", design_id=design_id),
	).render()


@blueprint.post("/<int:design_id>/archivar")
@grant(Permission.DESIGNS_WRITE)
def archive(design_id: int) -> ResponseReturnValue:
	"""Archive a design."""
	try:
		ask(designs_api.archive_design, design_id=design_id)
	except Conflict as error:
		notify(error.detail, "warn")
		return redirect(url_for("designs.show", design_id=design_id), 303)
	notify(_("El diseño quedó archivado."))
	return redirect(url_for("designs.show_list"), 303)


def save_page(
	file: FileStorage | None, by_text: Way, by_file: Way
) -> tuple[Form[Any], Design | None]:
	"""Return the form and the design of an uploaded file or, without one, of the pasted text.

	What is wrong with a file is shown at its field.
	"""
	if file is None or not file.filename:
		contract, send = by_text
		form: Form[Any] = Form.read(contract, request.form)
		return form, form.save(send)
	contract, send = by_file
	form = Form.read(contract, request.form)
	# Only the end of a long path, which some browsers send, and the kind is at its very end.
	form.raw["file_name"] = [file.filename[-LONGEST_FILE_NAME:]]
	content = file.stream.read(MAX_FILE_BYTES + 1)
	design = form.save(lambda details: send(details, [content]))
	for name in ("html", GENERAL):
		if name in form.errors and not form.was_refused_as(CHANGED):
			form.errors.setdefault("file", form.errors.pop(name))
	return form, design


def render_change(design_id: int, form: Form[Any]) -> str:
	"""Return the form of a change that was refused; saved again, it is of the version of now."""
	design = ask(designs_api.show_design, design_id=design_id)
	if form.was_refused_as(CHANGED):
		form.raw["version"] = [str(design.version)]
		form.errors[GENERAL] = _(
			"Otra persona guardó la versión %(number)s mientras usted editaba. Si guarda otra vez, "
			"la suya será la siguiente.",
			number=design.version,
		)
	return render_upload(form, design)


def render_upload(form: Form[Any], design: Design | None = None) -> str:
	"""Return the form of a new design, or of a change of one."""
	usual = url_for("designs.show", design_id=design.id) if design else url_for("designs.show_list")
	return render_template(
		"mailing/designs/upload.html",
		form=form,
		back=keep_local(request.args.get("next")) or usual,
		design=design,
		merge_fields=MERGE_FIELDS,
		max_bytes=MAX_DESIGN_BYTES,
		max_file_bytes=MAX_FILE_BYTES,
	)
