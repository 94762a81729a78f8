"""The filters above a list: each lives in the address under its name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from flask import request
from flask_babel import lazy_gettext as _
from pydantic import BaseModel

from chasqui.contracts.access import Permission
from portal.shell.labels.options import Option, Options, read_options

ALL, ANY = _("Todos"), _("Da igual")
YES_NO = (("true", _("Sí")), ("false", _("No")))


@dataclass(frozen=True)
class Filter:
	"""`widget` is the macro of the page that shows it, to those who have what it `needs`."""

	name: str
	title: Any
	needs: Permission | None = field(default=None, kw_only=True)
	widget: ClassVar[str]
	takes_many: ClassVar[bool] = False

	@property
	def names(self) -> tuple[str, ...]:
		"""Return what of the address it sets."""
		return (self.name,)

	def read(self, query: BaseModel) -> Any:
		"""Return what the filter is set to: as understood, or as it stands in the address."""
		if self.name in type(query).model_fields:
			return getattr(query, self.name)
		return request.args.get(self.name)

	def show(self, query: BaseModel) -> str:
		"""Return what the field of the page holds."""
		return next(iter(self.list_set(query)), "")

	def list_set(self, query: BaseModel) -> list[str]:
		"""Return all that it is set to, as it stands in the address."""
		value = self.read(query)
		values = value if isinstance(value, list) else [value]
		return [write_value(one) for one in values if one is not None]


def write_value(value: object) -> str:
	"""Return a value as an address says it."""
	return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True)
class FilterWords:
	"""What filters and their values are called where the page says what narrows its list."""

	names: Mapping[str, Any]
	name_value: Callable[[str, Any], str]


@dataclass(frozen=True)
class Search(Filter):
	widget = "search"


@dataclass(frozen=True)
class Text(Filter):
	"""A short text, `size` characters wide; with `mode`, which keys a phone shows for it."""

	widget = "text"
	size: int = 12
	mode: str = "text"
	most: int = 60
	hint: Any = ""
	"""How it is written, shown while it is empty."""


@dataclass(frozen=True)
class Day(Filter):
	widget = "day"


@dataclass(frozen=True)
class Tick(Filter):
	"""Set or not: one that is not set asks nothing, whatever the contract calls that."""

	widget = "tick"

	def list_set(self, query: BaseModel) -> list[str]:
		return super().list_set(query) if self.read(query) else []


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
class Answer(Choice):
	"""Yes, no, or whichever."""

	options: Options = YES_NO
	every: Any = ANY


@dataclass(frozen=True)
class Many(Choice):
	"""Any of a few, all of them seen."""

	widget = "many"
	takes_many = True


@dataclass(frozen=True)
class Several(Many):
	"""Any of many."""

	widget = "several"


@dataclass(frozen=True)
class Range(Filter):
	"""Between two bounds, either of which may be left out; `kind` is the type of the fields."""

	widget = "range"
	kind: str = "text"

	@property
	def names(self) -> tuple[str, ...]:
		"""Return what of the address it sets."""
		return (f"{self.name}_from", f"{self.name}_to")

	def list_bounds(self) -> list[tuple[Filter, Any]]:
		"""Return the filter of each bound, with what it is called."""
		first, last = self.names
		return [(Filter(first, self.title), _("desde")), (Filter(last, self.title), _("hasta"))]


@dataclass(frozen=True)
class Chips(Choice):
	"""One of several, as links above the list, with how many rows each has where that is known."""

	widget = "chips"
	hides_none: bool = False
	"""A choice without rows is not offered."""

	def list_options(self) -> list[tuple[str, Any]]:
		"""Return what can be chosen, none of them first."""
		return [("", self.every), *super().list_options()]
