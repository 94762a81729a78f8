"""What stands in one cell of a table: a text, where it leads, chips, what can be done there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from portal.shell.labels.formats import NOTHING
from portal.shell.labels.label import Label
from portal.shell.labels.words import name_code


@dataclass(frozen=True)
class Link:
	text: Any
	href: str


@dataclass(frozen=True)
class Act:
	"""What can be done with a row: a link, or a form that posts `fields`.

	`about` says of what, for those whose reader says one button after the other.
	"""

	text: Any
	href: str
	icon: str = ""
	about: Any = ""
	is_post: bool = False
	fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Image:
	"""`text` is what is seen on it."""

	href: str
	text: Any


@dataclass(frozen=True)
class Cell:
	"""`sub` is a quieter line below: texts and links, joined by points; empty ones fall out."""

	text: Any = ""
	href: str = ""
	sub: Sequence[Any] = ()
	chips: Sequence[Label] = ()
	acts: Sequence[Act] = ()
	image: Image | None = None
	"""Stands before the text."""
	items: Sequence[Sequence[Any]] = ()
	"""One below the other, after the rest: the parts of each, texts and links."""
	is_long: bool = False
	"""The text may be one long word, which may break anywhere."""

	@property
	def is_empty(self) -> bool:
		return not (str(self.text) or self.chips or self.acts or self.items or any(self.sub))


def read_cell(value: Any) -> Cell:
	"""Return the cell of what a column reads of a row; of nothing, a dash."""
	cell = value if isinstance(value, Cell) else Cell("" if value is None else value)
	return Cell(NOTHING) if cell.is_empty else cell


def make_chips(*codes: StrEnum | Label | None, sub: Sequence[Any] = ()) -> Cell:
	"""Return a cell with the labels of codes; those that are None fall out."""
	labels = [one if isinstance(one, Label) else name_code(one) for one in codes if one is not None]
	return Cell(chips=labels, sub=sub)
