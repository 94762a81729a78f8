"""The cells of each section of a profile: what can be typed or chosen in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.customers.people import Category
from chasqui.contracts.customers.person_file import CustomerFile
from chasqui.contracts.customers.profiles import (
	ContactLabel,
	Country,
	CustomField,
	DayPart,
	FieldKind,
	Language,
)
from portal.shell.labels.formats import read_decimal
from portal.shell.labels.places import list_all_cantons, list_regions
from portal.shell.labels.words import name_code

Row = dict[str, Any]
Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class Cell:
	"""One thing to type. `kind`: text, date, number, select, many (choices) or known (tags)."""

	name: str
	text: Any
	kind: str = "text"
	choices: Choices | None = None
	longest: int = 120
	blank: str = ""
	help: str = ""
	is_wide: bool = False

	@property
	def is_many(self) -> bool:
		return self.kind == "many"

	def name_value(self, value: str) -> str:
		"""Return a value as the cell shows it."""
		return str(dict(self.choices or []).get(value, value))


def list_cells(section: str, file: CustomerFile) -> list[Cell]:
	"""Return the cells of a section."""
	if section == "custom":
		return [_make_custom(one) for one in file.fields if not one.is_archived]
	if section == "tags":
		return _list_tag_cells(file.profile.tags)
	return {
		"contacts": _list_contact_cells,
		"addresses": _list_address_cells,
		"preferences": _list_preference_cells,
		"dates": _list_date_cells,
		"category_override": _list_category_cells,
	}[section]()


def list_rows(section: str, file: CustomerFile) -> list[Row]:
	"""Return what the profile has in a section, as texts for its cells."""
	value = getattr(file.profile, section)
	if section == "tags":
		return [{"tags": list(value), "new": ""}]
	if section == "custom":
		return [{key: _write(one) for key, one in value.items()}]
	entries = value if isinstance(value, list) else [value]
	return [
		{name: _write(one) for name, one in entry.model_dump().items()}
		for entry in entries
		if entry is not None
	]


def read_cells(cells: Iterable[Cell], row: Row) -> dict[str, Any]:
	"""Return a row as the contract wants it: nothing for what is blank, numbers as numbers."""
	values: dict[str, Any] = {}
	for cell in cells:
		value = row.get(cell.name)
		if cell.kind == "number" and value:
			value = str(read_decimal(value) if read_decimal(value) is not None else value)
		if value or cell.is_many:
			values[cell.name] = value
	return values


def describe_channel(contact: dict[str, Any]) -> dict[str, Any]:
	"""Return a contact with its channel: what has an at sign is an e-mail."""
	channel = ConsentChannel.EMAIL if "@" in contact["value"] else ConsentChannel.PHONE
	return {**contact, "channel": channel}


def _list_contact_cells() -> list[Cell]:
	return [
		Cell("value", _("Teléfono o correo"), longest=254, is_wide=True),
		Cell("label", _("De dónde es"), "select", _list_codes(ContactLabel)),
	]


def _list_address_cells() -> list[Cell]:
	return [
		Cell("line", _("Dirección"), longest=240, is_wide=True),
		Cell("country", _("País"), "select", _list_codes(Country)),
		Cell("region", _("Provincia o región"), "select", [*list_regions()], blank=_("Sin dato")),
		Cell("canton", _("Cantón (Ecuador)"), "select", [*list_all_cantons()], blank=_("Sin dato")),
		Cell("locality", _("Comuna (Chile)"), longest=80),
		Cell("label", _("De dónde es"), "select", _list_codes(ContactLabel)),
	]


def _list_preference_cells() -> list[Cell]:
	return [
		Cell("channel", _("Canal preferido"), "select", _list_codes(ConsentChannel),
			blank=_("Cualquiera")),
		Cell("language", _("Idioma"), "select", _list_codes(Language)),
		Cell("hours", _("Horas en que prefiere que le llamen"), "many", _list_codes(DayPart),
			help=_("Si no elige ninguna, vale cualquier hora."), is_wide=True),
	]  # fmt: skip


def _list_date_cells() -> list[Cell]:
	return [
		Cell("name", _("Qué fecha es"), longest=40, is_wide=True),
		Cell("day", _("Día"), "select", [(str(n), n) for n in range(1, 32)]),
		Cell("month", _("Mes"), "select", [(str(n), name) for n, name in enumerate(_months(), 1)]),
		Cell("year", _("Año"), longest=4, help=_("En blanco: cada año.")),
	]


def _list_category_cells() -> list[Cell]:
	return [
		Cell("category", _("Categoría"), "select", _list_codes(Category),
			blank=_("La que da la antigüedad")),
		Cell("until", _("Vale hasta"), "date"),
		Cell("reason", _("Motivo"), longest=200, is_wide=True),
	]  # fmt: skip


def _list_tag_cells(tags: list[str]) -> list[Cell]:
	new = Cell("new", _("Etiquetas nuevas"), "known", longest=200, is_wide=True,
		help=_("Separe con comas si son varias.")
	)  # fmt: skip
	kept = Cell("tags", _("Etiquetas que tiene"), "many", [(one, one) for one in tags],
		help=_("Quite la marca para retirar una."), is_wide=True
	)  # fmt: skip
	return [kept, new]


def _make_custom(field: CustomField) -> Cell:
	if field.kind is FieldKind.CHOICE:
		choices: Choices = [(one, one) for one in field.choices]
		return Cell(field.key, field.label, "select", choices, blank=_("Sin dato"))
	if field.kind is FieldKind.BOOLEAN:
		choices = [("true", _("sí")), ("false", _("no"))]
		return Cell(field.key, field.label, "select", choices, blank=_("Sin dato"))
	kinds = {FieldKind.DATE: "date", FieldKind.NUMBER: "number"}
	return Cell(field.key, field.label, kinds.get(field.kind, "text"), longest=500)


def _list_codes(codes: Iterable[StrEnum]) -> Choices:
	return [(code.value, name_code(code).text) for code in codes]


def _months() -> list[str]:
	return [
		_("enero"), _("febrero"), _("marzo"), _("abril"), _("mayo"), _("junio"), _("julio"),
		_("agosto"), _("septiembre"), _("octubre"), _("noviembre"), _("diciembre"),
	]  # fmt: skip


def _write(value: Any) -> Any:
	if isinstance(value, list):
		return [_write(one) for one in value]
	if isinstance(value, bool):
		return "true" if value else "false"
	if isinstance(value, Decimal):
		return f"{value:f}".replace(".", ",")
	if isinstance(value, date):
		return value.isoformat()
	return "" if value is None else str(value)
