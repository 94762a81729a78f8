"""Keeps what the company sells: written, put on sale, retired (M12, C1, C7, C9, C13)."""

from collections.abc import Mapping
from typing import Any

from chasqui.contracts.customers.catalogue import (
	Attribute,
	Item,
	ItemFields,
	ItemPatch,
	ItemState,
	StateMove,
)
from chasqui.contracts.customers.item_moves import (
	MOST_MOVED,
	ItemRefusal,
	ItemsMove,
	ItemsMoved,
)
from chasqui.contracts.customers.profiles import CustomValue
from chasqui.kernel.data.versions import check_unchanged, check_version
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say, say_many
from customers.audit.domain import Actor
from customers.catalogue.domain.attributes import clean_attributes, list_missing
from customers.catalogue.domain.states import may_move
from customers.catalogue.models.item import ItemRow
from customers.catalogue.models.item_type import ItemTypeRow
from customers.catalogue.repositories.item_types import ItemTypeRepository
from customers.catalogue.repositories.items import ItemRepository
from customers.catalogue.use_cases.item_auditor import ItemAuditor
from customers.catalogue.use_cases.item_reader import ItemReader
from customers.catalogue.use_cases.pictures import PictureService
from customers.people.domain.names import make_name_key
from customers.people.domain.problems import BadField
from customers.people.use_cases.refusals import refuse_change


