"""Typed identities: cédula, RUC, passport and Chilean RUT.

A wrong check digit of a natural person is refused. Companies hold valid RUCs that do not pass
the published checksum (python-stdnum issue 497 lists four), so theirs is only a warning.
"""

import re
from typing import NamedTuple

from stdnum.cl import rut
from stdnum.exceptions import ValidationError

from chasqui.contracts.customers.people import CustomerKind, IdentityType
from chasqui.kernel.texts.cleaning import tidy_line
from chasqui.kernel.texts.text import say
from customers.people.domain.problems import BadField
from customers.people.domain.separators import make_remover, strip_separators

FINAL_CONSUMER = "9999999999999"
CHECKSUM_UNVERIFIABLE = "checksum_unverifiable"
# A spreadsheet took the identity for a number; the check digit says that a zero was there.
ZERO_RESTORED = "zero_restored"
# A person with a company's RUC: foreigners without a cédula have one with a 9 in third place.
COMPANY_RUC = "company_ruc"
# 30 and 50: registered abroad.
PROVINCE_PREFIXES = frozenset([*(f"{number:02d}" for number in range(1, 25)), "30", "50"])
# The cédula's weights are 2,1,2,…: a doubled digit above 9 loses 9. What two digits weigh.
PAIRS = {
	f"{pair:02d}": (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)[pair // 10] + pair % 10 for pair in range(100)
}
PUBLIC_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2, 1)
PRIVATE_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
SEPARATORS = make_remover(" .\t")
PASSPORT = re.compile(r"[A-Z0-9]{3,20}")
CHILEAN = re.compile(r"[\d.]{7,10}-[\dkK]")
# With their leading zero, and without it where a spreadsheet has dropped it.
LENGTHS = {
	9: IdentityType.CEDULA, 10: IdentityType.CEDULA, 12: IdentityType.RUC, 13: IdentityType.RUC,
}  # fmt: skip
SHORT = {IdentityType.CEDULA: 9, IdentityType.RUC: 12}
FIELD = "id_number"


class Identity(NamedTuple):
	"""A canonical identity. `kind` is None where the number does not tell it."""

	id_type: IdentityType
	number: str
	kind: CustomerKind | None
	warnings: tuple[str, ...] = ()


def parse_identity(id_type: IdentityType, text: str) -> Identity:
	"""Return the canonical identity in `text`, spaces, dots and dashes taken away.

	:raises BadField: it is not one of that type
	"""
	number = strip_separators(text, SEPARATORS).upper()
	if id_type is IdentityType.CEDULA:
		check_cedula(number)
		return Identity(id_type, number, CustomerKind.PERSON)
	if id_type is IdentityType.RUC:
		return _parse_ruc(number)
	if id_type is IdentityType.RUT_CL:
		return _parse_rut(number)
	if not PASSPORT.fullmatch(number):
		raise BadField(FIELD, "bad_passport", say("El pasaporte lleva de 3 a 20 letras y números."))
	return Identity(id_type, number, CustomerKind.PERSON)


def guess_id_type(text: str) -> IdentityType:
	"""Return the type that a number's length and signs tell; a passport where they tell none."""
	text = tidy_line(text)
	if CHILEAN.fullmatch(text) and rut.is_valid(text):
		return IdentityType.RUT_CL
	number = strip_separators(text, SEPARATORS).upper()
	if number.isascii() and number.isdigit():
		return LENGTHS.get(len(number), IdentityType.PASSPORT)
	return IdentityType.PASSPORT


def restore_zero(id_type: IdentityType, text: str) -> Identity | None:
	"""Return the identity whose leading zero a spreadsheet has taken away, None if it has not.

	Only for cédulas and RUCs of the provinces 01–09, one digit short and right with the zero.
	"""
	number = strip_separators(text, SEPARATORS)
	if len(number) != SHORT.get(id_type) or not (number.isascii() and number.isdigit()):
		return None
	try:
		found = parse_identity(id_type, "0" + number)
	except BadField:
		return None
	# A company's RUC may be right without its check digit: too little to add a zero to.
	return None if found.warnings else found._replace(warnings=(ZERO_RESTORED,))


