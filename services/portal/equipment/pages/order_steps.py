"""What becomes of a service order: planned, begun, done, cancelled."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.service_orders import (
	CancelRequest,
	FinishRequest,
	PlanRequest,
	ServiceOrder,
	StartRequest,
)
from chasqui.contracts.endpoints.customers import service_orders as orders_api
from chasqui.kernel.security.access import grant
from portal.equipment.clients import load_order
from portal.equipment.forms.orders import CANCEL, FINISH, PLAN, name_order
from portal.shell.forms.form import Form, Model
from portal.shell.forms.form_page import FormPage
from portal.shell.forms.layout import FormLayout
from portal.shell.pages.parts import notify, notify_refusals
from portal.shell.pages.questions import Question
from portal.siblings import ask

blueprint = Blueprint("order_steps", __name__, url_prefix="/ordenes/<int:order_id>")


@blueprint.get("/planificar")
@grant(Permission.EQUIPMENT_WRITE)
def ask_plan(order_id: int) -> ResponseReturnValue:
	"""Ask who does it, and when."""
	order = load_order(order_id)
	return render_plan(order, Form.show(PlanRequest, order))


@blueprint.post("/planificar")
@grant(Permission.EQUIPMENT_WRITE)
def plan(order_id: int) -> ResponseReturnValue:
	"""Say who does it, and when."""
	form = Form.read(PlanRequest, request.form)
	made = form.save(
		lambda body: ask(orders_api.plan_order, order_id=order_id, body=body), current=ServiceOrder
	)
	if made is None:
		return render_plan(load_order(order_id), form), 422
	notify(_("La orden quedó planificada."))
	return lead_to(order_id)


@blueprint.get("/iniciar")
@grant(Permission.EQUIPMENT_WRITE)
def ask_start(order_id: int) -> ResponseReturnValue:
	"""Ask whether the work begins."""
	order = load_order(order_id)
	return Question(
		title=_("Iniciar la %(name)s", name=name_order(order_id).lower()),
		texts=[_("Los repuestos de la empresa salen de las existencias.")],
		action=url_for("order_steps.start", order_id=order_id),
		yes=_("Iniciar"),
		no=_("Volver"),
		back=url_for("service_orders.show", order_id=order_id),
		icon="player-play",
		fields={"version": order.version},
	).render()


@blueprint.post("/iniciar")
@grant(Permission.EQUIPMENT_WRITE)
def start(order_id: int) -> ResponseReturnValue:
	"""Begin the work."""
	with notify_refusals():
		body = StartRequest(version=request.form.get("version") or "0")
		ask(orders_api.start_order, order_id=order_id, body=body)
		notify(_("El trabajo empezó."))
	return lead_to(order_id)


@blueprint.get("/terminar")
@grant(Permission.EQUIPMENT_WRITE)
def ask_finish(order_id: int) -> ResponseReturnValue:
	"""Ask what was done."""
	order = load_order(order_id)
	return render_finish(order, Form(FinishRequest, {"version": [order.version]}))


@blueprint.post("/terminar")
@grant(Permission.EQUIPMENT_WRITE)
def finish(order_id: int) -> ResponseReturnValue:
	"""Close an order that was done; of two who close it the later one is warned."""
	form = Form.read(FinishRequest, request.form)
	made = form.save(
		lambda body: ask(orders_api.finish_order, order_id=order_id, body=body),
		current=ServiceOrder,
	)
	if made is None:
		return render_finish(load_order(order_id), form), 422
	notify(_("La orden quedó hecha."))
	return lead_to(order_id)


@blueprint.get("/cancelar")
@grant(Permission.EQUIPMENT_WRITE)
def ask_cancel(order_id: int) -> ResponseReturnValue:
	"""Ask why it is not done."""
	order = load_order(order_id)
	return render_cancel(order, Form(CancelRequest, {"version": [order.version]}))


@blueprint.post("/cancelar")
@grant(Permission.EQUIPMENT_WRITE)
def cancel(order_id: int) -> ResponseReturnValue:
	"""Close an order that is not done."""
	form = Form.read(CancelRequest, request.form)
	made = form.save(
		lambda body: ask(orders_api.cancel_order, order_id=order_id, body=body),
		current=ServiceOrder,
	)
	if made is None:
		return render_cancel(load_order(order_id), form), 422
	notify(_("La orden quedó cancelada."))
	return lead_to(order_id)


def render_plan(order: ServiceOrder, form: Form[PlanRequest]) -> str:
	"""Return the page that asks who does it, and when."""
	title = _("Planificar la %(name)s", name=name_order(order.id).lower())
	return build_step(order, form, PLAN, title, _("Planificar"), icon="calendar").render()


def render_finish(order: ServiceOrder, form: Form[FinishRequest]) -> str:
	"""Return the page that asks what was done."""
	title = _("Terminar la %(name)s", name=name_order(order.id).lower())
	note = _("Si faltan repuestos, anótelos antes con «Editar»: después ya no cambian.")
	return build_step(order, form, FINISH, title, _("Terminar"), icon="check", note=note).render()


def render_cancel(order: ServiceOrder, form: Form[CancelRequest]) -> str:
	"""Return the page that asks why it is not done."""
	title = _("Cancelar la %(name)s", name=name_order(order.id).lower())
	warning = _("Lo que salió de las existencias vuelve a ellas.")
	more = {"icon": "ban", "warning": warning}
	return build_step(order, form, CANCEL, title, _("Cancelar la orden"), **more).render()


def build_step(
	order: ServiceOrder, form: Form[Model], layout: FormLayout, title: str, yes: str, **more: Any
) -> FormPage:
	"""Return the page of a step of an order."""
	back = url_for("service_orders.show", order_id=order.id)
	crumbs = [
		(url_for("service_orders.show_list"), _("Órdenes de servicio")),
		(back, name_order(order.id)),
	]
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


def lead_to(order_id: int) -> ResponseReturnValue:
	"""Return the way to an order."""
	return redirect(url_for("service_orders.show", order_id=order_id), 303)
