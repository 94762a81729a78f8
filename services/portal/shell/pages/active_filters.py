"""What narrows a list, said one by one: each with the address that takes it off."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from portal.shell.lists.facets import Pairs
from portal.shell.lists.filters import FilterWords, write_value
from portal.shell.pages.addresses import CURSOR, LIMIT, PICKED, UNFILTERING


@dataclass(frozen=True)
class ActiveFilter:
	"""A filter that is on: what it asks, and the address without it."""

	text: str
	args: Pairs


def write_pairs(query: BaseModel) -> Pairs:
	"""Return what a query asks as the parameters of an address, without its place in the list."""
	given = query.model_dump(mode="json", exclude_defaults=True, exclude={CURSOR, LIMIT})
	return [(name, write_value(one)) for name, value in given.items() for one in wrap(value)]


def list_active(query: BaseModel, words: FilterWords, kept: Pairs) -> list[ActiveFilter]:
	"""Return the filters of a query that are on; `kept` is what else stays in the address."""
	pairs = write_pairs(query)
	found = []
	for name, text, gone in _name_values(query, pairs, words):
		rest = [pair for pair in pairs if pair not in gone]
		found.append(ActiveFilter(f"{words.names[name]}: {text}", [*rest, *kept]))
	return found


def wrap(value: Any) -> list[Any]:
	"""Return the values of a field, which may have one alone."""
	return value if isinstance(value, list) else [value]


def _name_values(
	query: BaseModel, pairs: Pairs, words: FilterWords
) -> Iterator[tuple[str, Any, Pairs]]:
	"""Yield each value of each filter, as people say it, with the pairs that ask it."""
	for name in dict.fromkeys(name for name, _text in pairs if name not in UNFILTERING):
		own = [pair for pair in pairs if pair[0] == name]
		if name == PICKED:
			yield name, len(own), own
			continue
		for value, pair in zip(wrap(getattr(query, name)), own, strict=True):
			yield name, words.name_value(name, value), [pair]
