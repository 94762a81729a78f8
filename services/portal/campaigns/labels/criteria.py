"""How the criteria of a segment are asked in a form and described in words, as their contract has
them.

Whatever `SegmentCriteria` gives words to is asked and described: no page lists the criteria.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import Any

from pydantic import BaseModel

from chasqui.contracts.customers.criteria import CriterionWords, list_ranges, read_criteria
from chasqui.contracts.customers.segments import SegmentCriteria
from portal.shell.forms.contract_fields import list_kinds
from portal.shell.forms.form import Form
from portal.shell.labels.formats import format_money, read_decimal
from portal.shell.labels.places import list_all_cantons, list_provinces, name_canton, name_province
from portal.shell.labels.words import Words, name_code

PREFIX = "criteria."
CHIP, PLACE, CANTON = "chip", "chip tone-info", "chip tone-plum"
Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class Choice:
	"""A value of a list: what may be chosen, what it is called, how it looks."""

	list_all: Callable[[], Choices]
	name: Callable[[str], Any]
	style: str = CHIP


@dataclass(frozen=True)
class Control:
	"""One criterion in a form: its fields, one of `choice` or two bounds in `unit`.

	One that always asks something has the value of its contract as `default`.
	"""

	names: tuple[str, ...]
	words: tuple[CriterionWords, ...]
	choice: Choice | None = None
	default: str = ""
	unit: str = ""

	@property
	def is_range(self) -> bool:
		return self.choice is None

	@property
	def bounds(self) -> list[tuple[str, CriterionWords]]:
		return list(zip(self.names, self.words, strict=True))

	def read_chips(self, form: Form[Any], prefix: str) -> Iterator[tuple[str, Any]]:
		"""Yield (style, text) of what a form asks; its fields are named with `prefix`."""
		fields = [name.removeprefix(PREFIX) for name in self.names]
		if self.choice is not None:
			for value in form.list_values(prefix + fields[0]) or filter(None, [self.default]):
				yield self.choice.style, self.choice.name(value)
			return
		typed = [self._write(form.read_value(prefix + name)) for name in fields]
		if self.words[0].span and any(typed):
			low, high = (text or "…" for text in typed)
			yield CHIP, self.words[0].span.fill({"low": low, "high": high})
			return
		for one, text in zip(self.words, typed, strict=True):
			if text:
				yield CHIP, f"{str(one.label).lower()} {text}"

	def _write(self, typed: str) -> str:
		amount = read_decimal(typed) if self.unit else None
		return typed if amount is None else format_money(amount)


def build_controls(contract: type[BaseModel]) -> list[Control]:
	"""Return the controls of all criteria of a contract, in its order."""
	words, ranges = read_criteria(contract), dict(list_ranges(contract))
	controls = []
	for name in (one for one in words if one not in ranges.values()):
		fields = (name, ranges[name]) if name in ranges else (name,)
		field = contract.model_fields[name]
		kinds = list_kinds(field.annotation)
		controls.append(
			Control(
				names=tuple(PREFIX + one for one in fields),
				words=tuple(words[one] for one in fields),
				choice=None if name in ranges else PLACES.get(name) or _choose_enum(kinds),
				default=field.default.value if isinstance(field.default, StrEnum) else "",
				unit="$" if Decimal in kinds else "",
			)
		)
	return controls


def group_controls() -> list[list[Control]]:
	"""Return the controls in rows: neighbouring ranges share one."""
	rows: list[list[Control]] = []
	for is_range, found in groupby(CONTROLS, key=lambda one: one.is_range):
		row = list(found)
		rows += [row] if is_range else [[one] for one in row]
	return rows


def list_chips(asked: SegmentCriteria | Form[Any]) -> list[tuple[str, Any]]:
	"""Return (style, text) of all that is asked, by a campaign or by the wizard's form."""
	if isinstance(asked, Form):
		return [chip for one in CONTROLS for chip in one.read_chips(asked, PREFIX)]
	form = Form.show(SegmentCriteria, asked)
	return [chip for one in CONTROLS for chip in one.read_chips(form, "")]


def _choose_enum(kinds: list[Any]) -> Choice:
	codes = next(one for one in kinds if isinstance(one, type) and issubclass(one, StrEnum))
	known = {one.value: one for one in codes}
	return Choice(
		lambda: [(value, name_code(one).text) for value, one in known.items()],
		lambda value: name_code(known.get(value, value)).text,
	)


PLACES = {
	"provinces": Choice(list_provinces, name_province, PLACE),
	"cantons": Choice(list_all_cantons, name_canton, CANTON),
}
CONTROLS = build_controls(SegmentCriteria)
NAMES: dict[str, Any] = {
	name: words.label for control in CONTROLS for name, words in control.bounds
}
WORDS = Words(functions={"list_criteria_chips": list_chips})
