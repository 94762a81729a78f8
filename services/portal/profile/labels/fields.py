"""The customer's fields on pages: their names, and those that no page draws in a way of its own."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.fields import FIELDS, FieldWords
from chasqui.contracts.customers.people import CustomerFields
from portal.shell.forms.contract_fields import list_kinds
from portal.shell.labels.formats import NOTHING, format_date, format_money
from portal.shell.labels.words import Words, name_code

# Drawn by hand, beside what belongs to them; any other field is drawn like all others.
DRAWN = frozenset({
	"kind", "id_type", "id_number", "name", "gender", "birth_date", "monthly_income", "email",
	"phone", "address", "province", "canton", "registered_on", "consent_email", "consent_phone",
})  # fmt: skip


@dataclass(frozen=True)
class Drawn:
	"""A field as a form asks it: one of `codes`, or a text, a day or an amount in `unit`."""

	words: FieldWords
	type: str
	unit: str
	codes: tuple[StrEnum, ...]

	@property
	def choices(self) -> list[tuple[str, Any]]:
		return [(one.value, name_code(one).text) for one in self.codes]


def draw_field(words: FieldWords) -> Drawn:
	"""Return how a form asks a field, by its type in the contract."""
	kinds = list_kinds(CustomerFields.model_fields[words.name].annotation)
	enums = (one for one in kinds if isinstance(one, type) and issubclass(one, StrEnum))
	codes = tuple(code for kind in enums for code in kind)
	return Drawn(words, "date" if date in kinds else "text", "$" if Decimal in kinds else "", codes)


def show_value(value: object) -> str:
	"""Return a value of any field in words."""
	if isinstance(value, Decimal):
		return format_money(value)
	if isinstance(value, date):
		return format_date(value)
	return str(name_code(value).text if isinstance(value, str) and value else value or NOTHING)


FURTHER = [
	draw_field(one)
	for one in FIELDS
	if one.name in CustomerFields.model_fields and one.name not in DRAWN
]
LABELS: dict[str, Any] = {one.name: one.label for one in FIELDS}
PLACE = _("Lugar")  # province and canton are shown and chosen together
WORDS = Words(
	filters={"shown": show_value}, functions={"further_fields": FURTHER, "field_names": LABELS}
)
