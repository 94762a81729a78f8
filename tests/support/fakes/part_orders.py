"""Plays orders of spare parts: asked for, ordered, come, handed over or cancelled."""

from decimal import Decimal
from typing import Any

from flask import Blueprint, request

from chasqui.contracts.customers.part_orders import (
	DeliveryRequest,
	PartCancelRequest,
	PartOrder,
	PartOrderFacets,
	PartOrderFields,
	PartOrderFilters,
	PartOrderPatch,
	PartOrderState,
	PartOrderStep,
	PartOrderSummary,
	ReceiptRequest,
	SupplierRequest,
)
from chasqui.contracts.customers.parts import PartFields
from chasqui.contracts.wire import Page
from chasqui.kernel.data.versions import check_unchanged, check_version, write_version
from chasqui.kernel.errors import Conflict, FieldError, Unavailable
from chasqui.kernel.texts.text import say
from tests.support.fakes.catalogue import TODAY
from tests.support.fakes.order_book import find_name
from tests.support.fakes.service_orders import count
from tests.support.fakes.world import NOW, World

PATH = "/v1/part-orders"
ONE = f"{PATH}/<int:number>"
State = PartOrderState


class PartOrders:
	"""One that was asked for, one that was ordered; `short` are items that are not there."""

	def __init__(self, world: World) -> None:
		self.world = world
		self.orders: dict[int, PartOrder] = {}
		self.made: dict[str, Any] = {}
		self.short: set[int] = set()
		oil = PartFields(name="Aceite 15W40", quantity=Decimal("2.5"), unit_price=Decimal("4.30"))
		router = PartFields(item_id=3, quantity=Decimal(1))
		self.add(PartOrderFields(customer_id=1, equipment_id=1, lines=[router, oil]))
		ordered = self.add(PartOrderFields(customer_id=2, lines=[router], note="Urgente"))
		self.reach(ordered, State.ORDERED, supplier="Importadora", expected_on=TODAY)

	def add(self, fields: PartOrderFields) -> PartOrder:
		customer = self.world.customers[fields.customer_id]
		known = {
			**fields.model_dump(exclude={"lines"}), "id": len(self.orders) + 1, "what": "",
			"customer_name": customer.name, "province": customer.province, "total": 0,
			"state": State.REQUESTED, "asked_by": "Gestión", "asked_on": TODAY,
		}  # fmt: skip
		order = PartOrder.model_validate(known)
		return self.reach(self.keep(order, fields.lines), State.REQUESTED)

	def keep(self, order: PartOrder, lines: list[PartFields] | None = None) -> PartOrder:
		if lines is not None:
			price = self.world.orders.price
			order.lines = [price(place, one) for place, one in enumerate(lines, 1)]
		rest = len(order.lines) - 1
		order.what = order.lines[0].name + (f" +{rest}" if rest else "")
		order.total = sum((one.amount for one in order.lines), Decimal(0))
		machine = self.world.workshop.machines.get(order.equipment_id or 0)
		order.machine = f"{machine.brand} {machine.model}" if machine else ""
		order.version = write_version(order, PartOrderPatch)
		self.orders[order.id] = order
		return order

	def reach(self, order: PartOrder, state: PartOrderState, **fields: Any) -> PartOrder:
		order = order.model_copy(update={**fields, "state": state})
		order.steps = [*order.steps, PartOrderStep(state=state, at=NOW, by=find_name())]
		return self.keep(order)

	def move(self, number: int, version: str, *states: PartOrderState) -> PartOrder:
		""":raises Conflict: the order is in none of the states, or changed since"""
		order = self.orders[number]
		if order.state not in states:
			raise Conflict(say("El pedido ya no está en ese estado."), code="bad_move")
		check_unchanged(order, version)
		return order

	def find(self, asked: PartOrderFilters) -> list[PartOrder]:
		"""Return the orders that filters leave, the newest first."""
		return [one for one in reversed(self.orders.values()) if matches(one, asked)]


def build_blueprint(world: World) -> Blueprint:
	blueprint, parts = Blueprint("part_orders", __name__), PartOrders(world)
	world.part_orders = parts
	play_reading(blueprint, parts)
	play_writing(blueprint, parts)
	play_steps(blueprint, parts)
	return blueprint


