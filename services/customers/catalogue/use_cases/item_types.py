"""Keeps the types of what the company sells (M11, C1)."""

from chasqui.contracts.customers.catalogue import Attribute, ItemType, ItemTypeFields, ItemTypePatch
from chasqui.kernel.data.versions import check_version, write_version
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say
from customers.catalogue.domain.attributes import find_clashes
from customers.catalogue.models.item_type import ItemTypeRow
from customers.catalogue.repositories.item_types import ItemTypeRepository
from customers.people.domain.names import make_name_key

FIELDS = set(ItemTypeFields.model_fields)


class ItemTypeService:
	def __init__(self, types: ItemTypeRepository) -> None:
		self._types = types

	def list_all(self) -> list[ItemType]:
		counts = self._types.count_items()
		return [view_type(row, counts.get(row.id, 0)) for row in self._types.list_all()]

	def show(self, type_id: int) -> ItemType:
		""":raises NotFound: there is no such type"""
		return view_type(self._types.get(type_id), self._types.count_items().get(type_id, 0))

	def add(self, fields: ItemTypeFields) -> ItemType:
		""":raises Conflict: another type has that name"""
		values = fields.model_dump(mode="json")
		row = ItemTypeRow(**values, name_key=make_name_key(fields.name))
		self._types.save(row)
		return self.show(row.id)

	def change(self, type_id: int, patch: ItemTypePatch) -> ItemType:
		"""Change a type; what its items have of a characteristic stays as it is.

		:raises NotFound: there is no such type
		:raises Conflict: `stale`, the name is taken, or a characteristic in use changes its kind
		:raises Invalid: two characteristics have one key
		"""
		row = self._types.get(type_id, lock=True)
		now = view_type(row, 0)
		check_version(now, patch)
		given = {
			name: getattr(patch, name)
			for name in patch.model_fields_set - {"version"}
			if getattr(patch, name) is not None
		}
		self._refuse_clashes(type_id, now.attributes, given.get("attributes", now.attributes))
		changed = now.model_copy(update=given)
		try:
			ItemTypeFields.model_validate(changed.model_dump(include=FIELDS))
		except ValueError as error:
			raise Invalid(say("Las características no sirven."), code="bad_attributes") from error
		row.name, row.name_key = changed.name, make_name_key(changed.name)
		row.attributes = [one.model_dump(mode="json") for one in changed.attributes]
		row.is_archived = changed.is_archived
		self._types.save(row)
		return self.show(type_id)

	def _refuse_clashes(
		self, type_id: int, before: list[Attribute], after: list[Attribute]
	) -> None:
		clashes = find_clashes(before, after, self._types.list_used_keys(type_id))
		if clashes:
			message = say(
				"Ya hay valores de «{clashes}»: su clase no puede cambiar.", clashes=clashes[0]
			)
			fields = [FieldError("attributes", message, "attribute_in_use")]
			raise Conflict(message, code="attribute_in_use", fields=fields)


def view_type(row: ItemTypeRow, items: int) -> ItemType:
	"""Return a type as its contract shows it."""
	view = ItemType.model_validate(row).model_copy(update={"items": items})
	view.version = write_version(view, ItemTypePatch)
	return view
