"""Cleans the fields that a form gives, and gathers those that are wrong."""

from collections.abc import Callable
from datetime import date
from typing import Any

from chasqui.contracts.customers.people import CustomerKind, CustomerPatch, Gender
from customers.people.domain.emails import parse_email
from customers.people.domain.field import TEXT
from customers.people.domain.fields import FURTHER
from customers.people.domain.names import clean_name
from customers.people.domain.phones import parse_phone
from customers.people.domain.places import check_place
from customers.people.domain.profiles import (
	check_birth_date,
	check_gender,
	check_registration,
	clean_address,
)
from customers.people.models.customer import CustomerRow
from customers.people.use_cases.refusals import RefusalCollector

# Fields that may be emptied; a null for any other one leaves it as it is.
EMPTIED = frozenset(
	column.name
	for column in CustomerRow.__table__.columns
	if column.nullable and column.name in CustomerPatch.model_fields
)


class FieldParser:
	"""Cleans the fields of one customer of a kind, on a day."""

	def __init__(self, kind: CustomerKind, today: date, refusals: RefusalCollector) -> None:
		self._kind = kind
		self._today = today
		self._refusals = refusals
		self._cleaners: dict[str, Callable[[Any], Any]] = {
			"gender": self._clean_gender,
			"birth_date": self._clean_birth,
			"email": parse_email,
			"phone": parse_phone,
			"address": clean_address,
			"registered_on": self._clean_registration,
			**{one.name: one.parse for one in FURTHER if one.parse and one.kind is TEXT},
		}

	def clean(self, given: dict[str, Any]) -> dict[str, Any]:
		"""Return the fields as they are stored; an empty text is a null."""
		values: dict[str, Any] = {
			name: None if value == "" else value for name, value in given.items()
		}
		for name, clean in self._cleaners.items():
			if values.get(name) is not None:
				with self._refusals.gather():
					values[name] = clean(values[name])
		if values.get("name") is not None:
			with self._refusals.gather():
				values["name"], values["name_key"] = clean_name(values["name"])
		if "province" in values or "canton" in values:
			with self._refusals.gather():
				place = check_place(values.get("province"), values.get("canton"))
				values["province"], values["canton"] = place
		return {
			name: value for name, value in values.items() if value is not None or name in EMPTIED
		}

	def _clean_gender(self, gender: Gender) -> str:
		check_gender(gender, self._kind)
		return gender.value

	def _clean_birth(self, birth: date) -> date:
		check_birth_date(birth, self._kind, self._today)
		return birth

	def _clean_registration(self, day: date) -> date:
		check_registration(day, self._today)
		return day