def check_cedula(number: str) -> None:
	"""Raise BadField unless the ten digits are a cédula with its right check digit."""
	if len(number) != 10 or not (number.isascii() and number.isdigit()):
		raise BadField(FIELD, "bad_length", say("La cédula tiene 10 dígitos."))
	_check_province(number)
	if number[2] > "6":
		raise BadField(FIELD, "bad_structure", say("El tercer dígito de una cédula va de 0 a 6."))
	if not has_cedula_check_digit(number):
		raise BadField(FIELD, "bad_check_digit", say("El dígito verificador no corresponde."))


def has_cedula_check_digit(number: str) -> bool:
	"""Say whether the tenth digit is the one that the first nine ask for."""
	total = PAIRS[number[:2]] + PAIRS[number[2:4]] + PAIRS[number[4:6]] + PAIRS[number[6:8]]
	return (total + PAIRS[number[8:10]]) % 10 == 0


def find_cedula(id_type: IdentityType, number: str) -> str | None:
	"""Return the cédula that a canonical identity holds: its own, or a natural person's RUC's."""
	if id_type is IdentityType.CEDULA:
		return number
	if id_type is IdentityType.RUC and number[2] <= "6" and has_cedula_check_digit(number):
		return number[:10]
	return None


def _parse_ruc(number: str) -> Identity:
	if len(number) != 13 or not (number.isascii() and number.isdigit()):
		raise BadField(FIELD, "bad_length", say("El RUC tiene 13 dígitos."))
	if number == FINAL_CONSUMER:
		raise BadField(FIELD, "final_consumer", say("El consumidor final no es un cliente."))
	_check_province(number)
	third = number[2]
	if third in "78":
		raise BadField(FIELD, "bad_structure", say("El tercer dígito del RUC no puede ser 7 ni 8."))
	is_natural = third <= "6" and number[10:] != "000" and has_cedula_check_digit(number)
	if third < "6":
		if not is_natural:
			raise _refuse_natural(number)
		return Identity(IdentityType.RUC, number, CustomerKind.PERSON)
	company = _parse_company_ruc(number, is_public=third == "6")
	if not is_natural:
		return company
	# A foreigner's cédula may have a 6 there too, and some numbers are right both ways.
	return Identity(company.id_type, number, CustomerKind.PERSON if company.warnings else None)


def _refuse_natural(number: str) -> BadField:
	if number[10:] == "000":
		return BadField(FIELD, "bad_structure", say("El RUC no puede terminar en 000."))
	return BadField(FIELD, "bad_check_digit", say("El dígito verificador no corresponde."))


def _parse_company_ruc(number: str, *, is_public: bool) -> Identity:
	establishment = number[9:] if is_public else number[10:]
	if not establishment.strip("0"):
		raise BadField(
			FIELD,
			"bad_structure",
			say("El RUC no puede terminar en {establishment}.", establishment=establishment),
		)
	weights = PUBLIC_WEIGHTS if is_public else PRIVATE_WEIGHTS
	total = sum(weight * int(digit) for weight, digit in zip(weights, number, strict=False))
	warnings = () if total % 11 == 0 else (CHECKSUM_UNVERIFIABLE,)
	return Identity(IdentityType.RUC, number, CustomerKind.COMPANY, warnings)


def _parse_rut(number: str) -> Identity:
	try:
		compact = rut.validate(number)
	except ValidationError as error:
		raise BadField(FIELD, "bad_rut", say("El RUT de Chile no es válido.")) from error
	return Identity(IdentityType.RUT_CL, f"{compact[:-1]}-{compact[-1]}", None)


def _check_province(number: str) -> None:
	if number[:2] not in PROVINCE_PREFIXES:
		message = say("Los dos primeros dígitos no son de ninguna provincia.")
		raise BadField(FIELD, "bad_province", message)
