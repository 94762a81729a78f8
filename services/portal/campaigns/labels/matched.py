"""What of a member met the criteria, in words: the values of the day on which it was copied."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Protocol

from flask_babel import gettext

from chasqui.contracts.customers.criteria import read_criteria
from chasqui.contracts.customers.people import Category, IdentityType
from chasqui.contracts.customers.segments import SegmentCriteria
from portal.campaigns.labels.criteria import WARNING_NAMES, name_number
from portal.shell.labels.formats import format_money, format_typed_date
from portal.shell.labels.words import name_code

CRITERIA = read_criteria(SegmentCriteria)
DAYS = frozenset(
	{
		"registered_from", "contacted_from", "active", "bought_from", "not_bought_since",
		"service_days",
	}
)  # fmt: skip
CODES: Mapping[str, Any] = {"categories": Category, "id_types": IdentityType}


class Matched(Protocol):
	"""Somebody in an audience."""

	income: Any
	matched: Any


def describe_matched(row: Matched) -> list[str]:
	"""Return why somebody is in an audience: the income, and each value that met a criterion."""
	income = [] if row.income is None else [
		gettext("ingreso: %(amount)s", amount=format_money(row.income))
	]  # fmt: skip
	found = ((name, row.matched[name]) for name in CRITERIA if name in row.matched)
	return [*income, *(describe_value(name, value) for name, value in found)]


def describe_value(name: str, value: Any) -> str:
	"""Return one value with the name of its criterion."""
	if name == "picked":
		return str(gettext("elegido a mano"))
	return f"{str(CRITERIA[name].label).lower()}: {write_value(name, value)}"


def write_value(name: str, value: Any) -> str:
	"""Return a value as people write it."""
	if isinstance(value, bool):
		return str(gettext("sí") if value else gettext("no"))
	if isinstance(value, dict):
		return ", ".join(f"{key} {one}" for key, one in sorted(value.items()))
	if isinstance(value, list):
		return ", ".join(str(WARNING_NAMES.get(one, one)) for one in value)
	if name == "spent_from" and isinstance(value, int | float):
		return format_money(Decimal(str(value)))
	if name in DAYS:
		return format_typed_date(str(value))
	if name in CODES and value in set(CODES[name]):
		return str(name_code(CODES[name](value)).text).lower()
	return str(name_number(str(value)) if name == "imports" else value)
