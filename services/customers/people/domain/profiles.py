"""A customer's data, cleaned: what both the form and the file must obey."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from chasqui.contracts.customers.people import CustomerKind, CustomerWarning, Gender, IdentityType
from chasqui.contracts.identities import Identity
from chasqui.kernel.texts.cleaning import tidy_line
from chasqui.kernel.texts.text import say
from customers.people.domain.calendar import OLDEST_AGE, compute_age
from customers.people.domain.fields import FURTHER
from customers.people.domain.problems import BadField

LONGEST_ADDRESS = 240


class Profile(NamedTuple):
	"""Clean values in the order of the import's columns. None means «not given».

	A tuple, for a million of them are made in an import.
	"""

	kind: CustomerKind
	id_type: IdentityType
	id_number: str
	name: str
	name_key: str
	gender: Gender | None
	birth_date: date | None
	monthly_income: Decimal | None
	email: str | None
	phone: str | None
	address: str | None
	province: str | None
	canton: str | None
	registered_on: date | None
	consent_email: bool | None
	consent_phone: bool | None
	synthetic: bool | None
	warnings: tuple[str, ...]
	last_contact: date | None = None
	updated_on: date | None = None
	"""When these facts were last looked at, where they come from a system that knows."""
	custom: str | None = None
	"""Values of custom fields, as JSON."""

	further: tuple[object, ...] = ()
	"""What the catalogue alone reads (`fields.FURTHER`), in its order."""

	def as_values(self) -> list[object]:
		"""Return the values as a database takes them, in the order of `BROUGHT`."""
		values: list[object] = [*self[:-1], *self.further]
		values[KIND], values[ID_TYPE] = self.kind.value, self.id_type.value
		values[GENDER] = self.gender.value if self.gender else None
		values[WARNINGS] = list(self.warnings)
		return values


KIND, ID_TYPE, GENDER, WARNINGS = map(
	Profile._fields.index, ("kind", "id_type", "gender", "warnings")
)
DAYS = {"last_contact": "last_contact_at", "updated_on": "updated_at"}
# The columns that a row brings, in the order of its values.
BROUGHT = (
	*(DAYS.get(one, one) for one in Profile._fields[:-1]),
	*(one.name for one in FURTHER),
)


def choose_kind(identity: Identity, given: CustomerKind | None) -> Identity:
	"""Return the identity with the kind of its customer; it decides by itself where it can.

	:raises BadField: the identity is of the other kind
	"""
	if identity.kind is None:
		is_ruc = identity.id_type is IdentityType.RUC
		return identity._replace(
			kind=given or (CustomerKind.COMPANY if is_ruc else CustomerKind.PERSON)
		)
	if given in (None, identity.kind):
		return identity
	if given is CustomerKind.COMPANY and identity.id_type is IdentityType.RUC:
		return identity._replace(kind=given)  # a natural person's RUC may stand for a shop
	if has_company_digit(identity):
		return identity._replace(
			kind=given, warnings=(*identity.warnings, CustomerWarning.COMPANY_RUC)
		)
	if given is not identity.kind:
		is_company = identity.kind is CustomerKind.COMPANY
		message = (
			say("Ese RUC es de una empresa.")
			if is_company
			else say("Esa identificación es personal.")
		)
		raise BadField("kind", "kind_mismatch", message)
	return identity


def has_company_digit(identity: Identity) -> bool:
	"""Return whether a RUC has the 9 of companies, which foreigners without a cédula get too."""
	return identity.id_type is IdentityType.RUC and identity.number[2] == "9"


def check_birth_date(birth: date, kind: CustomerKind, today: date) -> None:
	"""Refuse birth dates in the future, of more than 120 years ago, and of companies."""
	if kind is CustomerKind.COMPANY:
		raise BadField(
			"birth_date", "company_birth", say("Una empresa no tiene fecha de nacimiento.")
		)
	if birth > today:
		raise BadField(
			"birth_date", "future_date", say("La fecha de nacimiento está en el futuro.")
		)
	age = compute_age(birth, today)
	if age is not None and age > OLDEST_AGE:
		raise BadField(
			"birth_date", "too_old", say("Pasa de {oldest_age} años.", oldest_age=OLDEST_AGE)
		)


def check_gender(gender: Gender, kind: CustomerKind) -> None:
	"""Refuse a gender for a company."""
	if kind is CustomerKind.COMPANY and gender is not Gender.UNKNOWN:
		raise BadField("gender", "company_gender", say("Una empresa no tiene género."))


def check_registration(registered_on: date, today: date) -> None:
	"""Refuse a registration in the future."""
	if registered_on > today:
		raise BadField(
			"registered_on", "future_date", say("La fecha de registro está en el futuro.")
		)


def clean_address(text: str) -> str | None:
	"""Return an address in one line, None if it is empty."""
	address = tidy_line(text)
	if len(address) > LONGEST_ADDRESS:
		message = say(
			"La dirección pasa de {longest_address} caracteres.", longest_address=LONGEST_ADDRESS
		)
		raise BadField("address", "too_long", message)
	if not address.isprintable():
		raise BadField(
			"address", "bad_characters", say("La dirección lleva caracteres de control.")
		)
	return address or None
