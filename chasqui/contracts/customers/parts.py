"""Words of the parts that repairs use and that customers order: items of ours, or free text."""

from typing import Annotated

from pydantic import Field, model_validator

from chasqui.contracts.customers.list_values import Printable
from chasqui.contracts.customers.sales import Quantity, Units
from chasqui.contracts.wire import Contract, Money
from chasqui.kernel.texts.text import say

MOST_PARTS = 50
PartName = Annotated[str, Printable, Field(max_length=120)]


class PartFields(Contract):
	"""A part: an item of the catalogue, or a text with its price.

	Without `unit_price` it is the catalogue's of today.
	"""

	item_id: int | None = None
	name: PartName = ""
	quantity: Quantity
	unit_price: Money | None = None

	@model_validator(mode="after")
	def refuse_nothing(self) -> "PartFields":
		"""Refuse a part that nobody could find."""
		if self.item_id is None and not self.name:
			raise ValueError(say("Elija un artículo o escriba qué es."))
		return self


class Part(Contract):
	"""A part as it was put: `amount` is quantity × price, without tax."""

	place: int
	item_id: int | None = None
	name: str
	quantity: Units
	unit_price: Money
	amount: Money
