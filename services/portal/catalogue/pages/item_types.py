"""The types of what the company sells, with the characteristics of their items."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.catalogue import (
	Attribute,
	ItemNature,
	ItemType,
	ItemTypeFields,
	ItemTypePatch,
)
from chasqui.contracts.customers.profiles import FieldKind
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.contracts.wire import Contract
from chasqui.kernel.errors import Conflict, Invalid
from chasqui.kernel.security.access import grant
from portal.catalogue.lists.items import TYPES, build_attributes
from portal.session.staff import read_person
from portal.shell.forms import Form, make_key, split_choices
from portal.shell.pages.parts import load_part, tell
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
	fields = form.validate(attributes=[])
	if fields is not None:
		try:
			made = ask(catalogue_api.add_type, body=fields)
		except (Conflict, Invalid) as error:
			form.add_failure(error)
		else:
			tell(_("El tipo «%(name)s» quedó listo.", name=made.name))
			return redirect(url_for("item_types.show", type_id=made.id), 303)
	return render_list(form), 422


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
	patch = form.validate(attributes=None)
	if patch is not None:
		try:
			ask(catalogue_api.change_type, type_id=type_id, body=pick(patch))
		except (Conflict, Invalid) as error:
			form.add_failure(error)
			form.add_current(error, ItemType)
		else:
			tell(_("El tipo quedó guardado."))
			return redirect(url_for("item_types.show", type_id=type_id), 303)
	return render_type(kind, form, Form(Attribute)), 422


@blueprint.post("/<int:type_id>/caracteristicas")
@grant(Permission.CATALOGUE_WRITE)
def add_attribute(type_id: int) -> ResponseReturnValue:
	"""Add a characteristic; its key is made of its name."""
	kind = ask(catalogue_api.show_type, type_id=type_id)
	typed = split_choices(request.form)
	typed["key"] = make_key(typed.get("label", ""))
	form = Form.read(Attribute, typed)
	attribute = form.validate()
	if "label" in form.errors:
		form.errors.pop("key", None)  # a name that is missing makes no key
	if attribute is not None:
		patch = ItemTypePatch(version=kind.version, attributes=[*kind.attributes, attribute])
		try:
			ask(catalogue_api.change_type, type_id=type_id, body=patch)
		except (Conflict, Invalid) as error:
			form.errors.setdefault("label", str(error.detail))
		else:
			tell(_("La característica «%(name)s» quedó lista.", name=attribute.label))
			return redirect(url_for("item_types.show", type_id=type_id), 303)
	return render_type(kind, Form.show(ItemTypePatch, kind), form), 422


@blueprint.post("/<int:type_id>/caracteristicas/<key>/quitar")
@grant(Permission.CATALOGUE_WRITE)
def remove_attribute(type_id: int, key: str) -> ResponseReturnValue:
	"""Ask a characteristic no more; the values that items have of it stay."""
	kind = ask(catalogue_api.show_type, type_id=type_id)
	left = [one for one in kind.attributes if one.key != key]
	patch = ItemTypePatch(version=kind.version, attributes=left)
	try:
		ask(catalogue_api.change_type, type_id=type_id, body=patch)
	except Conflict as error:
		tell(error.detail, "bad")
	else:
		tell(_("Ya no se pide. Si la vuelve a agregar, los valores siguen ahí."))
	return redirect(url_for("item_types.show", type_id=type_id), 303)


def pick(patch: ItemTypePatch) -> ItemTypePatch:
	"""Return a patch of what its form asks: the name, and whether it is archived."""
	return ItemTypePatch(
		version=patch.version, name=patch.name, is_archived=bool(patch.is_archived)
	)


def render_list(form: Form[ItemTypeFields]) -> str:
	"""Return the page of types."""
	page = load_part(lambda: ask(catalogue_api.list_types))
	return render_template(
		"catalogue/types.html",
		list=TYPES.fill(Contract(), page),
		form=form,
		natures=list(ItemNature),
	)


def render_type(kind: ItemType, form: Form[ItemTypePatch], more: Form[Attribute]) -> str:
	"""Return the page of a type."""
	may_change = read_person().may(Permission.CATALOGUE_WRITE)
	return render_template(
		"catalogue/type.html",
		kind=kind,
		table=build_attributes(kind.id, may_change=may_change),
		form=form,
		more=more,
		kinds=list(FieldKind),
	)
