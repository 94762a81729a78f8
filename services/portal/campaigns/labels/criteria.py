"""How the criteria of a segment are asked in a form and described in words, as their contract has
them.

Whatever `SegmentCriteria` gives words to is asked and described: no page lists the criteria.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from pydantic import BaseModel

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.criteria import CriterionWords, list_ranges, read_criteria
from chasqui.contracts.customers.list_values import NO_ADVISOR
from chasqui.contracts.customers.saved_segments import SavedSegment
from chasqui.contracts.customers.segments import SegmentCriteria, YesNo
from chasqui.contracts.endpoints.customers import saved_segments as segments_api
from portal.accounts.clients import list_advisor_options
from portal.equipment.clients import list_types, name_type
from portal.sales.clients import list_item_names, list_service_names, name_item
from portal.session.staff import read_person
from portal.shell.forms.contract_fields import list_kinds
from portal.shell.forms.form import Form
from portal.shell.labels.formats import format_money, format_typed_date, read_decimal
from portal.shell.labels.places import list_all_cantons, list_provinces, name_canton, name_province
from portal.shell.labels.words import Words, name_code
from portal.shell.pages.parts import Part, load_or_none, load_part, remember
from portal.siblings import ask

PREFIX = "criteria."
CHIP, PLACE, CANTON = "chip", "chip tone-info", "chip tone-plum"
Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class Choice:
	"""A value of a list: what may be chosen, what it is called, how it looks.

	Where nobody lists all, only what was chosen is shown: it comes from the list of customers.
	"""

	name: Callable[[str], Any]
	list_all: Callable[[], Choices] | None = None
	style: str = CHIP

	def list_options(self, chosen: Sequence[str]) -> Choices:
		"""Return what may be chosen."""
		return self.list_all() if self.list_all else [(one, self.name(one)) for one in chosen]


class Style(StrEnum):
	"""How a criterion is asked."""

	CHOICE = "choice"
	RANGE = "range"
	DAYS = "days"
	LINES = "lines"
	TEXT = "text"


@dataclass(frozen=True)
class Control:
	"""One criterion in a form: its fields, one of `choice` or two bounds in `unit`.

	One that always asks something has the value of its contract as `default`.
	"""

	names: tuple[str, ...]
	words: tuple[CriterionWords, ...]
	style: Style
	choice: Choice | None = None
	default: str = ""
	unit: str = ""

	@property
	def is_range(self) -> bool:
		return self.style in (Style.RANGE, Style.DAYS)

	@property
	def is_further(self) -> bool:
		return self.words[0].is_further

	@property
	def bounds(self) -> list[tuple[str, CriterionWords]]:
		return list(zip(self.names, self.words, strict=True))

	def list_options(self, form: Form[Any]) -> Choices:
		"""Return what may be chosen."""
		return self.choice.list_options(form.list_values(self.names[0])) if self.choice else []

	def read_chips(self, form: Form[Any], prefix: str) -> Iterator[tuple[str, Any]]:
		"""Yield (style, text) of what a form asks; its fields are named with `prefix`."""
		fields = [prefix + name.removeprefix(PREFIX) for name in self.names]
		if self.is_range:
			yield from self._read_bounds([form.read_value(name) for name in fields])
			return
		label = str(self.words[0].label)
		for value in self._list_asked(form, fields[0]):
			name = self.choice.name(value) if self.choice else value
			style = self.choice.style if self.choice else CHIP
			yield style, f"{label}: {str(name).lower()}" if self.is_yes_no else self._label(name)

	@property
	def is_yes_no(self) -> bool:
		return self.choice is YES_NO

	def _label(self, name: Any) -> Any:
		return f"{self.words[0].label}: {name}" if self.is_further else name

	def _list_asked(self, form: Form[Any], field: str) -> list[str]:
		"""Return what is asked, each line of an area by itself."""
		typed = form.list_values(field) or [one for one in [self.default] if one]
		return [line for text in typed for line in text.splitlines() if line.strip()]

	def _read_bounds(self, asked: list[str]) -> Iterator[tuple[str, Any]]:
		typed = [self._write(text) for text in asked]
		if self.words[0].span and any(typed):
			low, high = (text or "…" for text in typed)
			yield CHIP, self.words[0].span.fill({"low": low, "high": high})
			return
		for one, text in zip(self.words, typed, strict=True):
			if text:
				yield CHIP, f"{str(one.label).lower()} {text}"

	def _write(self, typed: str) -> str:
		if self.style is Style.DAYS:
			return format_typed_date(typed)
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
		choice = None if name in ranges else CHOICES.get(name) or _choose_enum(kinds)
		controls.append(
			Control(
				names=tuple(PREFIX + one for one in fields),
				words=tuple(words[one] for one in fields),
				style=_choose_style(kinds, choice, is_range=name in ranges),
				choice=choice,
				default=field.default.value if isinstance(field.default, StrEnum) else "",
				unit="$" if Decimal in kinds else "",
			)
		)
	return controls


def _choose_style(kinds: list[Any], choice: Choice | None, *, is_range: bool) -> Style:
	if date in kinds:
		return Style.DAYS
	if is_range:
		return Style.RANGE
	if choice is not None:
		return Style.CHOICE
	return Style.LINES if list in kinds else Style.TEXT


def group_controls(*, is_further: bool = False) -> list[list[Control]]:
	"""Return the usual controls, or the further ones, in rows: neighbouring ranges share one."""
	rows: list[list[Control]] = []
	shown = [one for one in CONTROLS if one.is_further is is_further]
	for is_range, found in groupby(shown, key=lambda one: one.is_range):
		row = list(found)
		rows += [row] if is_range else [[one] for one in row]
	return rows


def is_further_asked(form: Form[Any]) -> bool:
	"""Return whether a form asks by a further criterion, or something is wrong with one."""
	names = [name for one in CONTROLS if one.is_further for name in one.names]
	return any(form.list_values(name) or form.find_error(name) for name in names)


def list_chips(asked: SegmentCriteria | Form[Any]) -> list[tuple[str, Any]]:
	"""Return (style, text) of all that is asked, by a campaign or by the wizard's form."""
	if isinstance(asked, Form):
		return [chip for one in CONTROLS for chip in one.read_chips(asked, PREFIX)]
	form = Form.show(SegmentCriteria, asked)
	return [chip for one in CONTROLS for chip in one.read_chips(form, "")]


