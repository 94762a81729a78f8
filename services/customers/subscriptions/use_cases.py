"""Keeps the services that customers use (M7, C5)."""

from datetime import date
from decimal import Decimal

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.catalogue import ItemNature, ItemState
from chasqui.contracts.customers.subscriptions import (
	EndReason,
	Subscription,
	SubscriptionEnd,
	SubscriptionFields,
)
from chasqui.contracts.wire import ListQuery, Page
from chasqui.kernel.errors import Conflict, FieldError, Invalid, NotFound
from chasqui.kernel.texts.text import Text, say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.catalogue.models.item import ItemRow
from customers.catalogue.models.subscription import SubscriptionRow
from customers.catalogue.repositories.item_types import ItemTypeRepository
from customers.catalogue.repositories.items import ItemRepository
from customers.catalogue.repositories.prices import PriceRepository
from customers.people.repositories.customers import CustomerRepository
from customers.subscriptions.repositories import SubscriptionRepository

MOST_OPENED = 50
"""By one line of a sale."""
WHAT = "subscriptions"


class SubscriptionService:
	def __init__(
		self,
		subscriptions: SubscriptionRepository,
		customers: CustomerRepository,
		items: ItemRepository,
		types: ItemTypeRepository,
		prices: PriceRepository,
		auditor: Auditor,
		*,
		today: date,
	) -> None:
		self._subscriptions = subscriptions
		self._customers = customers
		self._items = items
		self._types = types
		self._prices = prices
		self._auditor = auditor
		self._today = today

	def list_page(self, customer_id: int, query: ListQuery) -> Page[Subscription]:
		""":raises NotFound: there is no such customer"""
		self._customers.get(customer_id)
		rows, cursor = self._subscriptions.list_page(customer_id, query)
		items = [Subscription.model_validate(row) for row in rows]
		return Page[Subscription](items=items, next_cursor=cursor)

	def add(self, customer_id: int, fields: SubscriptionFields, actor: Actor) -> Subscription:
		"""Note what a customer uses.

		:raises NotFound: there is no such customer
		:raises Invalid: it is no service on sale, had no price that day, or begins in the future
		"""
		customer = self._customers.get_to_change(customer_id)
		row = self._make(customer.id, fields)
		self._subscriptions.save(row)
		self._note(row, actor, "added")
		return Subscription.model_validate(row)

	def end(self, subscription_id: int, fields: SubscriptionEnd, actor: Actor) -> Subscription:
		""":raises NotFound: there is no such one
		:raises Conflict: it has ended, or its customer was merged or is being erased
		:raises Invalid: it ends before it begins, or in the future
		"""
		row = self._get_open(subscription_id)
		self._end(row, fields.ended_on or self._today, EndReason(fields.reason))
		self._note(row, actor, "ended")
		return Subscription.model_validate(row)

	def upgrade(
		self, subscription_id: int, fields: SubscriptionFields, actor: Actor
	) -> Subscription:
		"""Put another plan in the place of one.

		:raises NotFound: there is no such one
		:raises Conflict: it has ended
		:raises Invalid: as for a new one, or it is the same plan, or begins before the other did
		"""
		row = self._get_open(subscription_id)
		if fields.item_id == row.item_id:
			raise refuse("item_id", say("Ya usa ese plan."), "same_plan")
		other = self._make(row.customer_id, fields)
		day = fields.started_on or self._today
		if row.started_on is not None and day < row.started_on:
			raise refuse("started_on", say("El otro plan empezó después."), "bad_day")
		self._end(row, day, EndReason.UPGRADED)
		other.replaces_id = row.id
		self._subscriptions.save(other)
		self._note(other, actor, "upgraded")
		return Subscription.model_validate(other)

	def open_for_line(
		self,
		customer_id: int,
		sale: tuple[int, int],
		what: tuple[int, str],
		quantity: Decimal,
		price: Decimal,
	) -> None:
		"""Open what a line of a sale (its id and place) sells, one for each whole unit.

		`what` is the item's id and name. A line with a part of a unit is of hours and the like, one
		of more than `MOST_OPENED` is of no plan either: neither is used from then on.
		"""
		if quantity % 1 or quantity > MOST_OPENED:
			return
		rows = [
			SubscriptionRow(
				customer_id=customer_id,
				item_id=what[0],
				name=what[1],
				price=price,
				started_on=self._today,
				sale_id=sale[0],
				sale_place=sale[1],
			)
			for _ in range(int(quantity))
		]
		self._subscriptions.save(*rows)

	def end_for_line(self, sale_id: int, place: int, quantity: Decimal) -> None:
		"""End as many of what a line of a sale has opened, the latest first."""
		for row in self._subscriptions.list_open_of_line(sale_id, place)[: int(quantity)]:
			row.ended_on, row.end_reason = self._today, EndReason.RETURNED
			self._subscriptions.save(row)

	def _get_open(self, subscription_id: int) -> SubscriptionRow:
		row = self._subscriptions.get(subscription_id)
		self._customers.get_to_change(row.customer_id)
		if row.ended_on is not None:
			raise Conflict(say("Ese servicio ya terminó."), code="ended")
		return row

	def _make(self, customer_id: int, fields: SubscriptionFields) -> SubscriptionRow:
		started_on = fields.started_on or self._today
		if started_on > self._today:
			raise refuse("started_on", say("Ese día no ha llegado."), "in_the_future")
		item = self._find_service(fields.item_id)
		price = fields.price
		if price is None:
			price = self._prices.find(item.id, started_on)
		if price is None:
			raise refuse("price", say("Ese día no tenía precio: escríbalo."), "no_price")
		return SubscriptionRow(
			customer_id=customer_id,
			item_id=item.id,
			name=item.name,
			price=price,
			started_on=started_on,
		)

	def _find_service(self, item_id: int) -> ItemRow:
		try:
			item = self._items.get(item_id)
		except NotFound as error:
			raise refuse("item_id", error.detail, error.code) from error
		if self._types.get(item.type_id).nature != ItemNature.SERVICE:
			raise refuse("item_id", say("Eso es un producto, no un servicio."), "not_a_service")
		if item.state == ItemState.DRAFT:
			raise refuse("item_id", say("Eso todavía no se vende."), "not_on_sale")
		return item

	def _end(self, row: SubscriptionRow, day: date, reason: EndReason) -> None:
		if day > self._today or (row.started_on is not None and day < row.started_on):
			message = say("Termina desde el día en que empezó hasta hoy.")
			raise refuse("ended_on", message, "bad_day")
		row.ended_on, row.end_reason = day, reason
		self._subscriptions.save(row)

	def _note(self, row: SubscriptionRow, actor: Actor, step: str) -> None:
		details = {"what": WHAT, "subscription_id": row.id, "step": step}
		self._auditor.note(actor, AuditAction.CHANGED, row.customer_id, **details)


def refuse(field: str, message: Text, code: str) -> Invalid:
	"""Return what is wrong with a field."""
	return Invalid(message, code=code, fields=[FieldError(field, message, code)])
