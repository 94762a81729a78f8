"""The columns of an export: titles that the import knows again, and their values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from chasqui.contracts.customers.fields import list_titles
from chasqui.contracts.customers.lists import ListColumn
from chasqui.contracts.customers.people import CustomerWarning
from chasqui.contracts.customers.profiles import CustomFieldFields, FieldKind
from chasqui.contracts.territory import name_places
from chasqui.kernel.sheets.cells import Cell
from chasqui.kernel.texts.text import Text, say
from customers.people.domain.calendar import compute_age, find_active_since, find_category
from customers.people.domain.phones import COUNTRY_CODE

# What is no field of the record itself.
TITLES: dict[str, Text] = {
	**dict(list_titles()),
	ListColumn.AGE: say("Edad"),
	ListColumn.CATEGORY: say("Categoría"),
	ListColumn.ACTIVE: say("Activo en 12 meses"),
	ListColumn.TAGS: say("Etiquetas"),
	ListColumn.ADVISOR: say("Responsable"),
}
WORDS = {
	"person": say("persona"),
	"company": say("empresa"),
	"cedula": say("cédula"),
	"ruc": say("RUC"),
	"passport": say("pasaporte"),
	"rut_cl": say("RUT"),
	"F": say("mujer"),
	"M": say("hombre"),
	"X": say("otro"),
	"unknown": say("desconocido"),
	"new": say("nuevo"),
	"regular": say("regular"),
	"loyal": say("leal"),
}
WARNINGS: dict[str, Text] = {
	CustomerWarning.CHECKSUM_UNVERIFIABLE: say("RUC sin verificar"),
	CustomerWarning.COMPANY_RUC: say("persona con RUC de empresa"),
	CustomerWarning.ZERO_RESTORED: say("cero inicial restituido"),
	CustomerWarning.WRONG_PHONE: say("teléfono equivocado"),
	CustomerWarning.ERASED_EMAIL: say("correo de quien pidió borrarlo"),
	CustomerWarning.ERASED_PHONE: say("teléfono de quien pidió borrarlo"),
}


@dataclass(frozen=True)
class ExportColumn:
	"""`key` names it in JSON; `read` takes the value from a row of the database."""

	key: str
	title: Text
	read: Callable[[Any], Cell]


class ColumnReader:
	"""Makes columns as of a day. `fields` are the custom fields, each a column of its own."""

	def __init__(self, *, today: date, zone: str, fields: Sequence[CustomFieldFields]) -> None:
		self._today = today
		self._zone = ZoneInfo(zone)
		self._active_since = find_active_since(today, zone)
		self._fields = fields
		places = name_places()
		self._readers: dict[ListColumn, Callable[[Any], Cell]] = {
			ListColumn.AGE: lambda row: compute_age(row.birth_date, self._today),
			ListColumn.PHONE: lambda row: write_phone(row.phone),
			ListColumn.PROVINCE: lambda row: places.get(row.province),
			ListColumn.CANTON: lambda row: places.get(row.canton),
			ListColumn.CATEGORY: self._read_category,
			ListColumn.LAST_CONTACT_AT: self._read_contact,
			ListColumn.ACTIVE: self._read_active,
			ListColumn.TAGS: lambda row: ", ".join(row.tags) or None,
			ListColumn.WARNINGS: lambda row: ", ".join(map(name_warning, row.warnings)) or None,
		}

	def list_columns(self, asked: Sequence[ListColumn]) -> list[ExportColumn]:
		"""Return the columns that are asked, each once; all where none is."""
		columns: list[ExportColumn] = []
		for column in dict.fromkeys(asked or ListColumn):
			if column is ListColumn.CUSTOM:
				columns += [_make_custom(field) for field in self._fields]
			else:
				read = self._readers.get(column) or _make_plain(column.value)
				columns.append(ExportColumn(column.value, TITLES[column], read))
		return columns

	def _read_category(self, row: Any) -> Text:
		is_by_hand = row.category_until is not None and row.category_until >= self._today
		if is_by_hand:
			return WORDS[row.category_override]
		return WORDS[find_category(row.registered_on, self._today).value]

	def _read_contact(self, row: Any) -> datetime | None:
		"""Return the instant in the installation's zone, without its offset: files have none."""
		last: datetime | None = row.last_contact_at
		return None if last is None else last.astimezone(self._zone).replace(tzinfo=None)

	def _read_active(self, row: Any) -> bool:
		last: datetime | None = row.last_contact_at
		return last is not None and last >= self._active_since


def name_warning(code: str) -> str:
	"""Return what is doubtful about a record, in words."""
	return str(WARNINGS.get(code) or code)


def write_phone(phone: str | None) -> str | None:
	"""Return a number as dialled here, without the ``+`` that would begin a formula."""
	if phone is None:
		return None
	national = phone.removeprefix(f"+{COUNTRY_CODE}")
	return f"0{national}" if national != phone else f"00{phone.removeprefix('+')}"


def _make_plain(name: str) -> Callable[[Any], Cell]:
	def read(row: Any) -> Cell:
		value: Cell = getattr(row, name)
		return WORDS.get(value, value) if isinstance(value, str) else value

	return read if name in ("kind", "id_type", "gender") else lambda row: getattr(row, name)


def _make_custom(field: CustomFieldFields) -> ExportColumn:
	"""Return a custom field's column; its title can be taken for no column of the import."""

	def read(row: Any) -> Cell:
		value = row.custom.get(field.key)
		if value is not None and field.kind is FieldKind.NUMBER:
			return Decimal(value)
		if value is not None and field.kind is FieldKind.DATE:
			return date.fromisoformat(value)
		return value  # type: ignore[no-any-return]

	return ExportColumn(f"custom.{field.key}", say("Campo: {label}", label=field.label), read)
