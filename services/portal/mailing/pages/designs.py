"""Designs of mails: gallery, upload, preview."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import FileStorage

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoints.mailer import designs as designs_api
from chasqui.contracts.mailer.designs import (
	MAX_DESIGN_BYTES,
	MAX_FILE_BYTES,
	MERGE_FIELDS,
	Design,
	DesignFile,
	DesignUpload,
	TagAdoption,
)
from chasqui.kernel.errors import Conflict
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.bodies import take_uploads
from portal.mailing.clients import list_designs
from portal.session.local_ways import keep_local
from portal.shell.forms.form import GENERAL, Form
from portal.shell.pages.headers import PREVIEW_POLICY
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part, notify
from portal.shell.pages.questions import Question
from portal.siblings import ask

LONGEST_FILE_NAME = 200
blueprint = Blueprint("designs", __name__, url_prefix="/disenos")
ENTRY = Entry(Group.WORK, 4, lazy_gettext("Diseños"), "template", "designs.show_list")


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
	file = request.files.get("file")
	form, design = save_file(file) if file is not None and file.filename else save_text()
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
	return render_template(
		"mailing/designs/show.html",
		design=ask(designs_api.show_design, design_id=design_id),
		preview=load_part(lambda: ask(designs_api.preview_design, design_id=design_id)),
	)


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


def save_text() -> tuple[Form[Any], Design | None]:
	"""Return the form and the design of what was pasted."""
	form = Form.read(DesignUpload, request.form)
	return form, form.save(lambda body: ask(designs_api.upload_design, body=body))


def save_file(file: FileStorage) -> tuple[Form[Any], Design | None]:
	"""Return the form and the design of an uploaded file; what is wrong with it is told there."""
	form = Form.read(DesignFile, request.form)
	# Only the end of a long path, which some browsers tell, and the kind is at its very end.
	form.raw["file_name"] = [(file.filename or "")[-LONGEST_FILE_NAME:]]
	content = file.stream.read(MAX_FILE_BYTES + 1)
	design = form.save(lambda told: ask(designs_api.upload_file, query=told, file=[content]))
	for name in ("html", GENERAL):
		if name in form.errors:
			form.errors.setdefault("file", form.errors.pop(name))
	return form, design


def render_upload(form: Form[Any]) -> str:
	"""Return the upload form."""
	return render_template(
		"mailing/designs/upload.html",
		form=form,
		back=keep_local(request.args.get("next")) or url_for("designs.show_list"),
		merge_fields=MERGE_FIELDS,
		max_bytes=MAX_DESIGN_BYTES,
		max_file_bytes=MAX_FILE_BYTES,
	)
