"""The forms of an item: what it is, its characteristics, its sales sheet."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.catalogue import Item, ItemFields, ItemPatch, ItemType
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.kernel.security.access import grant
from portal.catalogue.forms.items import (
	SHEET,
	build_layout,
	compare_objections,
	list_objections,
	read_attributes,
	read_sheet,
	show_item,
)
from portal.shell.forms.form import Form
from portal.shell.pages.parts import notify
from portal.siblings import ask, ask_once

blueprint = Blueprint("item_forms", __name__, url_prefix="/catalogo")


@blueprint.get("/nuevo")
@grant(Permission.CATALOGUE_WRITE)
def ask_add() -> ResponseReturnValue:
	"""Ask of which type the new item is, then for the rest."""
	types = [one for one in ask(catalogue_api.list_types).items if not one.is_archived]
	wanted = request.args.get("tipo", type=int)
	kind = next((one for one in types if one.id == wanted), None)
	if kind is None:
		return render_template("catalogue/choose_type.html", types=types)
	return render_form(Form(ItemFields), kind)


@blueprint.post("/nuevo")
@grant(Permission.CATALOGUE_WRITE)
def add() -> ResponseReturnValue:
	"""Write a draft; a second click writes no second one."""
	kind = ask(catalogue_api.show_type, type_id=request.form.get("type_id", 0, type=int))
	form = Form.read(ItemFields, request.form)
	made = form.save(
		lambda fields: ask_once(form.nonce, catalogue_api.add_item, body=fields),
		given={"type_id": kind.id, **read_parts(kind, request.form)},
	)
	if made is None:
		return render_form(form, kind), 422
	notify(_("«%(name)s» quedó como borrador. Póngale precio para venderlo.", name=made.name))
	return redirect(url_for("catalogue.show", item_id=made.id), 303)


@blueprint.get("/<int:item_id>/editar")
@grant(Permission.CATALOGUE_WRITE)
def ask_change(item_id: int) -> ResponseReturnValue:
	"""Show an item in the form."""
	item = ask(catalogue_api.show_item, item_id=item_id)
	kind = ask(catalogue_api.show_type, type_id=item.type_id)
	return render_form(show_item(ItemPatch, item), kind, item)


@blueprint.post("/<int:item_id>/editar")
@grant(Permission.CATALOGUE_WRITE)
def change(item_id: int) -> ResponseReturnValue:
	"""Save an item; what somebody else changed meanwhile is shown, and nothing typed is lost."""
	item = ask(catalogue_api.show_item, item_id=item_id)
	kind = ask(catalogue_api.show_type, type_id=item.type_id)
	form = Form.read(ItemPatch, request.form)
	texts = {name: request.form.get(name, "") for name in ("brand", "description")}
	made = form.save(
		lambda patch: ask(catalogue_api.change_item, item_id=item_id, body=patch),
		current=Item,
		given={**texts, **read_parts(kind, request.form)},
	)
	if made is None:
		compare_objections(form)
		return render_form(form, kind, item), 422
	notify(_("«%(name)s» quedó guardado.", name=made.name))
	return redirect(url_for("catalogue.show", item_id=item_id), 303)


def read_parts(kind: ItemType, typed: MultiDict[str, str]) -> dict[str, object]:
	"""Return what the contract nests: characteristics and sales sheet."""
	return {"attributes": read_attributes(kind.attributes, typed), "sheet": read_sheet(typed)}


def render_form(
	form: Form[ItemFields] | Form[ItemPatch], kind: ItemType, item: Item | None = None
) -> str:
	"""Return the form of an item, a new one where there is none yet."""
	layout = build_layout(kind)
	return render_template(
		"catalogue/form.html",
		form=form,
		kind=kind,
		item=item,
		layout=layout,
		sheet=SHEET,
		names=layout.name_fields() | SHEET.name_fields() | {"sheet.objections": _("Objeciones")},
		objections=list_objections(form),
	)
