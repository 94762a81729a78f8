"""The company's own fields of a customer: added, renamed, archived."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.profiles import (
	CustomField,
	CustomFieldFields,
	CustomFieldPatch,
	FieldKind,
)
from chasqui.contracts.endpoints.customers import people as people_api
from chasqui.contracts.wire import ListQuery
from chasqui.kernel.errors import Conflict, FieldError, Invalid, NotFound
from chasqui.kernel.security.access import grant
from portal.profile.lists import FIELDS
from portal.shell.forms.form import Form
from portal.shell.forms.typed import make_key, split_choices
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part, tell
from portal.siblings import ask

blueprint = Blueprint("fields", __name__, url_prefix="/campos")
ENTRY = Entry(Group.ADMINISTRATION, 4, lazy_gettext("Campos propios"), "tag", "fields.show_list")


@blueprint.get("/")
@grant(Permission.FIELDS_MANAGE)
def show_list() -> ResponseReturnValue:
	"""Show the fields and the way to add one."""
	return render_list(Form(CustomFieldFields))


@blueprint.post("/")
@grant(Permission.FIELDS_MANAGE)
def add() -> ResponseReturnValue:
	"""Add a field; its key is made of its name."""
	typed = split_choices(request.form)
	typed["key"] = make_key(typed.get("label", ""))
	form = Form.read(CustomFieldFields, typed)
	fields = form.validate()
	if fields is not None:
		try:
			ask(people_api.add_field, body=fields)
		except (Conflict, Invalid) as error:
			form.add_failure(error)
		else:
			tell(_("El campo «%(name)s» quedó listo.", name=fields.label))
			return redirect(url_for("fields.show_list"), 303)
	if "label" in form.errors:
		form.errors.pop("key", None)  # a name that is missing makes no key
	return render_list(form), 422


@blueprint.get("/<key>")
@grant(Permission.FIELDS_MANAGE)
def ask_change(key: str) -> ResponseReturnValue:
	"""Show one field with its name and choices."""
	field = find_field(key)
	return render_template(
		"profile/fields/form.html", field=field, form=Form.show(CustomFieldPatch, field)
	)


@blueprint.post("/<key>")
@grant(Permission.FIELDS_MANAGE)
def change(key: str) -> ResponseReturnValue:
	"""Rename a field or change its choices; values that customers have stay."""
	field = find_field(key)
	form = Form.read(CustomFieldPatch, split_choices(request.form))
	patch = form.validate()
	if patch is not None and patch.label is None:
		form.add_errors([FieldError("label", _("Falta este dato."), "missing")])
	elif patch is not None:
		wanted = {"version": patch.version, "label": patch.label}
		if field.kind is FieldKind.CHOICE:
			wanted["choices"] = patch.choices  # type: ignore[assignment]
		try:
			ask(people_api.change_field, key=key, body=CustomFieldPatch.model_validate(wanted))
		except (Conflict, Invalid) as error:
			form.add_failure(error)
			form.add_current(error, CustomField)
		else:
			tell(_("El campo quedó guardado."))
			return redirect(url_for("fields.show_list"), 303)
	return render_template("profile/fields/form.html", field=field, form=form), 422


@blueprint.post("/<key>/archivo")
@grant(Permission.FIELDS_MANAGE)
def archive(key: str) -> ResponseReturnValue:
	"""Archive a field, or bring it back; nothing that customers have is lost."""
	field = find_field(key)
	is_archived = not field.is_archived
	patch = CustomFieldPatch(version=field.version, is_archived=is_archived)
	ask(people_api.change_field, key=key, body=patch)
	tell(_("El campo quedó archivado.") if is_archived else _("El campo está otra vez en uso."))
	return redirect(url_for("fields.show_list"), 303)


def render_list(form: Form[CustomFieldFields]) -> str:
	"""Return the page of fields."""
	page = load_part(lambda: ask(people_api.list_fields))
	return render_template(
		"profile/fields/list.html",
		list=FIELDS.fill(ListQuery(), page),
		form=form,
		kinds=list(FieldKind),
	)


def find_field(key: str) -> CustomField:
	""":raises NotFound: there is no such field"""
	found = next((one for one in ask(people_api.list_fields).items if one.key == key), None)
	if found is None:
		raise NotFound(_("No hay ese campo."))
	return found
