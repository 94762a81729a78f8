"""The characteristics of an item, as its type asks for them."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import JsonValue

from chasqui.contracts.customers.catalogue import Attribute
from chasqui.contracts.customers.profiles import CustomValue
from customers.people.domain.problems import BadField
from customers.people.domain.profile_sections import clean_custom


def clean_attributes(
	values: Mapping[str, CustomValue], declared: Sequence[Attribute]
) -> Mapping[str, JsonValue]:
	"""Return the values that are given, as JSON keeps them.

	:raises BadField: a characteristic is not of the type, or a value is not of its kind
	"""
	try:
		return clean_custom(values, {one.key: one for one in declared})
	except BadField as bad:
		field = bad.field.replace("custom.", "attributes.", 1)
		raise BadField(field, bad.code, bad.message) from bad


def list_missing(values: Mapping[str, Any], declared: Sequence[Attribute]) -> list[str]:
	"""Return the labels of the required characteristics that have no value."""
	return [one.label for one in declared if one.is_required and values.get(one.key) is None]


def find_clashes(
	before: Sequence[Attribute], after: Sequence[Attribute], used: set[str]
) -> list[str]:
	"""Return the labels of those that items have, and that would become of another kind."""
	kinds = {one.key: one.kind for one in after}
	return [
		one.label
		for one in before
		if one.key in used and kinds.get(one.key, one.kind) is not one.kind
	]
