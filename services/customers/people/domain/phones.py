"""Telephone numbers in E.164, Ecuadorian where no country is given."""

import re
from typing import Any

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumberFormat

from chasqui.contracts.identities import DASHES
from chasqui.kernel.texts.cleaning import drop_invisible
from chasqui.kernel.texts.text import say
from customers.people.domain.problems import BadField

COUNTRY = "EC"
COUNTRY_CODE = "593"
SEPARATORS = dict.fromkeys(map(ord, " .()/" + DASHES))


def _compile_national(metadata: Any) -> re.Pattern[str]:
	"""Return one pattern of the mobiles and land lines of a country's metadata."""
	mobile, fixed = metadata.mobile, metadata.fixed_line
	return re.compile(f"(?:{mobile.national_number_pattern}|{fixed.national_number_pattern})")


NATIONAL = _compile_national(PhoneMetadata.metadata_for_region(COUNTRY))


def parse_phone(text: str) -> str:
	"""Return a number in E.164 (``+593991234567``).

	:raises BadField: it is not a valid number; a local one without area code is ambiguous
	"""
	text = drop_invisible(text)
	digits = text.translate(SEPARATORS)
	national = _strip_prefix(digits)
	if national is not None and NATIONAL.fullmatch(national):
		return f"+{COUNTRY_CODE}{national}"
	return _parse_any_country(text)


def _strip_prefix(digits: str) -> str | None:
	if digits.startswith("+"):
		prefix = "+" + COUNTRY_CODE
		return digits[len(prefix) :] if digits.startswith(prefix) else None
	if digits.startswith("0"):
		return digits[1:]
	if digits.startswith(COUNTRY_CODE) and len(digits) > 10:
		return digits[len(COUNTRY_CODE) :]
	return digits if len(digits) == 9 else None


def _parse_any_country(text: str) -> str:
	try:
		number = phonenumbers.parse(text, COUNTRY)
	except NumberParseException as error:
		raise BadField("phone", "bad_phone", say("El teléfono no es válido.")) from error
	if not phonenumbers.is_valid_number(number):
		raise BadField(
			"phone", "bad_phone", say("El teléfono no es válido (¿falta el código de área?).")
		)
	return phonenumbers.format_number(number, PhoneNumberFormat.E164)
