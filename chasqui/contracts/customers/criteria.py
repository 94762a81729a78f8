"""What a criterion of a segment is called, beside the field that it is of.

The field of `SegmentCriteria` carries `CriterionWords`; pages and checks read it off there, so that
none of them lists the criteria. Two fields ``…_from`` and ``…_to`` are the bounds of one range.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from chasqui.kernel.texts.text import Text, say

LOW, HIGH = "_from", "_to"
CROSSED = say("El primer límite es mayor que el último.")


@dataclass(frozen=True)
class CriterionWords:
	"""Words of one field. `is_personal`: companies have none. `is_further`: a form shows it after
	the usual ones.

	The first bound of a range may say both bounds at once in `span` (``{low} a {high} años``),
	and what is wrong where it is above the last in `crossed`.
	"""

	label: Text
	help: Text | None = None
	is_personal: bool = False
	is_further: bool = False
	span: Text | None = None
	crossed: Text = CROSSED


def read_criteria(contract: type[BaseModel]) -> dict[str, CriterionWords]:
	"""Return the criteria of a contract by the names of their fields, in its order."""
	return {
		name: found
		for name, field in contract.model_fields.items()
		for found in field.metadata
		if isinstance(found, CriterionWords)
	}


def list_ranges(contract: type[BaseModel]) -> Iterator[tuple[str, str]]:
	"""Yield the first and the last bound of each range of a contract."""
	for name in contract.model_fields:
		last = name.removesuffix(LOW) + HIGH
		if name.endswith(LOW) and last in contract.model_fields:
			yield name, last


def is_asked(value: Any) -> bool:
	"""Return whether a criterion asks something: an absent bound and an empty list ask nothing."""
	return value is not None and value != []


def find_crossed(asked: BaseModel) -> Text | None:
	"""Return what is wrong with the first range whose bounds cross, or None."""
	words = read_criteria(type(asked))
	for first, last in list_ranges(type(asked)):
		low, high = getattr(asked, first), getattr(asked, last)
		if low is not None and high is not None and low > high:
			return words[first].crossed
	return None


def asks_person(asked: BaseModel) -> bool:
	"""Return whether something is asked that only persons have."""
	words = read_criteria(type(asked))
	return any(one.is_personal and is_asked(getattr(asked, name)) for name, one in words.items())
