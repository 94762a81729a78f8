"""Facets at the side of a list: how many rows each further choice would leave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class FacetLine:
	"""A choice: the address that makes or takes it back, or none for one that cannot be made."""

	text: Any
	count: int
	args: Pairs | None = None
	is_on: bool = False


@dataclass(frozen=True)
class Facet:
	title: Any
	lines: Sequence[FacetLine]


def toggle(pairs: Iterable[tuple[str, str]], *choices: tuple[str, str]) -> Pairs:
	"""Return an address with choices made, or taken back if all of them were."""
	pairs = list(pairs)
	if all(choice in pairs for choice in choices):
		return [pair for pair in pairs if pair not in choices]
	return [*pairs, *(choice for choice in choices if choice not in pairs)]


def drop(pairs: Iterable[tuple[str, str]], names: Iterable[str]) -> Pairs:
	"""Return an address without some filters."""
	gone = set(names)
	return [pair for pair in pairs if pair[0] not in gone]


def build_facet(
	pairs: Pairs, name: str, title: Any, values: Iterable[tuple[str, Any, int]]
) -> Facet:
	"""Return the facet of a filter out of its values: ``(value, text, rows)``."""
	lines = [build_line(pairs, text, count, (name, value)) for value, text, count in values]
	return Facet(title, lines)


def keep_filled(facets: Iterable[Facet]) -> list[Facet]:
	"""Return the facets that offer something."""
	return [one for one in facets if one.lines]


def build_line(pairs: Pairs, text: Any, count: int, *choices: tuple[str, str]) -> FacetLine:
	"""Return the line of one choice, which may set several filters at once."""
	is_on = all(choice in pairs for choice in choices)
	return FacetLine(text, count, toggle(pairs, *choices), is_on)
