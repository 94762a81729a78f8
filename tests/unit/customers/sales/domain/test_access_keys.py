"""The SRI's access key: whole, and of this document."""

from datetime import date

import pytest

from chasqui.contracts.customers.sales import DocumentKind
from customers.sales.domain.access_keys import check_key, find_check_digit

DAY, RUC, NUMBER = date(2027, 1, 15), "1790012345001", "001-002-000000123"
KEY = "1501202701179001234500110010020000001231234567816"


def write_key(**parts: str) -> str:
	"""Return the key of the document with other parts, its check digit right."""
	usual = {
		"day": "15012027", "kind": "01", "ruc": RUC, "environment": "1", "series": "001002",
		"number": "000000123", "free": "12345678", "emission": "1",
	}  # fmt: skip
	digits = "".join({**usual, **parts}.values())
	return f"{digits}{find_check_digit(digits)}"


class TestKeys:
	def test_a_right_one_passes(self) -> None:
		assert write_key() == KEY
		assert check_key(KEY, DAY, DocumentKind.INVOICE, RUC, NUMBER) is None

	def test_ten_becomes_one(self) -> None:
		"""Module 11 leaves 10 for some keys, and a digit is one digit."""
		keys = [write_key(free=f"{number:08d}") for number in range(200)]
		assert all(len(key) == 49 for key in keys)
		assert {key[-1] for key in keys} >= {"0", "1"}

	@pytest.mark.parametrize(
		("key", "ruc", "why"),
		[
			(KEY[:-1] + "7", RUC, "dígito cambiado"),
			(KEY[:5] + "9" + KEY[6:], RUC, "dígito cambiado"),
			(write_key(day="16012027"), RUC, "otro día"),
			(write_key(kind="04"), RUC, "otra clase"),
			(write_key(ruc="1790012345999"), RUC, "otra empresa"),
			(write_key(number="000000124"), RUC, "otro número"),
			(write_key(series="001003"), "", "otro número"),
		],
	)
	def test_what_says_something_else_is_refused(self, key: str, ruc: str, why: str) -> None:
		fault = check_key(key, DAY, DocumentKind.INVOICE, ruc, NUMBER)
		assert why in str(fault)

	def test_without_a_ruc_of_its_own_a_company_is_not_compared(self) -> None:
		key = write_key(ruc="1790012345999")
		assert check_key(key, DAY, DocumentKind.INVOICE, "", NUMBER) is None
