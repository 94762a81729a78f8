"""What a form asks for: each input goes by the name of its field in the contract."""

from dataclasses import dataclass
from typing import Any, ClassVar

from portal.shell.labels.options import Option, Options, read_options


@dataclass(frozen=True)
class Input:
	"""`widget` is the macro that shows it, `help` stands below it."""

	name: str
	title: Any
	help: Any = ""
	widget: ClassVar[str]


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
class Secret(Input):
	"""A password, never shown again; `complete` says which one, to who keeps passwords."""

	widget = "secret"
	complete: str = "current-password"


@dataclass(frozen=True)
class Tick(Input):
	widget = "tick"


@dataclass(frozen=True)
class Choice(Input):
	"""One of several; `blank` is what choosing none is called, if one may choose none."""

	widget = "choice"
	options: Options = ()
	blank: Any = ""
	default: str = ""

	def list_options(self) -> list[Option]:
		"""Return what can be chosen: ``(value, text)``."""
		return read_options(self.options)


@dataclass(frozen=True)
class Radio(Choice):
	"""One of a few, all of them seen."""

	widget = "radio"


@dataclass(frozen=True)
class Many(Choice):
	widget = "many"
