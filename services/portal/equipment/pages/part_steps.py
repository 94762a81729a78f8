"""What becomes of an order of spare parts: ordered, come, handed over, cancelled."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.part_orders import (
	DeliveryRequest,
	PartCancelRequest,
	PartOrder,
	ReceiptRequest,
	SupplierRequest,
)
from chasqui.contracts.endpoints.customers import part_orders as parts_api
from chasqui.kernel.security.access import grant
from portal.equipment.clients import load_part_order
from portal.equipment.forms.part_orders import CANCEL, DELIVERY, RECEIPT, SUPPLIER, name_order
from portal.shell.forms.form import Form, Model
from portal.shell.forms.form_page import FormPage
from portal.shell.forms.layout import FormLayout
from portal.shell.labels.formats import format_money
from portal.shell.pages.parts import notify
from portal.siblings import ask

blueprint = Blueprint("part_steps", __name__, url_prefix="/repuestos/<int:order_id>")


@blueprint.get("/encargar")
@grant(Permission.EQUIPMENT_WRITE)
def ask_order(order_id: int) -> ResponseReturnValue:
	"""Ask from whom it is ordered."""
	order = load_part_order(order_id)
	return render_order(order, Form.show(SupplierRequest, order))


@blueprint.post("/encargar")
@grant(Permission.EQUIPMENT_WRITE)
def order(order_id: int) -> ResponseReturnValue:
	"""Note that it was ordered from a supplier."""
	form = Form.read(SupplierRequest, request.form)
	made = form.save(
		lambda body: ask(parts_api.order_parts, order_id=order_id, body=body), current=PartOrder
	)
	if made is None:
		return render_order(load_part_order(order_id), form), 422
	return lead_to(order_id, _("Quedó encargado al proveedor."))


@blueprint.get("/recibir")
@grant(Permission.EQUIPMENT_WRITE)
def ask_receive(order_id: int) -> ResponseReturnValue:
	"""Ask whether what has come enters the stock."""
	order = load_part_order(order_id)
	raw = {"version": [order.version], "stocks": ["on"]}
	return render_receipt(order, Form(ReceiptRequest, raw))


@blueprint.post("/recibir")
@grant(Permission.EQUIPMENT_WRITE)
def receive(order_id: int) -> ResponseReturnValue:
	"""Note that it has come."""
	form = Form.read(ReceiptRequest, request.form)
	made = form.save(
		lambda body: ask(parts_api.receive_parts, order_id=order_id, body=body), current=PartOrder
	)
	if made is None:
		return render_receipt(load_part_order(order_id), form), 422
	return lead_to(order_id, _("Quedó anotado que llegó."))


@blueprint.get("/entregar")
@grant(Permission.EQUIPMENT_WRITE)
def ask_deliver(order_id: int) -> ResponseReturnValue:
	"""Ask whether it is handed over."""
	order = load_part_order(order_id)
	return render_delivery(order, Form(DeliveryRequest, {"version": [order.version]}))


@blueprint.post("/entregar")
@grant(Permission.EQUIPMENT_WRITE)
def deliver(order_id: int) -> ResponseReturnValue:
	"""Hand it over; who is late for the last piece is warned."""
	form = Form.read(DeliveryRequest, request.form)
	made = form.save(
		lambda body: ask(parts_api.deliver_parts, order_id=order_id, body=body), current=PartOrder
	)
	if made is None:
		return render_delivery(load_part_order(order_id), form), 422
	return lead_to(order_id, _("Quedó entregado."))


@blueprint.get("/cancelar")
@grant(Permission.EQUIPMENT_WRITE)
def ask_cancel(order_id: int) -> ResponseReturnValue:
	"""Ask why it is not delivered."""
	order = load_part_order(order_id)
	return render_cancel(order, Form(PartCancelRequest, {"version": [order.version]}))


@blueprint.post("/cancelar")
@grant(Permission.EQUIPMENT_WRITE)
def cancel(order_id: int) -> ResponseReturnValue:
	"""Close an order that is not delivered."""
	form = Form.read(PartCancelRequest, request.form)
	made = form.save(
		lambda body: ask(parts_api.cancel_part_order, order_id=order_id, body=body),
		current=PartOrder,
	)
	if made is None:
		return render_cancel(load_part_order(order_id), form), 422
	return lead_to(order_id, _("El pedido quedó cancelado."))


def render_order(order: PartOrder, form: Form[SupplierRequest]) -> str:
	"""Return the page that asks from whom it is ordered."""
	title = _("Encargar al proveedor: %(name)s", name=name_order(order.id))
	return build_step(order, form, SUPPLIER, title, _("Encargar"), icon="send").render()


def render_receipt(order: PartOrder, form: Form[ReceiptRequest]) -> str:
	"""Return the page that asks whether what has come enters the stock."""
	title = _("Llegó: %(name)s", name=name_order(order.id))
	return build_step(order, form, RECEIPT, title, _("Anotar"), icon="download").render()


def render_delivery(order: PartOrder, form: Form[DeliveryRequest]) -> str:
	"""Return the page that asks whether it is handed over."""
	title = _("Entregar: %(name)s", name=name_order(order.id))
	about = {"total": format_money(order.total), "name": order.customer_name}
	text = _("Lo de %(name)s, %(total)s sin IVA, sale de las existencias.", **about)
	if order.sale_id is not None:
		text = _("Lo cobra una venta: sus productos ya salieron por ella.")
	more = {"icon": "check", "warning": text}
	return build_step(order, form, DELIVERY, title, _("Entregar"), **more).render()


def render_cancel(order: PartOrder, form: Form[PartCancelRequest]) -> str:
	"""Return the page that asks why it is not delivered."""
	title = _("Cancelar: %(name)s", name=name_order(order.id))
	warning = _("Lo que ya llegó queda en las existencias.")
	more = {"icon": "ban", "warning": warning}
	return build_step(order, form, CANCEL, title, _("Cancelar el pedido"), **more).render()


def build_step(
	order: PartOrder, form: Form[Model], layout: FormLayout, title: str, yes: str, **more: Any
) -> FormPage:
	"""Return the page of a step of an order."""
	back = url_for("part_orders.show", order_id=order.id)
	crumbs = [(url_for("part_orders.show_list"), _("Repuestos")), (back, name_order(order.id))]
	return FormPage(
		title,
		layout,
		form,
		yes=yes,
		no=_("Volver"),
		back=back,
		crumbs=crumbs,
		path_title=yes,
		chips=[order.state],
		action=request.path,
		**more,
	)


def lead_to(order_id: int, text: str) -> ResponseReturnValue:
	"""Say what was done, and return the way to an order."""
	notify(text)
	return redirect(url_for("part_orders.show", order_id=order_id), 303)