class ItemService:
	def __init__(
		self,
		items: ItemRepository,
		types: ItemTypeRepository,
		reader: ItemReader,
		pictures: PictureService,
		auditor: ItemAuditor,
	) -> None:
		self._items = items
		self._types = types
		self._reader = reader
		self._pictures = pictures
		self._auditor = auditor

	def add(self, fields: ItemFields, actor: Actor) -> Item:
		"""Write a draft.

		:raises Invalid: its type does not exist or is archived, or a characteristic is wrong
		:raises Conflict: the reference is taken
		"""
		kind = self._read_type(fields.type_id)
		values = fields.model_dump(mode="json", exclude={"attributes"})
		row = ItemRow(**values, created_by=actor.name)
		row.attributes = self.clean(fields.attributes, kind)
		write_keys(row)
		self._items.save(row)
		self._auditor.note(actor, row.id, sorted(fields.model_fields_set), step="added")
		return self._reader.show(row.id)

	def change(self, item_id: int, patch: ItemPatch, actor: Actor) -> Item:
		""":raises NotFound: there is no such item
		:raises Conflict: `stale`, or the reference is taken
		:raises Invalid: a characteristic is wrong, or one that is needed on sale is missing
		"""
		row = self._items.get(item_id, lock=True)
		check_version(self._reader.show(item_id), patch)
		kind = self._types.get(row.type_id)
		given = patch.model_dump(mode="json", exclude_unset=True, exclude={"version"})
		values: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
		if patch.attributes is not None:
			values["attributes"] = self.clean(patch.attributes, kind)
		for name, value in values.items():
			setattr(row, name, value)
		if row.state == ItemState.ON_SALE:
			self._refuse_missing(row, kind)
		write_keys(row)
		self._items.save(row)
		self._auditor.note(actor, row.id, sorted(values))
		return self._reader.show(item_id)

	def move(self, item_id: int, move: StateMove, actor: Actor) -> Item:
		"""Put an item on sale or retire it.

		:raises NotFound: there is no such item
		:raises Conflict: `stale`, it does not go from its state to that, or customers have it
			(`in_use`, how many they are in `current`)
		:raises Invalid: it has no price today, or a required characteristic is missing
		"""
		row = self._items.get(item_id, lock=True)
		check_unchanged(self._reader.show(item_id), move.version)
		self._move(row, move.state, actor, confirm_in_use=move.confirm_in_use)
		return self._reader.show(item_id)

	def move_all(self, asked: ItemsMove, actor: Actor) -> ItemsMoved:
		"""Put all items that match on sale, or retire them; what cannot be stays, and is named.

		:raises Conflict: `list_changed`, they are not as many as were seen
		"""
		ids = self._reader.list_ids(asked.filters, MOST_MOVED)
		refuse_change(len(ids), asked.expected)
		found = ItemsMoved(changed=0, same=0)
		for item_id in ids:
			row = self._items.get(item_id, lock=True)
			if row.state == asked.state:
				found.same += 1
				continue
			try:
				self._move(row, asked.state, actor, confirm_in_use=asked.confirm_in_use)
			except (Conflict, Invalid) as error:  # before anything was written
				found.refused.append(ItemRefusal(id=row.id, name=row.name, reason=error.detail))
			else:
				found.changed += 1
		return found

	def _move(self, row: ItemRow, state: ItemState, actor: Actor, *, confirm_in_use: bool) -> None:
		if not may_move(ItemState(row.state), state):
			raise Conflict(say("No pasa de su estado a ese. Recargue la página."), code="bad_move")
		if state is ItemState.ON_SALE:
			self._refuse_unsellable(row)
		elif not confirm_in_use:
			self._refuse_used(row)
		row.state = state.value
		self._items.save(row)
		self._auditor.note(actor, row.id, ["state"], step=state.value)

	def delete(self, item_id: int, actor: Actor) -> None:
		"""Delete a draft.

		:raises NotFound: there is no such item
		:raises Conflict: it has been on sale, stock was moved, or customers have it
		"""
		row = self._items.get(item_id, lock=True)
		if row.state != ItemState.DRAFT:
			message = say("Solo se borra un borrador; lo demás se retira.")
			raise Conflict(message, code="not_a_draft")
		if self._items.has_moves(row):
			message = say("Ya se movieron sus existencias, y ese libro no se borra.")
			raise Conflict(message, code="has_moves")
		self._refuse_used(row)
		self._auditor.note(actor, row.id, [], step="deleted")
		self._pictures.delete_all(item_id)
		self._items.delete(row)

	def clean(self, values: Mapping[str, CustomValue], kind: ItemTypeRow) -> dict[str, Any]:
		"""Return the characteristics that are given, as they are kept.

		:raises Invalid: one is not of the type, or not of its kind
		"""
		try:
			return dict(clean_attributes(values, read_attributes(kind)))
		except BadField as bad:
			fields = [FieldError(bad.field, bad.message, bad.code)]
			raise Invalid(bad.message, code=bad.code, fields=fields) from bad

	def _read_type(self, type_id: int) -> ItemTypeRow:
		found = self._types.find(type_id)
		if found is None or found.is_archived:
			message = say("Elija un tipo que esté en uso.")
			raise Invalid(message, fields=[FieldError("type_id", message, "no_item_type")])
		return found

	def _refuse_unsellable(self, row: ItemRow) -> None:
		if self._reader.show(row.id).price is None:
			raise Invalid(say("Póngale primero un precio que valga hoy."), code="no_price")
		self._refuse_missing(row, self._types.get(row.type_id))

	def _refuse_missing(self, row: ItemRow, kind: ItemTypeRow) -> None:
		missing = list_missing(row.attributes, read_attributes(kind))
		if missing:
			message = say("Para venderlo falta: {names}.", names=", ".join(missing))
			raise Invalid(message, code="missing_attributes")

	def _refuse_used(self, row: ItemRow) -> None:
		customers = self._items.count_customers(row)
		if customers:
			message = say_many(
				"Lo tiene {count} cliente.", "Lo tienen {count} clientes.", count=customers
			)
			raise Conflict(message, code="in_use", current={"customers": customers})


def read_attributes(kind: ItemTypeRow) -> list[Attribute]:
	"""Return the characteristics that a type asks for."""
	return [Attribute.model_validate(one) for one in kind.attributes]


def write_keys(row: ItemRow) -> None:
	"""Write what an item is found and sorted by."""
	row.name_key = make_name_key(row.name)
	row.search_key = make_name_key(f"{row.name} {row.reference} {row.brand}")
