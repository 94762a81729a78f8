"""Hands over what a sale sells, and takes it back: stock of products, services in use."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from chasqui.contracts.customers.catalogue import ItemNature
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.catalogue.domain.stock_causes import name_sale
from customers.catalogue.use_cases.stock import StockService
from customers.sales.models.sale import SaleLineRow, SaleRow
from customers.sales.use_cases.sale_line_builder import name_fault
from customers.subscriptions.use_cases import SubscriptionService

Taken = tuple[SaleLineRow, Decimal]
"""A line, and how much of it."""


class DeliveryService:
	def __init__(self, stock: StockService, subscriptions: SubscriptionService) -> None:
		self._stock = stock
		self._subscriptions = subscriptions

	def hand_over(self, row: SaleRow, lines: Sequence[SaleLineRow], actor: Actor) -> None:
		"""Take products off the shelf, and open the services.

		:raises Conflict: `not_enough`, with each line of which there is less
		"""
		units = count_units((line, line.quantity) for line in lines)
		refuse_short(lines, self._stock.take(name_sale(row.id), units, actor))
		for line in lines:
			if line.nature == ItemNature.SERVICE:
				self._subscriptions.open_for_line(
					row.customer_id,
					(row.id, line.place),
					(line.item_id, line.name),
					line.quantity,
					line.unit_price,
				)

	def take_back(
		self, row: SaleRow, taken: Sequence[Taken], actor: Actor, *, restocks: bool = True
	) -> None:
		"""End the services, and put the products back on the shelf unless they are no good."""
		for line, quantity in taken:
			self._subscriptions.end_for_line(row.id, line.place, quantity)
		if restocks:
			self._stock.give_back(name_sale(row.id), count_units(taken), actor)


def count_units(taken: Iterable[Taken]) -> Counter[int]:
	"""Return how many units of each product there are, by item; services have none."""
	units: Counter[int] = Counter()
	for line, quantity in taken:
		if line.nature == ItemNature.PRODUCT:
			units[line.item_id] += int(quantity)
	return units


def refuse_short(lines: Sequence[SaleLineRow], left: dict[int, int]) -> None:
	""":raises Conflict: some items are short, of which `left` says what there is"""
	short = [
		name_fault(
			line.place - 1,
			"quantity",
			say("De «{name}» hay {left}.", name=line.name, left=left[line.item_id]),
			"not_enough",
		)
		for line in lines
		if line.item_id in left
	]
	if short:
		message = say("No alcanzan las existencias; quizá otra venta se llevó lo último.")
		raise Conflict(message, code="not_enough", fields=short)
