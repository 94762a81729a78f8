"""What a form asks for: each input goes by the name of its field in the contract."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from portal.shell.labels.words import name_code

Option = tuple[Any, Any]


@dataclass(frozen=True)
class Input:
	"""`widget` is the macro that shows it, `help` stands below it."""

	name: str
	title: Any
	help: Any = ""
	widget: ClassVar[str]

	@property
	def anchor(self) -> str:
		"""Return the id in the page that a link from the errors leads to."""
		return self.name.replace(".", "-")


@dataclass(frozen=True)
class Line(Input):
	"""A short text; `kind` is the type of the field, `mode` which keys a phone shows for it."""

	widget = "line"
	kind: str = "text"
	mode: str = ""
	before: str = ""
	default: str = ""


@dataclass(frozen=True)
class Day(Line):
	kind: str = "date"


@dataclass(frozen=True)
class Area(Input):
	"""A text of several lines; with `is_list`, one entry a line."""

	widget = "area"
	rows: int = 3
	style: str = ""
	is_list: bool = False


@dataclass(frozen=True)
class Tick(Input):
	widget = "tick"


@dataclass(frozen=True)
class Choice(Input):
	"""One of several; `blank` is what choosing none is called, if one may choose none."""

	widget = "choice"
	options: Callable[[], Iterable[Option]] | Iterable[Option] | Iterable[StrEnum] = ()
	"""Codes, which go by their labels, or ``(value, text)``; or what returns these."""
	blank: Any = ""
	default: str = ""

	def list_options(self) -> list[Option]:
		"""Return what can be chosen: ``(value, text)``."""
		given = self.options if isinstance(self.options, Iterable) else self.options()
		return [
			(one.value, name_code(one).text) if isinstance(one, StrEnum) else one for one in given
		]


@dataclass(frozen=True)
class Radio(Choice):
	"""One of a few, all of them seen."""

	widget = "radio"


@dataclass(frozen=True)
class Many(Choice):
	widget = "many"
