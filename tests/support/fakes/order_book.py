"""What the fake of service orders remembers: one order in each state, the plan of a model."""

from decimal import Decimal
from typing import Any

from flask import request

from chasqui.contracts.customers.equipment import Equipment
from chasqui.contracts.customers.parts import Part, PartFields
from chasqui.contracts.customers.service_orders import (
	ServiceOrder,
	ServiceOrderFilters,
	ServiceOrderPatch,
	ServiceState,
	ServiceStep,
)
from chasqui.contracts.customers.service_plans import (
	MachinePlan,
	MachinePlanRequest,
	ServicePlan,
	ServicePlanFields,
)
from chasqui.kernel.data.versions import check_unchanged, write_version
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say
from tests.support.fakes.catalogue import TODAY
from tests.support.fakes.till import find_person
from tests.support.fakes.world import NOW, World

OPEN = (ServiceState.REQUESTED, ServiceState.PLANNED, ServiceState.IN_PROGRESS)


class Orders:
	"""One in each state of what is open or done; `short` are items of which there is not enough."""

	def __init__(self, world: World) -> None:
		self.world = world
		self.orders: dict[int, ServiceOrder] = {}
		self.plans: dict[int, ServicePlan] = {}
		self.short: set[int] = set()
		self.made: dict[str, Any] = {}
		self.set_plan(ServicePlanFields(brand="John Deere", model="5075E", months=6))
		self.add(1, kind="preventive", asked="Servicio de 250 horas")
		planned = self.add(2, kind="repair", asked="Pierde aceite", technician="Luis Técnico")
		self.reach(planned, ServiceState.PLANNED, planned_on=TODAY)
		begun = self.add(1, kind="repair", asked="No arranca")
		parts = [
			PartFields(item_id=3, quantity=Decimal(2)),
			PartFields(name="Aceite 15W40", quantity=Decimal("2.5"), unit_price=Decimal("4.30")),
		]
		self.keep(self.reach(begun, ServiceState.IN_PROGRESS), parts)
		done = self.add(3, kind="inspection", asked="Revisar la antena")
		self.reach(done, ServiceState.DONE, work="Se cambió el cable", done_on=TODAY, sale_id=2)

	@property
	def machines(self) -> dict[int, Equipment]:
		return self.world.workshop.machines

	def add(self, equipment_id: int, **fields: Any) -> ServiceOrder:
		machine = self.machines[equipment_id]
		nothing = dict.fromkeys(
			("cost", "parts_cost", "labour_hours", "labour_price", "labour_cost"), Decimal(0)
		)
		known = {
			"id": len(self.orders) + 1, "equipment_id": equipment_id, "meter": machine.meter,
			"machine": f"{machine.brand} {machine.model}", "serial": machine.serial,
			"customer_id": machine.customer_id, "customer_name": machine.customer_name,
			"province": machine.province, "state": ServiceState.REQUESTED, "asked_by": "Gestión",
			"asked_on": TODAY,
		}  # fmt: skip
		order = ServiceOrder.model_validate({**nothing, **known, **fields})
		return self.reach(order, ServiceState.REQUESTED)

	def reach(self, order: ServiceOrder, state: ServiceState, **fields: Any) -> ServiceOrder:
		order = order.model_copy(update={**fields, "state": state})
		order.steps = [*order.steps, ServiceStep(state=state, at=NOW, by=find_name())]
		return self.keep(order)

	def keep(self, order: ServiceOrder, parts: list[PartFields] | None = None) -> ServiceOrder:
		if parts is not None:
			order.parts = [self.price(place, one) for place, one in enumerate(parts, 1)]
		order.parts_cost = sum((one.amount for one in order.parts), Decimal(0))
		order.labour_cost = order.labour_hours * order.labour_price
		order.cost = order.parts_cost + order.labour_cost
		order.version = write_version(order, ServiceOrderPatch)
		self.orders[order.id] = order
		mine = [one for one in self.orders.values() if one.equipment_id == order.equipment_id]
		machine = self.machines[order.equipment_id]
		machine.open_orders = sum(one.state in OPEN for one in mine)
		return order

	def price(self, place: int, part: PartFields) -> Part:
		item = self.world.shop.items[part.item_id] if part.item_id else None
		price = part.unit_price if part.unit_price is not None else item and item.price
		if price is None:
			message = say("Escriba cuánto cuesta.")
			field = FieldError(f"parts.{place - 1}.unit_price", message, "required")
			raise Invalid(message, fields=[field])
		name = item.name if item else part.name
		told = {"place": place, "item_id": part.item_id, "name": name, "quantity": part.quantity}
		return Part.model_validate({**told, "unit_price": price, "amount": price * part.quantity})

	def set_plan(self, fields: ServicePlanFields) -> ServicePlan:
		known = {"id": len(self.plans) + 1, "equipment": 1, "set_by": "Gestión", "set_at": NOW}
		plan = ServicePlan.model_validate({**fields.model_dump(), **known})
		self.plans[plan.id] = plan
		for machine in self.machines.values():
			if (machine.brand, machine.model) == (plan.brand, plan.model):
				machine.plan = sign(MachinePlan(every=plan.every, months=plan.months))
				machine.due_on, machine.due_is_estimate = TODAY, plan.every is not None
		return plan

	def find(self, asked: ServiceOrderFilters) -> list[ServiceOrder]:
		"""Return the orders that filters leave, the newest first."""
		return [one for one in reversed(self.orders.values()) if matches(one, asked)]

	def move(self, number: int, version: str, *states: ServiceState) -> ServiceOrder:
		""":raises Conflict: the order is in none of the states, or changed since"""
		order = self.orders[number]
		if order.state not in states:
			raise Conflict(say("La orden ya no está en ese estado."), code="bad_move")
		check_unchanged(order, version)
		return order


def sign(plan: MachinePlan) -> MachinePlan:
	plan.version = write_version(plan, MachinePlanRequest)
	return plan


def find_name() -> str:
	return find_person().name if request else "Gestión"


def matches(order: ServiceOrder, asked: ServiceOrderFilters) -> bool:
	"""Return whether an order is what filters ask for."""
	words = f"{order.id} {order.machine} {order.serial} {order.customer_name}".lower()
	chosen = ("customer_id", "equipment_id", "state", "kind", "technician", "province")
	return (
		(asked.q or "").lower() in words
		and (not asked.ids or order.id in asked.ids)
		and all(
			not (wanted := getattr(asked, name)) or getattr(order, name) in wanted
			for name in chosen
		)
	)
