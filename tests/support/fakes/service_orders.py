"""Plays service orders and plans: asked for, planned, begun, closed; what comes due."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from flask import Blueprint, request

from chasqui.contracts.customers.equipment import Equipment
from chasqui.contracts.customers.equipment_lists import ServicesRequest
from chasqui.contracts.customers.service_orders import (
	CancelRequest,
	FinishRequest,
	OrderFacetValue,
	OrderRefusal,
	OrdersMade,
	OrdersPlan,
	PlanRequest,
	ServiceOrder,
	ServiceOrderFacets,
	ServiceOrderFields,
	ServiceOrderFilters,
	ServiceOrderPatch,
	ServiceOrderSummary,
	ServiceState,
	StartRequest,
)
from chasqui.contracts.customers.service_plans import (
	MachinePlan,
	MachinePlanRequest,
	ServicePlan,
	ServicePlanFields,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.data.versions import check_version
from chasqui.kernel.errors import Conflict, FieldError, Unavailable
from chasqui.kernel.texts.text import say
from tests.support.fakes import equipment
from tests.support.fakes.catalogue import TODAY
from tests.support.fakes.order_book import OPEN, Orders, sign
from tests.support.fakes.world import World

PATH, PLANS = "/v1/service-orders", "/v1/service-plans"
ONE = f"{PATH}/<int:number>"


def build_blueprint(world: World) -> Blueprint:
	blueprint, orders = Blueprint("service_orders", __name__), Orders(world)
	world.orders = orders
	play_reading(blueprint, orders)
	play_asking(blueprint, orders)
	play_steps(blueprint, orders)
	play_many(blueprint, orders)
	play_plans(blueprint, orders)
	return blueprint


def play_reading(blueprint: Blueprint, orders: Orders) -> None:
	@blueprint.before_request
	def fall_silent() -> None:
		if orders.world.workshop.is_silent:
			raise Unavailable(say("Los equipos no responden."))

	@blueprint.get(PATH)
	def list_orders() -> Page[ServiceOrderSummary]:
		found = orders.find(read_filters())[: request.args.get("limit", 50, type=int)]
		names = ServiceOrderSummary.model_fields
		return Page[ServiceOrderSummary](
			items=[
				ServiceOrderSummary(**{name: getattr(one, name) for name in names}) for one in found
			]
		)

	@blueprint.get(f"{PATH}/facets")
	def find_facets() -> ServiceOrderFacets:
		found = orders.find(read_filters())
		return ServiceOrderFacets(
			total=len(found),
			state=count([one.state.value for one in found]),
			kind=count([one.kind.value for one in found]),
			technician=count([one.technician for one in found if one.technician]),
		)

	@blueprint.get(ONE)
	def show(number: int) -> ServiceOrder:
		return orders.orders[number]


def play_asking(blueprint: Blueprint, orders: Orders) -> None:
	@blueprint.post(PATH)
	def add() -> tuple[ServiceOrder, int]:
		fields = ServiceOrderFields.model_validate_json(request.get_data())
		key = request.headers["Idempotency-Key"]
		if key not in orders.made:
			told = {"kind": fields.kind, "asked": fields.asked}
			orders.made[key] = orders.add(fields.equipment_id, **told)
		return orders.made[key], 201

	@blueprint.patch(ONE)
	def change(number: int) -> ServiceOrder:
		order = orders.orders[number]
		patch = ServiceOrderPatch.model_validate_json(request.get_data())
		check_version(order, patch)
		for place, part in enumerate(patch.parts or []):
			if part.item_id in orders.short:
				message = say("de «{name}» quedan 0", name="Router")
				field = FieldError(f"parts.{place}.quantity", message, "not_enough")
				raise Conflict(message, fields=[field], code="not_enough")
		given = {
			name: getattr(patch, name) for name in patch.model_fields_set - {"version", "parts"}
		}
		return orders.keep(order.model_copy(update=given), patch.parts)


def play_steps(blueprint: Blueprint, orders: Orders) -> None:
	@blueprint.post(f"{ONE}/plan")
	def plan(number: int) -> ServiceOrder:
		body = PlanRequest.model_validate_json(request.get_data())
		states = (ServiceState.REQUESTED, ServiceState.PLANNED)
		order = orders.move(number, body.version, *states)
		told = {"planned_on": body.planned_on, "technician": body.technician}
		return orders.reach(order, ServiceState.PLANNED, **told)

	@blueprint.post(f"{ONE}/start")
	def start(number: int) -> ServiceOrder:
		body = StartRequest.model_validate_json(request.get_data())
		order = orders.move(number, body.version, ServiceState.REQUESTED, ServiceState.PLANNED)
		return orders.reach(order, ServiceState.IN_PROGRESS)

	@blueprint.post(f"{ONE}/finish")
	def finish(number: int) -> ServiceOrder:
		body = FinishRequest.model_validate_json(request.get_data())
		order = orders.move(number, body.version, ServiceState.IN_PROGRESS)
		told = body.model_dump(exclude={"version", "meter", "done_on"})
		return orders.reach(
			order, ServiceState.DONE, **told, done_on=body.done_on or TODAY, meter_total=body.meter
		)

	@blueprint.post(f"{ONE}/cancel")
	def cancel(number: int) -> ServiceOrder:
		body = CancelRequest.model_validate_json(request.get_data())
		order = orders.move(number, body.version, *OPEN)
		return orders.reach(order, ServiceState.CANCELLED, cancel_reason=body.reason)


def play_many(blueprint: Blueprint, orders: Orders) -> None:
	@blueprint.post(f"{PATH}/plans")
	def plan_all() -> OrdersMade:
		asked = OrdersPlan.model_validate_json(request.get_data())
		told = {"planned_on": asked.planned_on, "technician": asked.technician}
		found = orders.find(asked.filters)
		return do_all(found, asked.expected, lambda one: plan_one(orders, one, told))

	@blueprint.post(f"{PATH}/requests")
	def request_all() -> OrdersMade:
		asked = ServicesRequest.model_validate_json(request.get_data())
		found = [one for one in orders.machines.values() if equipment.matches(one, asked.filters)]
		return do_all(
			found,
			asked.expected,
			lambda one: (
				None if one.open_orders else orders.add(one.id, kind=asked.kind, asked=asked.asked)
			),
		)


def plan_one(orders: Orders, one: ServiceOrder, told: dict[str, Any]) -> ServiceOrder | None:
	if one.state not in (ServiceState.REQUESTED, ServiceState.PLANNED):
		return None
	return orders.reach(one, ServiceState.PLANNED, **told)


def do_all(found: list[Any], expected: int, act: Callable[[Any], Any]) -> OrdersMade:
	"""Do it to each; what returns nothing stays as it was."""
	if len(found) != expected:
		raise Conflict(say("La lista cambió. Revise y confirme otra vez."), code="list_changed")
	answer = OrdersMade(changed=0)
	for one in found:
		if act(one) is None:
			reason = say("Ya está abierta o cerrada.")
			answer.refused.append(OrderRefusal(id=one.id, name=str(one.id), reason=reason))
		else:
			answer.changed += 1
	return answer


def play_plans(blueprint: Blueprint, orders: Orders) -> None:
	@blueprint.get(PLANS)
	def list_plans() -> Page[ServicePlan]:
		return Page[ServicePlan](items=[*orders.plans.values()])

	@blueprint.post(PLANS)
	def set_plan() -> ServicePlan:
		return orders.set_plan(ServicePlanFields.model_validate_json(request.get_data()))

	@blueprint.delete(f"{PLANS}/<int:number>")
	def delete(number: int) -> tuple[str, int]:
		orders.plans.pop(number)
		return "", 204

	@blueprint.put("/v1/equipment/<int:number>/plan")
	def set_own(number: int) -> Equipment:
		fields = MachinePlanRequest.model_validate_json(request.get_data())
		machine = orders.machines[number]
		check_version(machine.plan, fields)
		is_own = bool(fields.every or fields.months)
		told = fields.model_dump(exclude={"version"})
		machine.plan = sign(MachinePlan(**told, is_own=is_own))
		return machine


def read_filters() -> ServiceOrderFilters:
	"""Return the filters of the request's address."""
	told: dict[str, Any] = {}
	for name, field in ServiceOrderFilters.model_fields.items():
		if values := request.args.getlist(name):
			told[name] = values if field.default == [] else values[0]
	return ServiceOrderFilters.model_validate(told)


def count(values: list[str]) -> list[OrderFacetValue]:
	"""Return how often each value comes."""
	return [
		OrderFacetValue(value=value, text=value, orders=times)
		for value, times in Counter(values).most_common()
	]
