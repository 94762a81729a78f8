"""Keeps the fields that the company adds to its customers (R10)."""

from chasqui.contracts.customers.profiles import CustomField, CustomFieldFields, CustomFieldPatch
from chasqui.kernel.data.versions import check_version, write_version
from chasqui.kernel.errors import Invalid
from chasqui.kernel.texts.text import say
from customers.people.models.custom_field import CustomFieldRow
from customers.people.repositories.custom_fields import CustomFieldRepository

FIELDS = set(CustomFieldFields.model_fields)


class CustomFieldService:
	def __init__(self, fields: CustomFieldRepository) -> None:
		self._fields = fields

	def list_all(self) -> list[CustomField]:
		return [_view(row) for row in self._fields.list_all()]

	def add(self, fields: CustomFieldFields) -> CustomField:
		""":raises Conflict: the key is taken"""
		row = CustomFieldRow(**fields.model_dump(mode="json"))
		self._fields.add(row)
		return _view(row)

	def change(self, key: str, patch: CustomFieldPatch) -> CustomField:
		"""Change a field. A choice that is taken away stays with the customers that have it.

		:raises NotFound: there is no such field
		:raises Conflict: `stale`: somebody else changed the same part meanwhile
		:raises Invalid: the choices do not fit the field's kind
		"""
		row = self._fields.get(key)
		check_version(_view(row), patch)
		changed = CustomField.model_validate(row).model_copy(
			update={
				name: value
				for name, value in patch.model_dump(exclude_unset=True, exclude={"version"}).items()
				if value is not None
			}
		)
		try:
			CustomFieldFields.model_validate(changed.model_dump(include=FIELDS))
		except ValueError as error:
			raise Invalid(
				say("Las opciones no sirven para ese campo."), code="bad_choices"
			) from error
		row.label, row.choices = changed.label, changed.choices
		row.is_archived = changed.is_archived
		return _view(row)


def _view(row: CustomFieldRow) -> CustomField:
	field = CustomField.model_validate(row)
	field.version = write_version(field, CustomFieldPatch)
	return field
