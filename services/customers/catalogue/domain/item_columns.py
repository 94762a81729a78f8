"""The columns of an export of items: titles that the import knows again, and values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from chasqui.contracts.customers.catalogue import Attribute, Item, ItemState
from chasqui.contracts.customers.profiles import FieldKind
from chasqui.contracts.wire import read_number
from chasqui.kernel.sheets.cells import Cell, Words
from chasqui.kernel.texts.text import Text, quote, say
from customers.people.domain.names import make_name_key

STATES = {
	ItemState.DRAFT: say("borrador"),
	ItemState.ON_SALE: say("en venta"),
	ItemState.RETIRED: say("retirado"),
}


@dataclass(frozen=True)
class ItemColumn:
	"""`target` is what the import makes of it; empty where it is exported only, and never taken.

	A file does not put anything on sale, nor promote it.
	"""

	title: Words
	read: Callable[[Item], Cell]
	target: str = ""


def name_promotions(item: Item) -> str:
	"""Return the promotions that hold today, the best first, each with its last day."""
	return "; ".join(str(name_promotion(one.name, one.valid_until)) for one in item.promotions)


def name_promotion(name: str, until: date | None) -> Text:
	"""Return what a promotion is called, with its last day if it has one."""
	if until is None:
		return quote(name)
	return say("{name} (hasta el {day})", name=name, day=f"{until:%d/%m/%Y}")


FIXED = (
	ItemColumn(say("Tipo"), lambda item: item.type_name, "kind"),
	ItemColumn(say("Nombre"), lambda item: item.name, "name"),
	ItemColumn(say("Referencia"), lambda item: item.reference, "reference"),
	ItemColumn(say("Marca"), lambda item: item.brand, "brand"),
	ItemColumn(say("Descripción"), lambda item: item.description, "description"),
	ItemColumn(say("Precio"), lambda item: item.price, "price"),
	ItemColumn(say("Existencias"), lambda item: item.stock, "stock"),
	ItemColumn(say("Precio con promoción"), lambda item: item.promoted_price),
	ItemColumn(say("Promociones"), name_promotions),
	ItemColumn(say("Estado en el catálogo"), lambda item: STATES[item.state]),
)


def list_columns(types: Iterable[tuple[int, Iterable[Attribute]]]) -> list[ItemColumn]:
	"""Return the columns of items of some types: the fixed ones, then their characteristics.

	Characteristics of one name share a column, but within one type: the second goes by its key.
	"""
	taken = {make_name_key(str(column.title)) for column in FIXED}
	titles: dict[str, str] = {}
	fields: dict[str, dict[int, Attribute]] = {}
	for type_id, declared in types:
		for one in declared:
			key = make_name_key(one.label)
			if key in taken or type_id in fields.get(key, {}):
				key = make_name_key(one.key)
			title = one.label if key == make_name_key(one.label) else one.key
			titles.setdefault(key, title)
			fields.setdefault(key, {})[type_id] = one
	return [*FIXED, *(_make_column(titles[key], found) for key, found in fields.items())]


def _make_column(title: str, fields: dict[int, Attribute]) -> ItemColumn:
	def read(item: Item) -> Cell:
		field = fields.get(item.type_id)
		value = None if field is None else item.attributes.get(field.key)
		return None if field is None or value is None else _read_value(field, value)

	return ItemColumn(title, read)


def _read_value(field: Attribute, value: Any) -> Cell:
	if isinstance(value, bool):
		return value
	if field.kind is FieldKind.NUMBER:
		return read_number(str(value))
	return date.fromisoformat(value) if field.kind is FieldKind.DATE else str(value)
