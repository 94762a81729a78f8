"""How a form stands on its page: inputs in fieldsets, with what their contract demands of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from portal.shell.forms.inputs import Input

DEFINITIONS = "#/$defs/"
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Fieldset:
	"""Inputs that belong together; one with a title is a card of its own.

	`is_wide` puts its inputs side by side where the screen has room.
	"""

	inputs: Sequence[Input]
	title: Any = ""
	hint: Any = ""
	is_wide: bool = False


@dataclass(frozen=True)
class Limits:
	"""What the browser minds already: whether a value must be there, and how long it may be."""

	is_required: bool = False
	max_length: int | None = None


@dataclass(frozen=True)
class FormLayout:
	"""`contract` says what is asked of each field, of a new record also where one is changed."""

	contract: type[BaseModel]
	fieldsets: Sequence[Fieldset]

	@property
	def has_parts(self) -> bool:
		"""Return whether it stands in several cards, which take more room than one."""
		return any(fieldset.title for fieldset in self.fieldsets)

	def list_inputs(self) -> Iterator[Input]:
		"""Yield the inputs as they stand."""
		return (one for fieldset in self.fieldsets for one in fieldset.inputs)

	def name_fields(self) -> dict[str, Any]:
		"""Return what each field is called, for what is said above the form."""
		return {one.name: one.title for one in self.list_inputs()}

	def read_limits(self, name: str) -> Limits:
		"""Return what the contract demands of a field; nothing of one that is not its own."""
		return self._limits.get(name, Limits())

	@cached_property
	def _limits(self) -> dict[str, Limits]:
		schema = self.contract.model_json_schema()
		return dict(list_limits(schema, schema.get("$defs", {})))


def list_limits(
	schema: Schema, definitions: Schema, prefix: str = ""
) -> Iterator[tuple[str, Limits]]:
	"""Yield what a JSON schema demands of each field, by its path (``evidence.source``)."""
	required = schema.get("required", ())
	for name, field in schema.get("properties", {}).items():
		path = f"{prefix}{name}"
		for one in list_variants(field, definitions):
			if "properties" in one:
				yield from list_limits(one, definitions, f"{path}.")
		yield path, Limits(name in required, find_length(field, definitions))


def list_variants(field: Schema, definitions: Schema) -> Iterator[Schema]:
	"""Yield what a field may be, references followed."""
	for one in field.get("anyOf", [field]):
		reference = one.get("$ref", "")
		yield definitions[reference.removeprefix(DEFINITIONS)] if reference else one


def find_length(field: Schema, definitions: Schema) -> int | None:
	"""Return how many letters a field may have, or digits with a sign; None without a limit."""
	for one in list_variants(field, definitions):
		if "maxLength" in one:
			return int(one["maxLength"])
		if "maximum" in one:
			return len(str(one["maximum"])) + int(one.get("minimum", 0) < 0)
	return None
