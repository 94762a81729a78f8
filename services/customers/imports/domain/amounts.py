"""Amounts as files write them."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from chasqui.contracts.customers.imports import AmountWriting

CENT = Decimal("0.01")
CURRENCY = str.maketrans("", "", "$ ")
LARGEST = Decimal(10) ** 12
# A thousand does not begin with a zero: «0,234» is no two hundred.
PLAIN_AMOUNT = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
SPANISH_AMOUNT = re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?", re.ASCII)


class AmbiguousAmount(ValueError):
	"""``1.234`` and ``1,234`` are both a thousand and something over one."""


def strip_currency(text: str) -> str:
	"""Return an amount without its currency and blanks: ``$ 1.234,50`` is ``1.234,50``."""
	return text.translate(CURRENCY).removeprefix("USD").removesuffix("USD")


def read_decimal(text: str, *, is_spanish: bool) -> Decimal:
	"""Return the number that a text is: ``1.234,56`` in es-EC, ``1,234.56`` otherwise.

	:raises ValueError: not a number in that writing
	"""
	pattern = SPANISH_AMOUNT if is_spanish else PLAIN_AMOUNT
	if not pattern.fullmatch(text):
		raise ValueError(text)
	return Decimal(text.replace(".", "").replace(",", ".") if is_spanish else text.replace(",", ""))


def list_writings(text: str) -> list[AmountWriting]:
	"""Return in which writings a text is a number; both only where that is not the same one.

	None for what is no number, or the same however it is read.
	"""
	patterns = ((AmountWriting.PLAIN, PLAIN_AMOUNT), (AmountWriting.SPANISH, SPANISH_AMOUNT))
	found = [writing for writing, pattern in patterns if pattern.fullmatch(text)]
	is_same = len(found) == 2 and text.isdigit()
	return [] if is_same else found


def choose_writing(text: str, writing: AmountWriting = AmountWriting.AUTO) -> bool:
	"""Return whether an amount is es-EC: as its file writes them, else by its own signs.

	:raises AmbiguousAmount: it is right in both writings, and another amount in each
	"""
	if writing is not AmountWriting.AUTO:
		return writing is AmountWriting.SPANISH
	found = list_writings(text)
	if len(found) > 1:
		raise AmbiguousAmount(text)
	return found == [AmountWriting.SPANISH]


def parse_amount(text: str, *, is_spanish: bool) -> Decimal:
	"""Return an amount rounded half-up to cents.

	:raises ValueError: not an amount in that writing, negative, or of more than 12 digits
	"""
	amount = read_decimal(text, is_spanish=is_spanish)
	if amount >= LARGEST:
		raise ValueError(text)
	return amount.quantize(CENT, ROUND_HALF_UP)


def write_plainly(text: str, writing: AmountWriting) -> str:
	"""Return a number without thousands and with a decimal point, as contracts read it.

	What has neither point nor comma stays as it is.

	:raises AmbiguousAmount: the file does not say how it is to be read, and neither does it
	:raises ValueError: not a number in that writing
	"""
	plain = strip_currency(text)
	if "." not in plain and "," not in plain:
		return plain
	sign = "-" if plain.startswith("-") else ""
	plain = plain.removeprefix("-")
	return sign + str(read_decimal(plain, is_spanish=choose_writing(plain, writing)))


def guess_amounts(values: Iterable[str]) -> AmountWriting | None:
	"""Return how the values of a file's amounts are written; None where they read either way.

	Values that can be read in one way only decide for the others. Where they contradict one
	another, or nothing is doubtful, each is read by its own signs, and what those leave open is
	refused.
	"""
	found = [list_writings(strip_currency(text).removeprefix("-")) for text in values]
	deciding = {writings[0] for writings in found if len(writings) == 1}
	if len(deciding) == 1:
		return deciding.pop()
	is_doubtful = any(len(writings) > 1 for writings in found)
	return None if is_doubtful and not deciding else AmountWriting.AUTO
