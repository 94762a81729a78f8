"""The pictures of an item: shown, uploaded several at once, described, moved, deleted."""

from collections.abc import Sequence
from contextlib import suppress

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import FileStorage

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.pictures import (
	MOST_PICTURE_BYTES,
	PICTURE_MEDIA_TYPE,
	Picture,
	PictureFields,
	PictureOrder,
	PicturePatch,
	PictureQuery,
	PictureSize,
)
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.contracts.endpoints.customers import pictures as pictures_api
from chasqui.kernel.errors import Conflict, Invalid, NotFound, TooLarge
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.bodies import take_uploads
from chasqui.kernel.web.keeping import allow_keeping
from portal.catalogue.forms.pictures import add_number, move_place
from portal.catalogue.pages.catalogue import render_item
from portal.shell.forms.form import Form
from portal.shell.pages.parts import notify, notify_refusals
from portal.shell.pages.questions import Question
from portal.siblings import ask, open_stream

blueprint = Blueprint("pictures", __name__, url_prefix="/catalogo/<int:item_id>/imagenes")


@blueprint.get("/<int:picture_id>/<any(full, thumbnail):size>.jpg")
@grant(Permission.CATALOGUE_OFFER)
def show(item_id: int, picture_id: int, size: str) -> ResponseReturnValue:
	"""Show a picture, which the browser may keep: its address never shows another."""
	query = PictureQuery(size=PictureSize(size))
	given = {"item_id": item_id, "picture_id": picture_id}
	with open_stream(pictures_api.show_picture, query=query, **given) as chunks:
		response = Response(b"".join(chunks), mimetype=PICTURE_MEDIA_TYPE)
	return allow_keeping(response, f"{picture_id}-{size}")


@blueprint.post("/")
@grant(Permission.CATALOGUE_WRITE)
@take_uploads
def upload(item_id: int) -> ResponseReturnValue:
	"""Add pictures; those that are refused are listed by the names of their files."""
	form = Form.read(PictureFields, request.form)
	files = [one for one in request.files.getlist("file") if one.filename]
	fields = form.validate()
	if not files:
		form.errors["file"] = _("Elija una o varias imágenes.")
	elif fields is not None:
		added = add_pictures(item_id, fields.alt, files, form)
		if added:
			text = ngettext(
				"Quedó agregada %(count)s imagen.",
				"Quedaron agregadas %(count)s.",
				added,
				count=added,
			)
			notify(text)
		if not form.errors:
			return lead_back(item_id)
	return render_item(item_id, picture=form), 422


@blueprint.post("/<int:picture_id>")
@grant(Permission.CATALOGUE_WRITE)
def change(item_id: int, picture_id: int) -> ResponseReturnValue:
	"""Save what is seen on a picture."""
	form = Form.read(PicturePatch, request.form)
	made = form.save(
		lambda patch: ask(
			pictures_api.change_picture, item_id=item_id, picture_id=picture_id, body=patch
		),
		current=Picture,
	)
	if made is None:
		return render_item(item_id, described={picture_id: form}), 422
	notify(_("La descripción quedó guardada."))
	return lead_back(item_id)


@blueprint.post("/<int:picture_id>/mover")
@grant(Permission.CATALOGUE_WRITE)
def move(item_id: int, picture_id: int) -> ResponseReturnValue:
	"""Move a picture one place on or back; the new place is announced."""
	before = [int(one) for one in request.form.getlist("before") if one.isdecimal()]
	after = move_place(before, picture_id, request.form.get("to", ""))
	with notify_refusals():
		if not after:
			raise Conflict(_("Esa imagen ya no está. Recargue la página."))
		order = PictureOrder(before=before, ids=after)
		ask(pictures_api.order_pictures, item_id=item_id, body=order)
		place, total = after.index(picture_id) + 1, len(after)
		notify(_("La imagen es ahora la %(place)s de %(total)s.", place=place, total=total))
	return lead_back(item_id)


@blueprint.get("/<int:picture_id>/borrar")
@grant(Permission.CATALOGUE_WRITE)
def ask_delete(item_id: int, picture_id: int) -> ResponseReturnValue:
	"""Ask whether to delete a picture."""
	item = ask(catalogue_api.show_item, item_id=item_id)
	picture = next((one for one in item.pictures if one.id == picture_id), None)
	if picture is None:
		raise NotFound(_("No existe esa imagen."))
	return Question(
		title=_("Borrar la imagen «%(alt)s»", alt=picture.alt),
		texts=[_("La imagen se borra de «%(name)s». No se puede deshacer.", name=item.name)],
		action=url_for("pictures.delete", item_id=item_id, picture_id=picture_id),
		yes=_("Borrar"),
		no=_("Volver"),
		back=url_for("catalogue.show", item_id=item_id),
	).render()


@blueprint.post("/<int:picture_id>/borrar")
@grant(Permission.CATALOGUE_WRITE)
def delete(item_id: int, picture_id: int) -> ResponseReturnValue:
	"""Delete a picture; one that somebody else deleted first is gone all the same."""
	with suppress(NotFound):
		ask(pictures_api.delete_picture, item_id=item_id, picture_id=picture_id)
	notify(_("La imagen quedó borrada."))
	return lead_back(item_id)


def add_pictures(
	item_id: int, alt: str, files: Sequence[FileStorage], form: Form[PictureFields]
) -> int:
	"""Return how many were added; what is wrong with the others goes to the form."""
	wrong = []
	for number, file in enumerate(files, 1):
		query = PictureFields(alt=add_number(alt, number) if len(files) > 1 else alt)
		data = file.stream.read(MOST_PICTURE_BYTES + 1)
		try:
			ask(pictures_api.add_picture, item_id=item_id, query=query, file=[data])
		except (Conflict, Invalid, TooLarge) as error:
			wrong.append(f"«{file.filename}»: {error.detail}")
	if wrong:
		form.errors["file"] = " ".join(wrong)
	return len(files) - len(wrong)


def lead_back(item_id: int) -> ResponseReturnValue:
	"""Return the way back to the pictures of the item."""
	return redirect(url_for("catalogue.show", item_id=item_id, _anchor="pictures-title"), 303)
