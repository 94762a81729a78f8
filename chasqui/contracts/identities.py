"""Typed identifications: cédula, RUC, passport and Chilean RUT; one rule for every service.

A wrong check digit of a natural person is refused. Companies hold valid RUCs that do not pass
the published checksum (python-stdnum issue 497 lists four), so theirs is only a doubt. Why a
number is refused is a `Flaw`; each service says it in its own words.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from chasqui.contracts.customers.people import CustomerKind, CustomerWarning, IdentityType
from chasqui.kernel.errors import BadValue
from chasqui.kernel.texts.cleaning import drop_invisible
from chasqui.kernel.texts.text import quote

FINAL_CONSUMER = "9999999999999"
# 30 and 50: registered abroad.
PROVINCE_PREFIXES = frozenset([*(f"{number:02d}" for number in range(1, 25)), "30", "50"])
# The cédula's weights are 2,1,2,…: a doubled digit above 9 loses 9. What two digits weigh.
PAIRS = {
	f"{pair:02d}": (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)[pair // 10] + pair % 10 for pair in range(100)
}
PUBLIC_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2, 1)
PRIVATE_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
# Word processors make other dashes of a hyphen.
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
SEPARATORS = dict.fromkeys(map(ord, " .\t" + DASHES))
PASSPORT = re.compile(r"[A-Z0-9]{3,20}")
RUT = re.compile(r"(?:CL)?(\d{7,8})([0-9K])")
CHILEAN = re.compile(r"[\d.]{7,10}-[\dkK]")
# With their leading zero, and without it where a spreadsheet has dropped it.
LENGTHS = {
	9: IdentityType.CEDULA, 10: IdentityType.CEDULA, 12: IdentityType.RUC, 13: IdentityType.RUC,
}  # fmt: skip
SHORT = {IdentityType.CEDULA: 9, IdentityType.RUC: 12}


class Flaw(StrEnum):
	"""Why a text is no identification of its type."""

	CEDULA_LENGTH = "cedula_length"
	CEDULA_THIRD_DIGIT = "cedula_third_digit"
	RUC_LENGTH = "ruc_length"
	RUC_THIRD_DIGIT = "ruc_third_digit"
	RUC_ESTABLISHMENT = "ruc_establishment"
	FINAL_CONSUMER = "final_consumer"
	PROVINCE = "province"
	CHECK_DIGIT = "check_digit"
	PASSPORT = "passport"
	RUT_SHAPE = "rut_shape"
	RUT_CHECK_DIGIT = "rut_check_digit"


class BadIdentity(BadValue):
	"""The text is no identification of its type."""

	def __init__(self, flaw: Flaw) -> None:
		super().__init__(quote(flaw.value))
		self.flaw = flaw


class Identity(NamedTuple):
	"""A canonical identity. `kind` is None where the number does not show it."""

	id_type: IdentityType
	number: str
	kind: CustomerKind | None
	warnings: tuple[str, ...] = ()


def parse_identity(id_type: IdentityType, text: str) -> Identity:
	"""Return the canonical identity in `text`; spaces, dots, dashes and case say nothing.

	:raises BadIdentity: it is not one of that type
	"""
	number = strip_separators(text).upper()
	if id_type is IdentityType.CEDULA:
		check_cedula(number)
		return Identity(id_type, number, CustomerKind.PERSON)
	if id_type is IdentityType.RUC:
		return _parse_ruc(number)
	if id_type is IdentityType.RUT_CL:
		return _parse_rut(number)
	if not PASSPORT.fullmatch(number):
		raise BadIdentity(Flaw.PASSPORT)
	return Identity(id_type, number, CustomerKind.PERSON)


def strip_separators(text: str) -> str:
	"""Return a number without what separates its digits and without what nobody sees."""
	return drop_invisible(text).translate(SEPARATORS)


def guess_id_type(text: str) -> IdentityType:
	"""Return the type that a number's length and signs indicate; where none, a passport."""
	number = strip_separators(text).upper()
	if CHILEAN.fullmatch(text.strip()) and is_rut(number):
		return IdentityType.RUT_CL
	if number.isascii() and number.isdigit():
		return LENGTHS.get(len(number), IdentityType.PASSPORT)
	return IdentityType.PASSPORT


