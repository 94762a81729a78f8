"""Reads one row of an import file into clean values, or says what is wrong with it.

A million rows pass here, so repeated cells are read once (`lru_cache`) and the plain case of
each field costs little.
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter

from chasqui.contracts.customers.imports import AmountWriting
from chasqui.contracts.customers.people import CustomerKind, Gender, IdentityType
from chasqui.kernel.texts.text import say
from customers.imports.domain.amounts import choose_writing, parse_amount, parse_date
from customers.imports.domain.columns import COLUMNS, ColumnPlan
from customers.people.domain.emails import parse_email
from customers.people.domain.fields import FURTHER
from customers.people.domain.identities import Identity, guess_id_type, parse_identity, restore_zero
from customers.people.domain.names import clean_name, split_words
from customers.people.domain.phones import parse_phone
from customers.people.domain.places import read_place
from customers.people.domain.problems import BadField
from customers.people.domain.profiles import (
	Profile,
	check_birth_date,
	check_gender,
	check_registration,
	choose_kind,
	clean_address,
)

ID_TYPES = {
	"CEDULA": IdentityType.CEDULA, "CI": IdentityType.CEDULA, "RUC": IdentityType.RUC,
	"PASSPORT": IdentityType.PASSPORT, "PASAPORTE": IdentityType.PASSPORT,
	"RUT CL": IdentityType.RUT_CL, "RUT": IdentityType.RUT_CL,
}  # fmt: skip
KINDS = {
	"PERSON": CustomerKind.PERSON, "PERSONA": CustomerKind.PERSON,
	"COMPANY": CustomerKind.COMPANY, "EMPRESA": CustomerKind.COMPANY,
}  # fmt: skip
GENDERS = {
	"F": Gender.FEMALE, "FEMENINO": Gender.FEMALE, "MUJER": Gender.FEMALE,
	"M": Gender.MALE, "MASCULINO": Gender.MALE, "HOMBRE": Gender.MALE,
	"X": Gender.OTHER, "OTRO": Gender.OTHER,
	"UNKNOWN": Gender.UNKNOWN, "DESCONOCIDO": Gender.UNKNOWN,
}  # fmt: skip
ANSWERS = {
	"SI": True, "S": True, "YES": True, "Y": True, "TRUE": True, "1": True, "VERDADERO": True,
	"NO": False, "N": False, "FALSE": False, "0": False, "FALSO": False,
}  # fmt: skip

FUTURE = {
	"last_contact": say("El último contacto está en el futuro."),
	"updated_on": say("La actualización está en el futuro."),
}
NAME = COLUMNS.index("name")


class RowParser:
	"""Reads the rows of one file: its columns, its writing of amounts, the day of the import."""

	def __init__(
		self,
		plan: ColumnPlan,
		*,
		amounts: AmountWriting,
		today: date,
		may_restore: bool = False,
	) -> None:
		"""`may_restore` leading zeros: only where numbers were kept as numbers, for a number
		that is one digit short may as well have been cut at its other end."""
		self._width = plan.width
		self._pick = itemgetter(*plan.fields)
		self._surname = plan.surname
		self._amounts = amounts
		self._today = today
		self._may_restore = may_restore

	def read(self, cells: list[str]) -> Profile:
		"""Return the clean row.

		:raises BadField: the row is rejected, with the first field that is wrong
		"""
		if len(cells) != self._width:
			raise _refuse_width(len(cells), self._width)
		picked = self._pick([*cells, ""])  # absent columns read the empty cell at the end
		if self._surname is not None:
			picked = (*picked[:NAME], f"{picked[NAME]} {cells[self._surname]}", *picked[NAME + 1 :])
		(
			id_type, id_number, kind, name, gender, birth, income, email, phone, address,
			province, canton, registered, may_email, may_phone, synthetic, contact, updated,
			*further,
		) = map(str.strip, picked)  # fmt: skip
		identity = _read_identity(id_type, id_number, self._may_restore)
		chosen = choose_kind(identity, _read_word(kind, "kind") if kind else None)
		clean, key = clean_name(name)
		return Profile(
			chosen,
			identity.id_type,
			identity.number,
			clean,
			key,
			_read_gender(gender, chosen),
			self._read_birth(birth, chosen) if birth else None,
			_read_income(income, self._amounts) if income else None,
			parse_email(email) if email else None,
			parse_phone(phone.removeprefix("'")) if phone else None,  # a text mark
			clean_address(address) if address else None,
			*read_place(province, canton),
			self._read_registration(registered) if registered else None,
			_read_answer(may_email, "consent_email"),
			_read_answer(may_phone, "consent_phone"),
			_read_answer(synthetic, "synthetic"),
			identity.warnings,
			self._read_past_day(contact, "last_contact") if contact else None,
			self._read_past_day(updated, "updated_on") if updated else None,
			further=_read_further(further) if further else (),
		)

	def _read_birth(self, text: str, kind: CustomerKind) -> date:
		birth = _read_date(text, "birth_date")
		check_birth_date(birth, kind, self._today)
		return birth

	def _read_registration(self, text: str) -> date:
		day = _read_date(text, "registered_on")
		check_registration(day, self._today)
		return day

	def _read_past_day(self, text: str, field: str) -> date:
		day = _read_date(text, field)
		if day > self._today:
			raise BadField(field, "future_date", FUTURE[field])
		return day


def _refuse_width(count: int, width: int) -> BadField:
	message = say(
		"La fila tiene {count} columnas y el encabezado {width}.", count=count, width=width
	)
	return BadField("", "bad_columns", message)


def _read_further(cells: list[str]) -> tuple[object, ...]:
	return tuple(
		field.parse(cell) if cell and field.parse else None
		for field, cell in zip(FURTHER, cells, strict=True)
	)


def _read_identity(id_type: str, number: str, may_restore: bool) -> Identity:
	if not number:
		raise BadField("id_number", "missing", say("Falta la identificación."))
	kind = _find_id_type(id_type) if id_type else guess_id_type(number)
	try:
		return parse_identity(kind, number)
	except BadField:
		restored = restore_zero(kind, number) if may_restore else None
		if restored is None:
			raise
		return restored


@lru_cache(maxsize=256)
def _find_id_type(text: str) -> IdentityType:
	found = ID_TYPES.get(" ".join(split_words(text)))
	if found is None:
		message = say("El tipo debe ser cedula, ruc, passport o rut_cl.")
		raise BadField("id_type", "unknown_id_type", message)
	return found


@lru_cache(maxsize=256)
def _read_word(text: str, field: str) -> CustomerKind:
	found = KINDS.get(" ".join(split_words(text)))
	if found is None:
		raise BadField(field, "unknown_kind", say("Debe ser persona o empresa."))
	return found


@lru_cache(maxsize=256)
def _read_gender(text: str, kind: CustomerKind) -> Gender | None:
	if not text:
		return None
	found = GENDERS.get(" ".join(split_words(text)))
	if found is None:
		raise BadField("gender", "unknown_gender", say("El género debe ser F, M, X o desconocido."))
	check_gender(found, kind)
	return found


@lru_cache(maxsize=256)
def _read_answer(text: str, field: str) -> bool | None:
	if not text:
		return None
	found = ANSWERS.get(" ".join(split_words(text)))
	if found is None:
		raise BadField(field, "not_yes_or_no", say("Debe ser sí o no."))
	return found


@lru_cache(maxsize=65_536)
def _read_date(text: str, field: str) -> date:
	try:
		return parse_date(text)
	except ValueError as error:
		message = say("La fecha debe ser AAAA-MM-DD o dd/mm/aaaa, y existir.")
		raise BadField(field, "bad_date", message) from error


@lru_cache(maxsize=65_536)
def _read_income(text: str, amounts: AmountWriting) -> Decimal:
	if text.startswith("-"):
		raise BadField("monthly_income", "negative", say("El ingreso no puede ser negativo."))
	is_spanish = amounts is AmountWriting.SPANISH
	try:
		if amounts is AmountWriting.AUTO:
			is_spanish = choose_writing(text)
		return parse_amount(text, is_spanish=is_spanish)
	except ValueError as error:
		example = "1.234,56" if is_spanish else "1234.56"
		message = say("El ingreso debe escribirse como {example}.", example=example)
		raise BadField("monthly_income", "bad_amount", message) from error
