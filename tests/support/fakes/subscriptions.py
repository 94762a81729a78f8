"""Plays services in use: what customers use and used, changed as the service changes it."""

from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from flask import Blueprint, request

from chasqui.contracts.customers.catalogue import ItemNature, ItemState
from chasqui.contracts.customers.subscriptions import (
	EndReason,
	Subscription,
	SubscriptionEnd,
	SubscriptionFields,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say
from tests.support.fakes.catalogue import TODAY
from tests.support.fakes.world import World

OF_CUSTOMER = "/v1/customers/<int:number>/subscriptions"
ONE = "/v1/subscriptions/<int:number>"


class Services:
	"""What the fake remembers: the first customer uses two, one of them since nobody knows when."""

	def __init__(self, world: World) -> None:
		self.world = world
		self.kept: dict[int, Subscription] = {}
		self.is_silent = False  # it alone does not answer
		self.made: dict[str, Subscription] = {}
		first = {"customer_id": 1, "item_id": 1, "name": "Fibra Hogar 300", "price": "25.00"}
		self.keep(**first, started_on=date(2026, 10, 1), sale_id=4)
		self.keep(customer_id=1, name="Televisión antigua")
		self.keep(
			customer_id=1, item_id=2, name="Fibra Hogar 100", price="18.50",
			started_on=date(2025, 3, 1), ended_on=date(2026, 9, 30), end_reason=EndReason.UNPAID,
		)  # fmt: skip

	def keep(self, **fields: Any) -> Subscription:
		made = Subscription.model_validate({"id": len(self.kept) + 1, **fields})
		self.kept[made.id] = made
		return made

	def make(self, customer_id: int, fields: SubscriptionFields, **more: Any) -> Subscription:
		"""Open a service; what cannot be is said at its field."""
		item, day = self.world.shop.items.get(fields.item_id), fields.started_on or TODAY
		if day > TODAY:
			refuse("started_on", say("Ese día no ha llegado."))
		if item is None:
			refuse("item_id", say("No existe ese artículo."))
		if item.nature is not ItemNature.SERVICE:
			refuse("item_id", say("Eso es un producto, no un servicio."))
		if item.state is ItemState.DRAFT:
			refuse("item_id", say("Eso todavía no se vende."))
		price: Decimal | None = fields.price
		if price is None:
			price = item.price if day >= TODAY else None
		if price is None:
			refuse("price", say("Ese día no tenía precio: escríbalo."))
		known = {"customer_id": customer_id, "item_id": item.id, "name": item.name}
		return self.keep(**known, price=price, started_on=day, **more)

	def find_open(self, number: int) -> Subscription:
		if self.kept[number].ended_on is not None:
			raise Conflict(say("Ese servicio ya terminó."), code="ended")
		return self.kept[number]

	def check_end(self, one: Subscription, day: date) -> None:
		if day > TODAY or (one.started_on is not None and day < one.started_on):
			refuse("ended_on", say("Termina desde el día en que empezó hasta hoy."))


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint, services = Blueprint("subscriptions", __name__), Services(world)
	world.services = services

	@blueprint.before_request
	def fall_silent() -> tuple[str, int] | None:
		return ("", 503) if services.is_silent else None

	@blueprint.get(OF_CUSTOMER)
	def list_services(number: int) -> Page[Subscription]:
		mine = [one for one in services.kept.values() if one.customer_id == number]
		most = request.args.get("limit", 50, type=int)
		mine.sort(key=lambda one: (one.ended_on is not None, -one.id))
		start = request.args.get("cursor", 0, type=int)
		after = start + most
		return Page[Subscription](
			items=mine[start:after], next_cursor=str(after) if len(mine) > after else None
		)

	@blueprint.post(OF_CUSTOMER)
	def add(number: int) -> tuple[Subscription, int]:
		fields = SubscriptionFields.model_validate_json(request.get_data())
		key = request.headers["Idempotency-Key"]
		if key not in services.made:
			services.made[key] = services.make(world.customers[number].id, fields)
		return services.made[key], 201

	@blueprint.post(f"{ONE}/end")
	def end(number: int) -> Subscription:
		fields = SubscriptionEnd.model_validate_json(request.get_data())
		one, day = services.find_open(number), fields.ended_on or TODAY
		services.check_end(one, day)
		one.ended_on, one.end_reason = day, EndReason(fields.reason)
		return one

	@blueprint.post(f"{ONE}/upgrade")
	def upgrade(number: int) -> tuple[Subscription, int]:
		fields = SubscriptionFields.model_validate_json(request.get_data())
		key = request.headers["Idempotency-Key"]
		if key in services.made:
			return services.made[key], 201
		one, day = services.find_open(number), fields.started_on or TODAY
		if fields.item_id == one.item_id:
			refuse("item_id", say("Ya usa ese plan."))
		if one.started_on is not None and day < one.started_on:
			refuse("started_on", say("El otro plan empezó después."))
		services.made[key] = services.make(one.customer_id, fields, replaces_id=number)
		one.ended_on, one.end_reason = day, EndReason.UPGRADED
		return services.made[key], 201

	return blueprint


def refuse(field: str, message: Any) -> NoReturn:
	""":raises Invalid: always"""
	raise Invalid(message, fields=[FieldError(field, message, "refused")])