def play_reading(blueprint: Blueprint, parts: PartOrders) -> None:
	@blueprint.before_request
	def fall_silent() -> None:
		if parts.world.workshop.is_silent:
			raise Unavailable(say("Los equipos no responden."))

	@blueprint.get(PATH)
	def list_orders() -> Page[PartOrderSummary]:
		found = parts.find(read_filters())[: request.args.get("limit", 50, type=int)]
		names = PartOrderSummary.model_fields
		items = [PartOrderSummary(**{name: getattr(one, name) for name in names}) for one in found]
		return Page[PartOrderSummary](items=items)

	@blueprint.get(f"{PATH}/facets")
	def find_facets() -> PartOrderFacets:
		found = parts.find(read_filters())
		return PartOrderFacets(
			total=len(found),
			state=count([one.state.value for one in found]),
			province=count([one.province for one in found if one.province]),
		)

	@blueprint.get(ONE)
	def show(number: int) -> PartOrder:
		return parts.orders[number]


def play_writing(blueprint: Blueprint, parts: PartOrders) -> None:
	@blueprint.post(PATH)
	def add() -> tuple[PartOrder, int]:
		fields = PartOrderFields.model_validate_json(request.get_data())
		key = request.headers["Idempotency-Key"]
		if key not in parts.made:
			parts.made[key] = parts.add(fields)
		return parts.made[key], 201

	@blueprint.patch(ONE)
	def change(number: int) -> PartOrder:
		order = parts.orders[number]
		patch = PartOrderPatch.model_validate_json(request.get_data())
		check_version(order, patch)
		names = patch.model_fields_set - {"version", "lines"}
		given = {name: getattr(patch, name) for name in names}
		return parts.keep(order.model_copy(update=given), patch.lines)


def play_steps(blueprint: Blueprint, parts: PartOrders) -> None:
	@blueprint.post(f"{ONE}/order")
	def order(number: int) -> PartOrder:
		body = SupplierRequest.model_validate_json(request.get_data())
		found = parts.move(number, body.version, State.REQUESTED)
		return parts.reach(found, State.ORDERED, **body.model_dump(exclude={"version"}))

	@blueprint.post(f"{ONE}/receipt")
	def receive(number: int) -> PartOrder:
		body = ReceiptRequest.model_validate_json(request.get_data())
		found = parts.move(number, body.version, State.ORDERED)
		parts.made["stocks"] = body.stocks
		return parts.reach(found, State.RECEIVED)

	@blueprint.post(f"{ONE}/delivery")
	def deliver(number: int) -> PartOrder:
		body = DeliveryRequest.model_validate_json(request.get_data())
		found = parts.move(number, body.version, State.REQUESTED, State.RECEIVED)
		if any(one.item_id in parts.short for one in found.lines):
			message = say("No alcanzan las existencias.")
			field = FieldError("lines.0.quantity", message, "not_enough")
			raise Conflict(message, fields=[field], code="not_enough")
		return parts.reach(found, State.DELIVERED, delivered_on=TODAY)

	@blueprint.post(f"{ONE}/cancel")
	def cancel(number: int) -> PartOrder:
		body = PartCancelRequest.model_validate_json(request.get_data())
		states = (State.REQUESTED, State.ORDERED, State.RECEIVED)
		found = parts.move(number, body.version, *states)
		return parts.reach(found, State.CANCELLED, cancel_reason=body.reason)


def read_filters() -> PartOrderFilters:
	"""Return the filters of the request's address."""
	told: dict[str, Any] = {}
	for name, field in PartOrderFilters.model_fields.items():
		if values := request.args.getlist(name):
			told[name] = values if field.default == [] else values[0]
	return PartOrderFilters.model_validate(told)


def matches(order: PartOrder, asked: PartOrderFilters) -> bool:
	"""Return whether an order is what filters ask for."""
	words = f"{order.id} {order.what} {order.machine} {order.customer_name}".lower()
	chosen = ("customer_id", "equipment_id", "state", "province")
	return (
		(asked.q or "").lower() in words
		and (not asked.ids or order.id in asked.ids)
		and all(
			not (wanted := getattr(asked, name)) or getattr(order, name) in wanted
			for name in chosen
		)
	)