def _choose_enum(kinds: list[Any]) -> Choice | None:
	codes = next((one for one in kinds if isinstance(one, type) and issubclass(one, StrEnum)), None)
	if codes is None:
		return None
	if codes is YesNo:
		return YES_NO
	known = {one.value: one for one in codes}
	return Choice(
		lambda value: name_code(known.get(value, value)).text,
		lambda: [(value, name_code(one).text) for value, one in known.items()],
	)


def name_advisor(value: str) -> str:
	"""Return what an advisor is called, or the number where nobody knows now."""
	if value == NO_ADVISOR:
		return str(gettext("nadie"))
	return dict(list_advisor_options()).get(value) or str(gettext("n.º %(id)s", id=value))


def name_number(value: str) -> str:
	"""Return what an import or a segment is called where only its number is known."""
	return str(gettext("n.º %(id)s", id=value))


def name_segment(value: str) -> str:
	"""Return what a saved segment is called, or its number to who may not see it."""
	if not value.isdecimal() or not read_person().may(Permission.SEGMENTS_COUNT):
		return name_number(value)
	found = load_segment(int(value)).value
	return f"«{found.name}»" if found else name_number(value)


@remember
def load_segment(segment_id: int) -> Part[SavedSegment | None]:
	"""Return a saved segment, or None where there is none."""
	return load_part(
		lambda: load_or_none(lambda: ask(segments_api.show_segment, segment_id=segment_id))
	)


YES_NO = Choice(
	lambda value: _("Sí") if value == YesNo.YES else _("No"),
	lambda: [(YesNo.YES.value, _("Sí")), (YesNo.NO.value, _("No"))],
)
WARNING_NAMES = {
	"checksum_unverifiable": _("RUC sin verificar"), "wrong_phone": _("Teléfono equivocado"),
	"company_ruc": _("Persona con RUC de empresa"), "zero_restored": _("Cero restituido"),
	"erased_email": _("Correo de quien pidió borrarlo"),
	"erased_phone": _("Teléfono de quien pidió borrarlo"),
}  # fmt: skip
CHOICES = {
	"provinces": Choice(name_province, list_provinces, PLACE),
	"cantons": Choice(name_canton, list_all_cantons, CANTON),
	"advisors": Choice(name_advisor),
	"warnings": Choice(
		lambda value: WARNING_NAMES.get(value, value), lambda: [*WARNING_NAMES.items()]
	),
	"imports": Choice(name_number),
	"bought_items": Choice(name_item, list_item_names),
	"used_items": Choice(name_item, list_service_names),
	"equipment_types": Choice(name_type, list_types),
	"picked": Choice(name_segment),
}
CONTROLS = build_controls(SegmentCriteria)
NAMES: dict[str, Any] = {
	name: words.label for control in CONTROLS for name, words in control.bounds
}
WORDS = Words(
	functions={
		"list_criteria_chips": list_chips,
		"is_further_asked": is_further_asked,
		"name_segment": name_segment,
	}
)
