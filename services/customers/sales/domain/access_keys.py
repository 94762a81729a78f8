"""The SRI's access key of an electronic document: 49 digits that say again what it is.

Day, document, RUC, environment, series, number, a free code, emission, check digit: technical sheet
of electronic documents of the SRI, off-line scheme.
"""

from datetime import date

from chasqui.contracts.customers.sales import DocumentKind
from chasqui.kernel.texts.text import Text, say

MODULUS = 11
WEIGHTS = (2, 3, 4, 5, 6, 7)


def find_check_digit(digits: str) -> int:
	"""Return the last digit of a key by the 48 before: module 11, weights 2 to 7 from the right."""
	weighted = (
		int(digit) * WEIGHTS[place % len(WEIGHTS)] for place, digit in enumerate(reversed(digits))
	)
	check = MODULUS - sum(weighted) % MODULUS
	return {11: 0, 10: 1}.get(check, check)


def check_key(key: str, day: date, kind: DocumentKind, ruc: str, number: str) -> Text | None:
	"""Return what is wrong with the key of a document; None where it is right.

	One wrong digit in some fifty passes the check digit: what else it says is compared as well. An
	empty `ruc` is not compared: the company has not said its own.
	"""
	if find_check_digit(key[:-1]) != int(key[-1]):
		return say("La clave no está completa o tiene un dígito cambiado.")
	if (key[:8], key[8:10]) != (f"{day:%d%m%Y}", kind.value):
		return say("La clave es de otro día o de otra clase de documento.")
	if ruc and key[10:23] != ruc:
		return say("La clave es de otra empresa.")
	if key[24:39] != number.replace("-", ""):
		return say("La clave es de otro número.")
	return None
