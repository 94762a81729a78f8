"""The form of an order of spare parts: a new one of a customer, or one that there is."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.part_orders import (
	PartOrder,
	PartOrderFields,
	PartOrderPatch,
	PartOrderState,
)
from chasqui.contracts.endpoints.customers import part_orders as parts_api
from chasqui.kernel.security.access import grant
from portal.equipment.clients import load_part_order
from portal.equipment.forms.orders import write_rows
from portal.equipment.forms.part_orders import (
	LINES,
	blame_rows,
	build_change,
	build_order,
	name_cells,
	name_order,
)
from portal.sales.clients import find_customer_name, list_item_options, load_offers
from portal.shell.forms.form import Form
from portal.shell.forms.layout import FormLayout
from portal.shell.forms.rows import MORE, MORE_ROWS, SPARE_ROWS
from portal.shell.pages.customer_choice import CUSTOMER, CustomerChoice
from portal.shell.pages.parts import notify
from portal.siblings import ask, ask_once

WITH_OPEN_LINES = (PartOrderState.REQUESTED, PartOrderState.ORDERED)
"""States in which the lines may change: nothing has come yet."""

blueprint = Blueprint("part_forms", __name__, url_prefix="/repuestos")
CUSTOMERS = CustomerChoice(
	title=lazy_gettext("Pedir repuestos"),
	question=lazy_gettext("¿Para quién son?"),
	endpoint="part_forms.ask_add",
	above=("part_orders.show_list", lazy_gettext("Repuestos")),
	hint=lazy_gettext("Abra la ficha del cliente, parte «Equipos», y ahí «Pedir repuestos»."),
)


@blueprint.get("/nuevo")
@grant(Permission.EQUIPMENT_REQUEST)
def ask_add() -> ResponseReturnValue:
	"""Ask for whom it is, then what is wanted."""
	customer_id = request.args.get(CUSTOMER, type=int)
	if customer_id is None:
		return CUSTOMERS.render()
	return render_add(customer_id, LINES.put(Form(PartOrderFields), []))


@blueprint.post("/nuevo")
@grant(Permission.EQUIPMENT_REQUEST)
def add() -> ResponseReturnValue:
	"""Write down what a customer wants; a second click writes nothing more."""
	customer_id = request.args.get(CUSTOMER, 0, type=int)
	rows = LINES.read(request.form)
	form = LINES.put(Form.read(PartOrderFields, request.form), rows)
	if MORE in request.form:
		return render_add(customer_id, form, spare=MORE_ROWS)
	made = form.save(
		lambda body: ask_once(form.nonce, parts_api.add_part_order, body=body),
		given={"customer_id": customer_id, "lines": LINES.parse(rows)},
	)
	if made is None:
		blame_rows(form)
		return render_add(customer_id, form), 422
	notify(_("Quedó anotado: es el %(name)s.", name=name_order(made.id).lower()))
	return redirect(url_for("part_orders.show", order_id=made.id), 303)


@blueprint.get("/<int:order_id>/editar")
@grant(Permission.EQUIPMENT_WRITE)
def ask_change(order_id: int) -> ResponseReturnValue:
	"""Show an order in the form."""
	order = load_part_order(order_id)
	form = LINES.put(Form.show(PartOrderPatch, order), write_rows(order.lines))
	return render_change(order, form)


@blueprint.post("/<int:order_id>/editar")
@grant(Permission.EQUIPMENT_WRITE)
def change(order_id: int) -> ResponseReturnValue:
	"""Save an order; what somebody else changed meanwhile is shown, and nothing typed is lost."""
	order, rows = load_part_order(order_id), LINES.read(request.form)
	form = LINES.put(Form.read(PartOrderPatch, request.form), rows)
	if MORE in request.form:
		return render_change(order, form, spare=MORE_ROWS)
	given: dict[str, Any] = {
		"note": request.form.get("note", ""),
		"sale_id": request.form.get("sale_id") or None,
		"equipment_id": request.form.get("equipment_id") or None,
	}
	given["lines"] = LINES.parse(rows) if order.state in WITH_OPEN_LINES else None
	made = form.save(
		lambda patch: ask(parts_api.change_part_order, order_id=order_id, body=patch),
		current=PartOrder,
		given=given,
	)
	if made is None:
		blame_rows(form)
		return render_change(load_part_order(order_id), form), 422
	notify(_("El pedido quedó guardado."))
	return redirect(url_for("part_orders.show", order_id=order_id), 303)


def render_add(customer_id: int, form: Form[PartOrderFields], *, spare: int = SPARE_ROWS) -> str:
	"""Return the form of a new order."""
	customer = find_customer_name(customer_id)
	back = url_for("customers.show", customer_id=customer_id, parte="equipos")
	title = _("Pedir repuestos: %(name)s", name=customer)
	action = url_for("part_forms.add", cliente=customer_id)
	return render_form(title, form, build_order(customer_id), back, action, spare)


def render_change(order: PartOrder, form: Form[PartOrderPatch], *, spare: int = SPARE_ROWS) -> str:
	"""Return the form of an order that there is."""
	back = url_for("part_orders.show", order_id=order.id)
	title = _("Editar «%(name)s»", name=name_order(order.id))
	has_lines = order.state in WITH_OPEN_LINES
	layout = build_change(order.customer_id)
	return render_form(title, form, layout, back, "", spare, has_lines=has_lines)


def render_form(
	title: str,
	form: Form[Any],
	layout: FormLayout,
	back: str,
	action: str,
	spare: int,
	*,
	has_lines: bool = True,
) -> str:
	"""Return the form; without lines where they have come already."""
	return render_template(
		"equipment/part_form.html",
		title=title,
		form=form,
		layout=layout,
		back=back,
		action=action,
		names=layout.name_fields() | name_cells(form),
		rows=LINES.list_rows(form, spare),
		cells=LINES.cells,
		options=list_item_options(),
		offers=load_offers(),
		has_lines=has_lines,
	)
