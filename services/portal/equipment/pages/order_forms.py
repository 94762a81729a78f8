"""The forms of a service order: what is asked, and what is changed of it, parts as rows."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.equipment import Equipment
from chasqui.contracts.customers.service_orders import (
	ServiceOrder,
	ServiceOrderFields,
	ServiceOrderPatch,
)
from chasqui.contracts.endpoints.customers import service_orders as orders_api
from chasqui.kernel.security.access import grant
from portal.equipment.clients import load_machine, load_order
from portal.equipment.forms.orders import (
	CHANGE,
	ORDER,
	PARTS,
	blame_rows,
	name_cells,
	name_order,
	write_rows,
)
from portal.equipment.labels import name_machine
from portal.sales.clients import list_item_options, load_offers
from portal.shell.forms.form import Form
from portal.shell.forms.form_page import FormPage
from portal.shell.forms.rows import MORE, MORE_ROWS, SPARE_ROWS
from portal.shell.pages.parts import notify
from portal.siblings import ask, ask_once

blueprint = Blueprint("order_forms", __name__)


@blueprint.get("/equipos/<int:equipment_id>/pedir")
@grant(Permission.EQUIPMENT_REQUEST)
def ask_add(equipment_id: int) -> ResponseReturnValue:
	"""Ask what a machine needs."""
	return render_add(load_machine(equipment_id), Form(ServiceOrderFields))


@blueprint.post("/equipos/<int:equipment_id>/pedir")
@grant(Permission.EQUIPMENT_REQUEST)
def add(equipment_id: int) -> ResponseReturnValue:
	"""Ask for what a machine needs; a second click asks for nothing more."""
	form = Form.read(ServiceOrderFields, request.form)
	made = form.save(
		lambda body: ask_once(form.nonce, orders_api.add_order, body=body),
		given={"equipment_id": equipment_id},
	)
	if made is None:
		return render_add(load_machine(equipment_id), form), 422
	notify(_("Quedó pedida: es la %(name)s.", name=name_order(made.id).lower()))
	return lead_to(made.id)


@blueprint.get("/ordenes/<int:order_id>/editar")
@grant(Permission.EQUIPMENT_WRITE)
def ask_change(order_id: int) -> ResponseReturnValue:
	"""Show an order in the form."""
	order = load_order(order_id)
	form = PARTS.put(Form.show(ServiceOrderPatch, order), write_rows(order.parts))
	return render_change(order, form)


@blueprint.post("/ordenes/<int:order_id>/editar")
@grant(Permission.EQUIPMENT_WRITE)
def change(order_id: int) -> ResponseReturnValue:
	"""Save an order; what somebody else changed meanwhile is shown, and nothing typed is lost."""
	rows = PARTS.read(request.form)
	form = PARTS.put(Form.read(ServiceOrderPatch, request.form), rows)
	if MORE in request.form:
		return render_change(load_order(order_id), form, spare=MORE_ROWS)
	made = form.save(
		lambda patch: ask(orders_api.change_order, order_id=order_id, body=patch),
		current=ServiceOrder,
		given={"parts": PARTS.parse(rows), "sale_id": request.form.get("sale_id") or None},
	)
	if made is None:
		blame_rows(form)
		return render_change(load_order(order_id), form), 422
	notify(_("La orden quedó guardada."))
	return lead_to(order_id)


def render_add(machine: Equipment, form: Form[ServiceOrderFields]) -> str:
	"""Return the page that asks what a machine needs."""
	name, back = name_machine(machine), url_for("equipment.show", equipment_id=machine.id)
	return FormPage(
		_("Pedir servicio: %(name)s", name=name),
		ORDER,
		form,
		path_title=_("Pedir servicio"),
		yes=_("Pedir"),
		no=_("Volver"),
		back=back,
		crumbs=[(url_for("equipment.show_list"), _("Equipos")), (back, name)],
		caution=_("Ya tiene una orden abierta.") if machine.open_orders else "",
		action=url_for("order_forms.add", equipment_id=machine.id),
	).render()


def render_change(
	order: ServiceOrder, form: Form[ServiceOrderPatch], *, spare: int = SPARE_ROWS
) -> str:
	"""Return the form of an order that there is."""
	return render_template(
		"equipment/order_form.html",
		form=form,
		order=order,
		name=name_order(order.id),
		layout=CHANGE,
		names=CHANGE.name_fields() | name_cells(form),
		rows=PARTS.list_rows(form, spare),
		cells=PARTS.cells,
		options=list_item_options(),
		offers=load_offers(),
	)


def lead_to(order_id: int) -> ResponseReturnValue:
	"""Return the way to an order."""
	return redirect(url_for("service_orders.show", order_id=order_id), 303)
