"""The company's own fields of a customer: added, renamed, archived."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
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
from chasqui.kernel.errors import FieldError, Invalid, NotFound
from chasqui.kernel.security.access import grant
from chasqui.kernel.texts.text import say
from portal.profile.forms.fields import KNOWN_CHOICE, KNOWN_FIELD, NEW_FIELD
from portal.profile.lists import FIELDS
from portal.shell.forms.form import Form
from portal.shell.forms.form_card import FormCard
from portal.shell.forms.form_page import FormPage
from portal.shell.forms.typed import blame_label, read_keyed, split_choices
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import notify
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
	form = Form.read(CustomFieldFields, read_keyed(request.form))
	made = form.save(lambda fields: ask(people_api.add_field, body=fields))
	if made is None:
		blame_label(form)
		return render_list(form), 422
	notify(_("El campo «%(name)s» quedó listo.", name=made.label))
	return redirect(url_for("fields.show_list"), 303)


@blueprint.get("/<key>")
@grant(Permission.FIELDS_MANAGE)
def ask_change(key: str) -> ResponseReturnValue:
	"""Show one field with its name and choices."""
	field = find_field(key)
	return render_form(Form.show(CustomFieldPatch, field), field)


@blueprint.post("/<key>")
@grant(Permission.FIELDS_MANAGE)
def change(key: str) -> ResponseReturnValue:
	"""Rename a field or change its choices; values that customers have stay."""
	field = find_field(key)
	form = Form.read(CustomFieldPatch, split_choices(request.form))

	def send(patch: CustomFieldPatch) -> CustomField:
		if patch.label is None:
			missing = FieldError("label", say("Falta este dato."), "missing")
			raise Invalid(missing.message, fields=[missing])
		wanted: dict[str, Any] = {"version": patch.version, "label": patch.label}
		if field.kind is FieldKind.CHOICE:
			wanted["choices"] = patch.choices
		return ask(people_api.change_field, key=key, body=CustomFieldPatch(**wanted))

	if form.save(send, current=CustomField) is None:
		return render_form(form, field), 422
	notify(_("El campo quedó guardado."))
	return redirect(url_for("fields.show_list"), 303)


@blueprint.post("/<key>/archivo")
@grant(Permission.FIELDS_MANAGE)
def archive(key: str) -> ResponseReturnValue:
	"""Archive a field, or bring it back; nothing that customers have is lost."""
	field = find_field(key)
	is_archived = not field.is_archived
	patch = CustomFieldPatch(version=field.version, is_archived=is_archived)
	ask(people_api.change_field, key=key, body=patch)
	notify(_("El campo quedó archivado.") if is_archived else _("El campo está otra vez en uso."))
	return redirect(url_for("fields.show_list"), 303)


def render_list(form: Form[CustomFieldFields]) -> str:
	"""Return the page of fields."""
	adding = FormCard("new", _("Agregar un campo"), NEW_FIELD, form, _("Agregar"), "plus")
	return FIELDS.render(ListQuery(), lambda _asked: ask(people_api.list_fields), adding=adding)


def render_form(form: Form[CustomFieldPatch], field: CustomField) -> str:
	"""Return the form of a field; only a list has choices."""
	home = url_for("fields.show_list")
	return FormPage(
		_("Editar campo"),
		KNOWN_CHOICE if field.kind is FieldKind.CHOICE else KNOWN_FIELD,
		form,
		back=home,
		crumbs=[(home, _("Campos propios"))],
		path_title=field.label,
		chips=[field.kind],
	).render()


def find_field(key: str) -> CustomField:
	""":raises NotFound: there is no such field"""
	found = next((one for one in ask(people_api.list_fields).items if one.key == key), None)
	if found is None:
		raise NotFound(_("No hay ese campo."))
	return found
