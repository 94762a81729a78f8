"""Reads single cells of an import file: words, answers, days, amounts, identities.

A million rows pass here, so what comes again and again is read once (`lru_cache`).
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from chasqui.contracts.customers.imports import AmountWriting
from chasqui.contracts.customers.people import CustomerKind, Gender, IdentityType
from chasqui.contracts.identities import Identity, guess_id_type, restore_zero
from chasqui.kernel.texts.text import say
from customers.imports.domain.amounts import (
	AmbiguousAmount,
	choose_writing,
	parse_amount,
	strip_currency,
)
from customers.imports.domain.dates import parse_date
from customers.people.domain.identities import parse_identity
from customers.people.domain.names import split_words
from customers.people.domain.problems import BadField
from customers.people.domain.profiles import check_gender

TWO_WAYS = say(
	"Se puede leer de dos maneras: diga cómo se escriben los montos, o ponga dos decimales."
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
	"F": Gender.FEMALE, "FEMENINO": Gender.FEMALE, "MUJER": Gender.FEMALE, "FEMALE": Gender.FEMALE,
	"M": Gender.MALE, "MASCULINO": Gender.MALE, "HOMBRE": Gender.MALE, "MALE": Gender.MALE,
	"X": Gender.OTHER, "OTRO": Gender.OTHER, "OTHER": Gender.OTHER,
	"UNKNOWN": Gender.UNKNOWN, "DESCONOCIDO": Gender.UNKNOWN,
}  # fmt: skip
ANSWERS = {
	"SI": True, "S": True, "YES": True, "Y": True, "TRUE": True, "1": True, "VERDADERO": True,
	"NO": False, "N": False, "FALSE": False, "0": False, "FALSO": False,
}  # fmt: skip


def read_identity(id_type: str, number: str) -> Identity:
	"""Return an identity; a zero that a spreadsheet took away is restored where it was.

	:raises BadField: it is none
	"""
	if not number:
		raise BadField("id_number", "missing", say("Falta la identificación."))
	kind = _find_id_type(id_type) if id_type else guess_id_type(number)
	try:
		return parse_identity(kind, number)
	except BadField:
		restored = restore_zero(kind, number)
		if restored is None:
			raise
		return restored


@lru_cache(maxsize=256)
def _find_id_type(text: str) -> IdentityType:
	found = ID_TYPES.get(" ".join(split_words(text)))
	if found is None:
		message = say("El tipo debe ser cédula, RUC, pasaporte o RUT de Chile.")
		raise BadField("id_type", "unknown_id_type", message)
	return found


@lru_cache(maxsize=256)
def read_kind(text: str) -> CustomerKind:
	"""Return what kind of customer a cell names: a person or a company."""
	found = KINDS.get(" ".join(split_words(text)))
	if found is None:
		raise BadField("kind", "unknown_kind", say("Debe ser persona o empresa."))
	return found


@lru_cache(maxsize=256)
def read_gender(text: str, kind: CustomerKind) -> Gender | None:
	"""Return a gender, None for an empty cell."""
	if not text:
		return None
	found = GENDERS.get(" ".join(split_words(text)))
	if found is None:
		raise BadField("gender", "unknown_gender", say("El género debe ser F, M, X o desconocido."))
	check_gender(found, kind)
	return found


@lru_cache(maxsize=256)
def read_answer(text: str, field: str) -> bool | None:
	"""Return a yes or a no, None for an empty cell."""
	if not text:
		return None
	found = ANSWERS.get(" ".join(split_words(text)))
	if found is None:
		raise BadField(field, "not_yes_or_no", say("Debe ser sí o no."))
	return found


@lru_cache(maxsize=65_536)
def read_date(text: str, field: str) -> date:
	"""Return the day that a cell has."""
	try:
		return parse_date(text)
	except ValueError as error:
		message = say("La fecha debe ser AAAA-MM-DD o dd/mm/aaaa, y existir.")
		raise BadField(field, "bad_date", message) from error


@lru_cache(maxsize=65_536)
def read_income(text: str, amounts: AmountWriting) -> Decimal:
	"""Return the amount that a cell has in the file's writing."""
	text = strip_currency(text)
	if text.startswith("-"):
		raise BadField("monthly_income", "negative", say("El ingreso no puede ser negativo."))
	is_spanish = amounts is AmountWriting.SPANISH
	try:
		is_spanish = choose_writing(text, amounts)
		return parse_amount(text, is_spanish=is_spanish)
	except AmbiguousAmount as error:
		raise BadField("monthly_income", "ambiguous_amount", TWO_WAYS) from error
	except ValueError as error:
		example = "1.234,56" if is_spanish else "1234.56"
		message = say("El ingreso debe escribirse como {example}.", example=example)
		raise BadField("monthly_income", "bad_amount", message) from error
