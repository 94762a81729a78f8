"""The types of what the company sells, with the characteristics of their items."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.catalogue import (
	Attribute,
	ItemType,
	ItemTypeFields,
	ItemTypePatch,
)
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.contracts.wire import Contract
from chasqui.kernel.security.access import grant
from portal.catalogue.forms.item_types import KNOWN_TYPE, NEW_ATTRIBUTE, NEW_TYPE
from portal.catalogue.lists.items import TYPES, build_attributes
from portal.session.staff import read_person
from portal.shell.forms.form import Form
from portal.shell.forms.form_card import FormCard
from portal.shell.forms.form_page import SAVE
from portal.shell.forms.typed import blame_label, read_keyed
from portal.shell.pages.parts import notify, notify_refusals
from portal.siblings import ask

blueprint = Blueprint("item_types", __name__, url_prefix="/catalogo/tipos")


@blueprint.get("/")
@grant(Permission.CATALOGUE_READ)
def show_list() -> ResponseReturnValue:
	"""Show the types, and for those who may the way to add one."""
	return render_list(Form(ItemTypeFields))


@blueprint.post("/")
@grant(Permission.CATALOGUE_WRITE)
def add() -> ResponseReturnValue:
	"""Add a type; its characteristics follow on its own page."""
	form = Form.read(ItemTypeFields, request.form)
	made = form.save(
		lambda fields: ask(catalogue_api.add_type, body=fields), given={"attributes": []}
	)
	if made is None:
		return render_list(form), 422
	notify(_("El tipo «%(name)s» quedó listo.", name=made.name))
	return redirect(url_for("item_types.show", type_id=made.id), 303)


@blueprint.get("/<int:type_id>")
@grant(Permission.CATALOGUE_READ)
def show(type_id: int) -> ResponseReturnValue:
	"""Show one type with its characteristics."""
	kind = ask(catalogue_api.show_type, type_id=type_id)
	return render_type(kind, Form.show(ItemTypePatch, kind), Form(Attribute))


@blueprint.post("/<int:type_id>")
@grant(Permission.CATALOGUE_WRITE)
def change(type_id: int) -> ResponseReturnValue:
	"""Rename a type, archive it or bring it back."""
	kind = ask(catalogue_api.show_type, type_id=type_id)
	form = Form.read(ItemTypePatch, request.form)
	made = form.save(
		lambda patch: ask(catalogue_api.change_type, type_id=type_id, body=pick(patch)),
		current=ItemType,
		given={"attributes": None},
	)
	if made is None:
		return render_type(kind, form, Form(Attribute)), 422
	notify(_("El tipo quedó guardado."))
	return redirect(url_for("item_types.show", type_id=type_id), 303)


@blueprint.post("/<int:type_id>/caracteristicas")
@grant(Permission.CATALOGUE_WRITE)
def add_attribute(type_id: int) -> ResponseReturnValue:
	"""Add a characteristic; its key is made of its name."""
	kind = ask(catalogue_api.show_type, type_id=type_id)
	form = Form.read(Attribute, read_keyed(request.form))

	def send(attribute: Attribute) -> ItemType:
		patch = ItemTypePatch(version=kind.version, attributes=[*kind.attributes, attribute])
		return ask(catalogue_api.change_type, type_id=type_id, body=patch)

	made = form.save(send)
	if made is None:
		blame_label(form)
		return render_type(kind, Form.show(ItemTypePatch, kind), form), 422
	label = made.attributes[-1].label
	notify(_("La característica «%(name)s» quedó lista.", name=label))
	return redirect(url_for("item_types.show", type_id=type_id), 303)


@blueprint.post("/<int:type_id>/caracteristicas/<key>/quitar")
@grant(Permission.CATALOGUE_WRITE)
def remove_attribute(type_id: int, key: str) -> ResponseReturnValue:
	"""Ask a characteristic no more; the values that items have of it stay."""
	kind = ask(catalogue_api.show_type, type_id=type_id)
	left = [one for one in kind.attributes if one.key != key]
	patch = ItemTypePatch(version=kind.version, attributes=left)
	with notify_refusals():
		ask(catalogue_api.change_type, type_id=type_id, body=patch)
		notify(_("Ya no se pide. Si la vuelve a agregar, los valores siguen ahí."))
	return redirect(url_for("item_types.show", type_id=type_id), 303)


def pick(patch: ItemTypePatch) -> ItemTypePatch:
	"""Return a patch of what its form asks: the name, and whether it is archived."""
	return ItemTypePatch(
		version=patch.version, name=patch.name, is_archived=bool(patch.is_archived)
	)


def render_list(form: Form[ItemTypeFields]) -> str:
	"""Return the page of types."""
	may_add = read_person().may(Permission.CATALOGUE_WRITE)
	adding = FormCard("new", _("Agregar un tipo"), NEW_TYPE, form, _("Agregar"), "plus")
	return TYPES.render(
		Contract(),
		lambda _asked: ask(catalogue_api.list_types),
		adding=adding if may_add else None,
	)


def render_type(kind: ItemType, form: Form[ItemTypePatch], more: Form[Attribute]) -> str:
	"""Return the page of a type."""
	may_change = read_person().may(Permission.CATALOGUE_WRITE)
	adding = url_for("item_types.add_attribute", type_id=kind.id)
	title, change = _("Agregar una característica"), url_for("item_types.change", type_id=kind.id)
	return render_template(
		"catalogue/type.html",
		kind=kind,
		table=build_attributes(kind.id, may_change=may_change),
		more=FormCard("more", title, NEW_ATTRIBUTE, more, _("Agregar"), "plus", adding),
		known=FormCard("change", _("Este tipo"), KNOWN_TYPE, form, SAVE, action=change),
	)
