"""The filters above a list: each lives in the address under its name."""

from dataclasses import dataclass
from typing import Any, ClassVar

from flask import request
from flask_babel import lazy_gettext as _
from pydantic import BaseModel

from portal.shell.labels.options import Option, Options, read_options

ALL = _("Todos")


@dataclass(frozen=True)
class Filter:
	"""`widget` is the macro of the page that shows it."""

	name: str
	title: Any
	widget: ClassVar[str]

	def read(self, query: BaseModel) -> Any:
		"""Return what the filter is set to: as understood, or as it stands in the address."""
		if self.name in type(query).model_fields:
			return getattr(query, self.name)
		return request.args.get(self.name)

	def show(self, query: BaseModel) -> str:
		"""Return what the field of the page holds."""
		value = self.read(query)
		if isinstance(value, list):  # of what may be several, the field holds the first
			value = value[0] if value else None
		return "" if value is None else str(value)


@dataclass(frozen=True)
class Search(Filter):
	widget = "search"


@dataclass(frozen=True)
class Text(Filter):
	"""A short text, `size` characters wide; with `mode`, which keys a phone shows for it."""

	widget = "text"
	size: int = 12
	mode: str = "text"


@dataclass(frozen=True)
class Day(Filter):
	widget = "day"


@dataclass(frozen=True)
class Tick(Filter):
	widget = "tick"


@dataclass(frozen=True)
class Choice(Filter):
	"""One of several; `every` is what choosing none is called, if one may choose none."""

	widget = "choice"
	options: Options
	every: Any = ALL

	def list_options(self) -> list[Option]:
		"""Return what can be chosen: ``(value, text)``."""
		return read_options(self.options)


@dataclass(frozen=True)
class Chips(Choice):
	"""One of several, as links above the list, with how many rows each has where that is known."""

	widget = "chips"
	hides_none: bool = False
	"""A choice without rows is not offered."""

	def list_options(self) -> list[tuple[str, Any]]:
		"""Return what can be chosen, none of them first."""
		return [("", self.every), *super().list_options()]
