"""Turns the parts that somebody asks for into lines with what they cost."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from chasqui.contracts.customers.catalogue import ItemNature, ItemState
from chasqui.contracts.customers.parts import PartFields
from chasqui.kernel.errors import FieldError
from chasqui.kernel.texts.text import Text, say
from customers.people.use_cases.refusals import RefusalCollector
from customers.sales.domain.amounts import round_cents
from customers.sales.repositories.offered_items import OfferedItemRepository, PricedItem


class PartBuilder:
	"""`field` is what the document calls its lines."""

	def __init__(self, items: OfferedItemRepository, *, field: str, today: date) -> None:
		self._items = items
		self._field = field
		self._today = today

	def build(self, asked: Sequence[PartFields]) -> list[dict[str, Any]]:
		"""Return the columns of the lines, in their order.

		:raises Invalid: with all that is wrong, each at its field
		"""
		ids = {one.item_id for one in asked if one.item_id is not None}
		known = self._items.list_priced(ids, self._today)
		problems = RefusalCollector(say("Revise los repuestos."))
		for place, part in enumerate(asked):
			for name, message, code in find_faults(part, known):
				problems.add(FieldError(f"{self._field}.{place}.{name}", message, code))
		problems.raise_any()
		return [build_part(place, part, known) for place, part in enumerate(asked, start=1)]


def find_faults(part: PartFields, known: Mapping[int, PricedItem]) -> list[tuple[str, Text, str]]:
	"""Return what is wrong with a part: (field, message, code)."""
	if part.item_id is None:
		if part.unit_price is None:
			return [("unit_price", say("Escriba cuánto cuesta."), "required")]
		return []
	item, faults = known.get(part.item_id), []
	if item is None or item.row.state == ItemState.DRAFT:
		return [("item_id", say("No existe ese artículo."), "no_item")]
	if item.nature == ItemNature.PRODUCT and part.quantity % 1:
		message = say("Un producto se entrega por unidades enteras.")
		faults.append(("quantity", message, "whole_units"))
	if part.unit_price is None and item.price is None:
		message = say("Hoy no tiene precio en el catálogo: escríbalo.")
		faults.append(("unit_price", message, "no_price"))
	return faults


def build_part(place: int, part: PartFields, known: Mapping[int, PricedItem]) -> dict[str, Any]:
	"""Return the columns of a part that is right."""
	item = None if part.item_id is None else known[part.item_id]
	price = part.unit_price
	if price is None and item is not None:
		price = item.price
	assert price is not None  # as was checked
	return {
		"place": place,
		"item_id": part.item_id,
		"name": part.name if item is None else item.row.name,
		"is_product": item is not None and item.nature == ItemNature.PRODUCT,
		"quantity": part.quantity,
		"unit_price": price,
		"amount": round_cents(part.quantity * price),
	}
