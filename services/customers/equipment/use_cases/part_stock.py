"""Moves the parts of a document off the shelf, and back to it (C7)."""

from collections import Counter
from collections.abc import Mapping, Sequence

from chasqui.kernel.errors import Conflict, FieldError
from chasqui.kernel.texts.text import join_texts, say
from customers.audit.domain import Actor
from customers.catalogue.domain.stock_causes import StockCause
from customers.catalogue.use_cases.stock import StockService
from customers.equipment.models.part import PartMixin


class PartStockService:
	"""`field` is what the document calls its lines."""

	def __init__(self, stock: StockService, *, field: str) -> None:
		self._stock = stock
		self._field = field

	def hold(self, cause: StockCause, parts: Sequence[PartMixin], actor: Actor) -> None:
		"""Have a document hold these parts and no others of ours.

		:raises Conflict: `not_enough`, with each line of which there is less
		"""
		self._refuse_short(parts, self._stock.settle(cause, count_units(parts), actor))

	def hand_over(self, cause: StockCause, parts: Sequence[PartMixin], actor: Actor) -> None:
		"""Take parts of ours off the shelf.

		:raises Conflict: `not_enough`, with each line of which there is less
		"""
		self._refuse_short(parts, self._stock.take(cause, count_units(parts), actor))

	def receive(self, cause: StockCause, parts: Sequence[PartMixin], actor: Actor) -> None:
		"""Put parts that came on the shelf."""
		self._stock.receive(cause, count_units(parts), actor)

	def _refuse_short(self, parts: Sequence[PartMixin], left: Mapping[int, int]) -> None:
		short = [
			FieldError(
				f"{self._field}.{part.place - 1}.quantity",
				say("de «{name}» quedan {left}", name=part.name, left=left[part.item_id]),
				"not_enough",
			)
			for part in parts
			if part.item_id is not None and part.item_id in left
		]
		if short:
			message = say(
				"No alcanzan las existencias: {faults}",
				faults=join_texts(one.message for one in short),
			)
			raise Conflict(message, code="not_enough", fields=short)


def count_units(parts: Sequence[PartMixin]) -> Counter[int]:
	"""Return how many units of each product of ours there are, by item."""
	units: Counter[int] = Counter()
	for part in parts:
		if part.is_product and part.item_id is not None:
			units[part.item_id] += int(part.quantity)
	return units