def restore_zero(id_type: IdentityType, text: str) -> Identity | None:
	"""Return the identity whose leading zero a spreadsheet has taken away, None if it has not.

	Only for cédulas and RUCs of the provinces 01–09, one digit short and right with the zero.
	"""
	number = strip_separators(text)
	if len(number) != SHORT.get(id_type) or not (number.isascii() and number.isdigit()):
		return None
	try:
		found = parse_identity(id_type, "0" + number)
	except BadIdentity:
		return None
	# A company's RUC may be right without its check digit: too little to add a zero to.
	return None if found.warnings else found._replace(warnings=(CustomerWarning.ZERO_RESTORED,))


def check_cedula(number: str) -> None:
	"""Raise BadIdentity unless the ten digits are a cédula with its right check digit."""
	if len(number) != 10 or not (number.isascii() and number.isdigit()):
		raise BadIdentity(Flaw.CEDULA_LENGTH)
	_check_province(number)
	if number[2] > "6":
		raise BadIdentity(Flaw.CEDULA_THIRD_DIGIT)
	if not has_cedula_check_digit(number):
		raise BadIdentity(Flaw.CHECK_DIGIT)


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


def is_rut(number: str) -> bool:
	"""Return whether a number without separators is a Chilean RUT with its right check digit.

	Modulo 11 with the weights 2–7 from the right, K for 10 (Servicio de Registro Civil).
	"""
	found = RUT.fullmatch(number)
	if found is None or not number.isascii():
		return False
	total = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(found[1])))
	return "0123456789K"[(11 - total % 11) % 11] == found[2]


def _parse_ruc(number: str) -> Identity:
	if len(number) != 13 or not (number.isascii() and number.isdigit()):
		raise BadIdentity(Flaw.RUC_LENGTH)
	if number == FINAL_CONSUMER:
		raise BadIdentity(Flaw.FINAL_CONSUMER)
	_check_province(number)
	third = number[2]
	if third in "78":
		raise BadIdentity(Flaw.RUC_THIRD_DIGIT)
	is_natural = third <= "6" and number[10:] != "000" and has_cedula_check_digit(number)
	if third < "6":
		if not is_natural:
			is_bare = number[10:] == "000"
			raise BadIdentity(Flaw.RUC_ESTABLISHMENT if is_bare else Flaw.CHECK_DIGIT)
		return Identity(IdentityType.RUC, number, CustomerKind.PERSON)
	company = _parse_company_ruc(number, is_public=third == "6")
	if not is_natural:
		return company
	# A foreigner's cédula may have a 6 there too, and some numbers are right both ways.
	kind = CustomerKind.PERSON if company.warnings else None
	return Identity(company.id_type, number, kind)


def _parse_company_ruc(number: str, *, is_public: bool) -> Identity:
	# A 9 in third place may be an institution's too, says python-stdnum.
	if number[9:] != "0000" and _fits(number, PUBLIC_WEIGHTS):
		return Identity(IdentityType.RUC, number, CustomerKind.COMPANY)
	establishment = number[9:] if is_public else number[10:]
	if not establishment.strip("0"):
		raise BadIdentity(Flaw.RUC_ESTABLISHMENT)
	is_sure = not is_public and _fits(number, PRIVATE_WEIGHTS)
	doubts = () if is_sure else (CustomerWarning.CHECKSUM_UNVERIFIABLE,)
	return Identity(IdentityType.RUC, number, CustomerKind.COMPANY, doubts)


def _fits(number: str, weights: Sequence[int]) -> bool:
	"""Say whether the digits, weighed, are a multiple of 11."""
	total = sum([weight * int(digit) for weight, digit in zip(weights, number, strict=False)])
	return total % 11 == 0


def _parse_rut(number: str) -> Identity:
	found = RUT.fullmatch(number)
	if found is None or not number.isascii():
		raise BadIdentity(Flaw.RUT_SHAPE)
	if not is_rut(number):
		raise BadIdentity(Flaw.RUT_CHECK_DIGIT)
	return Identity(IdentityType.RUT_CL, f"{found[1]}-{found[2]}", None)


def _check_province(number: str) -> None:
	if number[:2] not in PROVINCE_PREFIXES:
		raise BadIdentity(Flaw.PROVINCE)
