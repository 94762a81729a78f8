"""Service plans: of models, and of single machines."""

from contextlib import suppress

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.equipment import Equipment
from chasqui.contracts.customers.service_plans import (
	MachinePlan,
	MachinePlanRequest,
	ServicePlanFields,
)
from chasqui.contracts.endpoints.customers import service_orders as orders_api
from chasqui.contracts.wire import ListQuery
from chasqui.kernel.errors import NotFound
from chasqui.kernel.security.access import grant
from portal.equipment.clients import load_machine
from portal.equipment.forms.orders import MACHINE_PLAN, MODEL_PLAN
from portal.equipment.labels import describe_terms, name_machine
from portal.equipment.lists.orders import PLANS
from portal.session.staff import read_person
from portal.shell.forms.form import Form
from portal.shell.forms.form_card import FormCard
from portal.shell.forms.form_page import FormPage
from portal.shell.pages.addresses import read_query
from portal.shell.pages.parts import notify
from portal.shell.pages.questions import Question
from portal.siblings import ask

blueprint = Blueprint("service_plans", __name__, url_prefix="/equipos")


@blueprint.get("/planes/")
@grant(Permission.EQUIPMENT_READ, Permission.EQUIPMENT_REQUEST)
def show_list() -> ResponseReturnValue:
	"""Show the plans of models."""
	return render_list(Form(ServicePlanFields))


@blueprint.post("/planes/")
@grant(Permission.EQUIPMENT_WRITE)
def put() -> ResponseReturnValue:
	"""Set the plan of a model, in the place of the one it may have."""
	form = Form.read(ServicePlanFields, request.form)
	made = form.save(lambda body: ask(orders_api.set_plan, body=body))
	if made is None:
		return render_list(form), 422
	name = f"{made.brand} {made.model}"
	notify(_("«%(name)s» se atiende %(terms)s.", name=name, terms=describe_terms(made, made.meter)))
	return redirect(url_for("service_plans.show_list"), 303)


@blueprint.get("/planes/<int:plan_id>/quitar")
@grant(Permission.EQUIPMENT_WRITE)
def ask_delete(plan_id: int) -> ResponseReturnValue:
	"""Ask whether to take the plan of a model away."""
	back = url_for("service_plans.show_list")
	return Question(
		title=_("Quitar el plan"),
		texts=[_("Los equipos que lo siguen dejan de vencer, salvo los que tienen el suyo.")],
		action=url_for("service_plans.delete", plan_id=plan_id),
		yes=_("Quitar"),
		no=_("Volver"),
		back=back,
		icon="trash",
	).render()


@blueprint.post("/planes/<int:plan_id>/quitar")
@grant(Permission.EQUIPMENT_WRITE)
def delete(plan_id: int) -> ResponseReturnValue:
	"""Take the plan of a model away."""
	with suppress(NotFound):  # somebody else was quicker; it is gone all the same
		ask(orders_api.delete_plan, plan_id=plan_id)
	notify(_("El plan quedó quitado."))
	return redirect(url_for("service_plans.show_list"), 303)


@blueprint.get("/<int:equipment_id>/plan")
@grant(Permission.EQUIPMENT_WRITE)
def ask_own(equipment_id: int) -> ResponseReturnValue:
	"""Ask how often one machine is serviced."""
	machine = load_machine(equipment_id)
	plan = machine.plan
	if not plan.is_own:  # the model's is not this machine's to keep
		plan = plan.model_copy(update={"every": None, "months": None})
	return render_own(machine, Form.show(MachinePlanRequest, plan))


@blueprint.post("/<int:equipment_id>/plan")
@grant(Permission.EQUIPMENT_WRITE)
def set_own(equipment_id: int) -> ResponseReturnValue:
	"""Set how often one machine is serviced."""
	form = Form.read(MachinePlanRequest, request.form)
	made = form.save(
		lambda body: ask(orders_api.set_machine_plan, equipment_id=equipment_id, body=body),
		current=MachinePlan,
	)
	if made is None:
		return render_own(load_machine(equipment_id), form), 422
	notify(_("El plan quedó guardado: %(terms)s.", terms=describe_terms(made.plan, made.meter)))
	return redirect(url_for("equipment.show", equipment_id=equipment_id), 303)


def render_list(form: Form[ServicePlanFields]) -> str:
	"""Return the page of plans, with the form of another for who may set it."""
	adding = None
	if read_person().may(Permission.EQUIPMENT_WRITE):
		adding = FormCard("add", _("Poner un plan"), MODEL_PLAN, form, _("Poner"), "plus")
	return PLANS.render(
		read_query(ListQuery), lambda asked: ask(orders_api.list_plans, query=asked), adding=adding
	)


def render_own(machine: Equipment, form: Form[MachinePlanRequest]) -> str:
	"""Return the page that asks how often one machine is serviced."""
	name, back = name_machine(machine), url_for("equipment.show", equipment_id=machine.id)
	return FormPage(
		_("Plan de «%(name)s»", name=name),
		MACHINE_PLAN,
		form,
		path_title=_("Plan"),
		back=back,
		crumbs=[(url_for("equipment.show_list"), _("Equipos")), (back, name)],
		action=url_for("service_plans.set_own", equipment_id=machine.id),
	).render()
