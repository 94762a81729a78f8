"""The columns of an export of items: titles in Spanish that the import knows again, and values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from chasqui.contracts.customers.catalogue import Attribute, Item, ItemState
from chasqui.contracts.customers.profiles import FieldKind
from chasqui.contracts.wire import read_number
from chasqui.kernel.sheets.cells import Cell
from customers.people.domain.names import make_name_key

STATES = {
	ItemState.DRAFT: "borrador",
	ItemState.ON_SALE: "en venta",
	ItemState.RETIRED: "retirado",
}


@dataclass(frozen=True)
class ItemColumn:
	title: str
	read: Callable[[Item], Cell]
	is_told_only: bool = False
	"""A file that brings it changes nothing: it does not put anything on sale, or promote it."""


def name_promotions(item: Item) -> str:
	"""Return the promotions that hold today, the best first, each with its last day."""
	return "; ".join(
		f"{one.name} (hasta el {one.valid_until:%d/%m/%Y})" if one.valid_until else one.name
		for one in item.promotions
	)


FIXED = (
	ItemColumn("Tipo", lambda item: item.type_name),
	ItemColumn("Nombre", lambda item: item.name),
	ItemColumn("Referencia", lambda item: item.reference),
	ItemColumn("Marca", lambda item: item.brand),
	ItemColumn("Descripción", lambda item: item.description),
	ItemColumn("Precio", lambda item: item.price),
	ItemColumn("Existencias", lambda item: item.stock),
	ItemColumn("Precio con promoción", lambda item: item.promoted_price, is_told_only=True),
	ItemColumn("Promociones", name_promotions, is_told_only=True),
	ItemColumn("Estado en el catálogo", lambda item: STATES[item.state], is_told_only=True),
)


def list_columns(types: Iterable[tuple[int, Iterable[Attribute]]]) -> list[ItemColumn]:
	"""Return the columns of items of some types: the fixed ones, then their characteristics.

	Characteristics of one name share a column, but within one type: the second goes by its key.
	"""
	taken = {make_name_key(column.title) for column in FIXED}
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
