"""Filters by custom fields: ``key:value`` by the index of the values, ``key:from..to`` by rows."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Numeric, and_, cast, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.profiles import CustomFieldFields, FieldKind
from chasqui.contracts.wire import read_number
from chasqui.kernel.texts.text import say
from customers.people.domain.problems import BadField
from customers.people.domain.profile_sections import clean_custom
from customers.people.models.custom_field import CustomFieldRow
from customers.people.models.customer import CustomerRow

RANGE = ".."
RANGED = (FieldKind.NUMBER, FieldKind.DATE)
NOT_EMPTY = CustomerRow.custom != {}


def build_custom_conditions(session: Session, terms: Iterable[str]) -> list[ColumnElement[bool]]:
	"""Return the conditions of terms as `contracts.lists.CustomTerm` has them.

	:raises BadField: a field does not exist, or a value is not of its kind
	"""
	terms = list(terms)
	fields = _read_fields(session) if terms else {}
	return [_read_term(term, fields) for term in terms]


def _read_fields(session: Session) -> dict[str, CustomFieldFields]:
	rows = session.scalars(select(CustomFieldRow))
	return {
		row.key: CustomFieldFields.model_validate(
			{name: getattr(row, name) for name in CustomFieldFields.model_fields}
		)
		for row in rows
	}


def _read_term(term: str, fields: dict[str, CustomFieldFields]) -> ColumnElement[bool]:
	key, _, value = term.partition(":")
	field = fields.get(key)
	if field is not None and field.kind in RANGED and RANGE in value:
		low, _, high = value.partition(RANGE)
		return _ask_range(field, low.strip(), high.strip())
	return and_(NOT_EMPTY, CustomerRow.custom.contains(clean_custom({key: value}, fields)))


def _ask_range(field: CustomFieldFields, low: str, high: str) -> ColumnElement[bool]:
	text = CustomerRow.custom[field.key].astext
	is_number = field.kind is FieldKind.NUMBER
	value: ColumnElement[Any] = cast(text, Numeric) if is_number else text
	conditions = [NOT_EMPTY, CustomerRow.custom.has_key(field.key)]
	if low:
		conditions.append(value >= _read_bound(field, low))
	if high:
		conditions.append(value <= _read_bound(field, high))
	return and_(*conditions)


def _read_bound(field: CustomFieldFields, text: str) -> Decimal | str:
	"""Return a bound as its kind is compared; ISO dates compare as texts."""
	try:
		if field.kind is FieldKind.DATE:
			return date.fromisoformat(text).isoformat()
		return read_number(text)
	except ValueError:
		pass
	raise BadField("custom", "bad_value", say("«{label}» no admite ese valor.", label=field.label))
