"""The form of a machine: a new one of a customer, or one that there is."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.equipment import Equipment, EquipmentFields, EquipmentPatch
from chasqui.contracts.endpoints.customers import equipment as equipment_api
from chasqui.kernel.security.access import grant
from portal.equipment.clients import load_machine
from portal.equipment.forms.equipment import build_owned
from portal.equipment.labels import name_machine
from portal.sales.clients import find_customer_name
from portal.shell.forms.form import Form
from portal.shell.forms.form_page import FormPage
from portal.shell.pages.customer_choice import CUSTOMER, CustomerChoice
from portal.shell.pages.parts import notify
from portal.siblings import ask, ask_once

TEXTS = ("serial", "place", "note")
"""What is emptied by an empty text; in other fields nothing is null."""

blueprint = Blueprint("equipment_forms", __name__, url_prefix="/equipos")
CUSTOMERS = CustomerChoice(
	title=lazy_gettext("Registrar equipo"),
	question=lazy_gettext("¿De quién es?"),
	endpoint="equipment_forms.ask_add",
	above=("equipment.show_list", lazy_gettext("Equipos")),
	hint=lazy_gettext("Abra la ficha del cliente, parte «Equipos»."),
)


@blueprint.get("/nuevo")
@grant(Permission.EQUIPMENT_WRITE)
def ask_add() -> ResponseReturnValue:
	"""Ask whose the machine is, then what it is."""
	customer_id = request.args.get(CUSTOMER, type=int)
	if customer_id is None:
		return CUSTOMERS.render()
	return render_add(customer_id, Form(EquipmentFields))


@blueprint.post("/nuevo")
@grant(Permission.EQUIPMENT_WRITE)
def add() -> ResponseReturnValue:
	"""Write a machine down; a second click writes no second one."""
	customer_id = request.args.get(CUSTOMER, 0, type=int)
	form = Form.read(EquipmentFields, request.form)
	made = form.save(
		lambda body: ask_once(form.nonce, equipment_api.add_equipment, body=body),
		given={"customer_id": customer_id},
	)
	if made is None:
		return render_add(customer_id, form), 422
	notify(_("«%(name)s» quedó registrado.", name=name_machine(made)))
	return lead_to(made.id)


@blueprint.get("/<int:equipment_id>/editar")
@grant(Permission.EQUIPMENT_WRITE)
def ask_change(equipment_id: int) -> ResponseReturnValue:
	"""Show a machine in the form."""
	machine = load_machine(equipment_id)
	return render_change(machine, Form.show(EquipmentPatch, machine))


@blueprint.post("/<int:equipment_id>/editar")
@grant(Permission.EQUIPMENT_WRITE)
def change(equipment_id: int) -> ResponseReturnValue:
	"""Save a machine; what somebody else changed meanwhile is shown, and nothing typed is lost."""
	form = Form.read(EquipmentPatch, request.form, is_patch=True)
	made = form.save(
		lambda patch: ask(equipment_api.change_equipment, equipment_id=equipment_id, body=patch),
		current=Equipment,
		given={name: request.form.get(name, "") for name in TEXTS},
	)
	if made is None:
		return render_change(load_machine(equipment_id), form), 422
	notify(_("«%(name)s» quedó guardado.", name=name_machine(made)))
	return lead_to(equipment_id)


def render_add(customer_id: int, form: Form[EquipmentFields]) -> str:
	"""Return the form of a new machine."""
	back = url_for("customers.show", customer_id=customer_id, parte="equipos")
	name = find_customer_name(customer_id)
	return FormPage(
		_("Registrar equipo: %(name)s", name=name),
		build_owned(customer_id),
		form,
		path_title=_("Registrar equipo"),
		action=url_for("equipment_forms.add", cliente=customer_id),
		back=back,
		crumbs=[(back, name)],
	).render()


def render_change(machine: Equipment, form: Form[EquipmentPatch]) -> str:
	"""Return the form of a machine that there is."""
	name, back = name_machine(machine), url_for("equipment.show", equipment_id=machine.id)
	return FormPage(
		_("Editar «%(name)s»", name=name),
		build_owned(machine.customer_id, machine.sold_as),
		form,
		path_title=_("Editar"),
		back=back,
		crumbs=[(url_for("equipment.show_list"), _("Equipos")), (back, name)],
	).render()


def lead_to(equipment_id: int) -> ResponseReturnValue:
	"""Return the way to a machine."""
	return redirect(url_for("equipment.show", equipment_id=equipment_id), 303)
