"""Writes what a file says of items into the catalogue, one by one (M11, M23)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from chasqui.contracts.customers.catalogue import (
	Item,
	ItemFields,
	ItemNature,
	ItemPatch,
	ItemTypeFields,
	PriceFields,
	StockMoveFields,
	StockReason,
)
from chasqui.contracts.customers.imports import AmountWriting
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.catalogue.models.item import ItemRow
from customers.catalogue.models.item_type import ItemTypeRow
from customers.catalogue.repositories.item_types import ItemTypeRepository
from customers.catalogue.repositories.items import ItemRepository
from customers.catalogue.use_cases.item_reader import ItemReader
from customers.catalogue.use_cases.item_types import ItemTypeService
from customers.catalogue.use_cases.items import ItemService, read_attributes
from customers.catalogue.use_cases.prices import PriceService
from customers.catalogue.use_cases.stock import StockService
from customers.imports.domain.item_details import add_lines, make_reference, split_details
from customers.imports.domain.item_rows import ParsedItem
from customers.people.domain.names import make_name_key
from customers.people.domain.problems import BadField

UNSORTED = "Por clasificar"
SHORTEST_START = 30  # of a reference made from a name, to find those that it may meet


class Outcome(StrEnum):
	CREATED = "created"
	UPDATED = "updated"
	UNCHANGED = "unchanged"
	EXISTING = "existing"


@dataclass(frozen=True)
class Catalogue:
	"""What of the catalogue an intake reads and writes, within one session."""

	items: ItemRepository
	types: ItemTypeRepository
	reader: ItemReader
	type_service: ItemTypeService
	item_service: ItemService
	prices: PriceService
	stock: StockService


@dataclass
class ItemIntake:
	"""Takes the items of one file. An item is written once by it: the first row wins."""

	catalogue: Catalogue
	actor: Actor
	today: date
	is_update: bool
	amounts: AmountWriting = AmountWriting.AUTO
	_taken: set[int] = field(default_factory=set)

	def take(self, given: ParsedItem) -> Outcome:
		"""Write one item.

		:raises BadField: it is not clear which item is meant, or a value is wrong
		:raises AppError: the catalogue refuses it
		:raises ValidationError: a text is too long, or not of its form
		"""
		row = self._find(given)
		if row is None:
			item_id, outcome = self._add(given), Outcome.CREATED
		elif row.id in self._taken:
			raise BadField("name", "repeated", say("El artículo ya vino antes en el archivo."))
		elif self.is_update:
			item_id, outcome = row.id, self._change(row, given)
		else:
			item_id, outcome = row.id, Outcome.EXISTING
		self._taken.add(item_id)
		return outcome

	def _find(self, given: ParsedItem) -> ItemRow | None:
		"""Return the item that is meant: by its reference, or by its name where none is given."""
		items = self.catalogue.items
		named = items.list_named(make_name_key(given.name))
		if not given.reference:
			if len(named) > 1:
				message = say("Hay varios artículos con ese nombre: escriba la referencia.")
				raise BadField("reference", "ambiguous_name", message)
			return named[0] if named else None
		row = items.find_by_reference(given.reference)
		if row is not None and named and row.id not in {one.id for one in named}:
			message = say("Esa referencia es de otro artículo: «{name}».", name=row.name)
			raise BadField("reference", "reference_of_another", message)
		return row

	def _add(self, given: ParsedItem) -> int:
		kind, is_unsorted = self._choose_type(given.kind)
		values, lines = split_details(given.details, read_attributes(kind), self.amounts)
		if is_unsorted and given.kind:
			lines.append(f"Tipo: {given.kind}")
		fields = ItemFields(
			type_id=kind.id,
			name=given.name,
			reference=given.reference or self._make_reference(given.name),
			brand=given.brand,
			description=add_lines(given.description, lines),
			attributes=values,
		)
		item = self.catalogue.item_service.add(fields, self.actor)
		self._set_price(item, given)
		self._set_stock(item, given, StockReason.RECEIPT)
		return item.id

	def _change(self, row: ItemRow, given: ParsedItem) -> Outcome:
		item = self.catalogue.reader.show(row.id)
		changes = self._list_changes(row, item, given)
		if changes:
			patch = ItemPatch(version=item.version, **changes)
			self.catalogue.item_service.change(row.id, patch, self.actor)
		is_priced = self._set_price(item, given)
		is_moved = self._set_stock(item, given, StockReason.ADJUSTMENT)
		is_changed = bool(changes) or is_priced or is_moved
		return Outcome.UPDATED if is_changed else Outcome.UNCHANGED

	def _list_changes(self, row: ItemRow, item: Item, given: ParsedItem) -> dict[str, Any]:
		"""Return what a file changes of an item; what it does not give stays."""
		kind = self.catalogue.types.get(row.type_id)
		self._refuse_other_type(kind, given)
		values, lines = split_details(given.details, read_attributes(kind), self.amounts)
		kept = item.description
		if given.description and not _is_same_text(given.description, kept):
			kept = given.description
		new_values: dict[str, Any] = {
			"name": given.name,
			"brand": given.brand or item.brand,
			"description": add_lines(kept, lines),
		}
		changes = {n: value for n, value in new_values.items() if value != getattr(item, n)}
		cleaned = self.catalogue.item_service.clean(values, kind)
		if any(row.attributes.get(key) != value for key, value in cleaned.items()):
			declared = {one.key for one in read_attributes(kind)}
			kept_values = {k: value for k, value in row.attributes.items() if k in declared}
			changes["attributes"] = {**kept_values, **cleaned}
		return changes

	def _refuse_other_type(self, kind: ItemTypeRow, given: ParsedItem) -> None:
		found = self.catalogue.types.find_named(make_name_key(given.kind)) if given.kind else None
		if found is not None and found.id != kind.id and kind.name != UNSORTED:
			message = say(
				"El artículo ya existe y es de tipo «{name}», que no cambia.", name=kind.name
			)
			raise BadField("type", "other_type", message)

	def _choose_type(self, given: str) -> tuple[ItemTypeRow, bool]:
		"""Return the type that a file names, or else the one of what waits to be sorted."""
		types = self.catalogue.types
		found = types.find_named(make_name_key(given)) if given else None
		if found is not None and not found.is_archived:
			return found, False
		unsorted = types.find_named(make_name_key(UNSORTED))
		if unsorted is None:
			fields = ItemTypeFields(name=UNSORTED, nature=ItemNature.SERVICE)
			unsorted = types.get(self.catalogue.type_service.add(fields).id)
		return unsorted, True

	def _make_reference(self, name: str) -> str:
		start = make_reference(name, set())[:SHORTEST_START]
		return make_reference(name, self.catalogue.items.list_references(start))

	def _set_price(self, item: Item, given: ParsedItem) -> bool:
		"""Set the price from today on, if it is another than today's."""
		if given.price is None or given.price == item.price:
			return False
		fields = PriceFields(amount=given.price, valid_from=self.today)
		self.catalogue.prices.set(item.id, fields, self.actor)
		return True

	def _set_stock(self, item: Item, given: ParsedItem, reason: StockReason) -> bool:
		"""Move the stock to what the file says."""
		quantity = 0 if given.stock is None else given.stock - (item.stock or 0)
		if quantity == 0:
			return False
		fields = StockMoveFields(quantity=quantity, reason=reason, note=self.actor.name)
		self.catalogue.stock.move(item.id, fields, self.actor)
		return True


def _is_same_text(given: str, known: str) -> bool:
	"""Return whether two texts differ in their spaces and lines alone, which files do not keep."""
	return given.split() == known.split()
