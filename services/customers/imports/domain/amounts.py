"""Amounts as files write them."""

import re
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
CURRENCY = str.maketrans("", "", "$ ")
LARGEST = Decimal(10) ** 12
PLAIN_AMOUNT = re.compile(r"\d+(?:\.\d+)?")
SPANISH_AMOUNT = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
AMBIGUOUS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


class AmbiguousAmount(ValueError):
	"""``1.234`` is both a thousand and something over one."""


def strip_currency(text: str) -> str:
	"""Return an amount without its currency and blanks: ``$ 1.234,50`` is ``1.234,50``."""
	return text.translate(CURRENCY).removeprefix("USD").removesuffix("USD")


def choose_writing(text: str) -> bool:
	"""Return whether an amount that may be written either way is es-EC.

	:raises AmbiguousAmount: it is right in both, and another amount in each
	"""
	if AMBIGUOUS.fullmatch(text):
		raise AmbiguousAmount(text)
	return "," in text or text.count(".") > 1


def parse_amount(text: str, *, is_spanish: bool) -> Decimal:
	"""Return an amount rounded half-up to cents.

	In a file with semicolons amounts are es-EC (``1.234,56``), else plain (``1234.56``).

	:raises ValueError: not an amount in that writing, negative, or of more than 12 digits
	"""
	pattern = SPANISH_AMOUNT if is_spanish else PLAIN_AMOUNT
	if not pattern.fullmatch(text):
		raise ValueError(text)
	plain = text.replace(".", "").replace(",", ".") if is_spanish else text
	amount = Decimal(plain)
	if amount >= LARGEST:
		raise ValueError(text)
	return amount.quantize(CENT, ROUND_HALF_UP)
