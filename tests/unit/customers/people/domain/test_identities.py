import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cl import rut
from stdnum.ec import ci, ruc

from chasqui.contracts.customers.people import CustomerKind, CustomerWarning, IdentityType
from chasqui.contracts.identities import (
	find_cedula,
	has_cedula_check_digit,
)
from customers.people.domain.identities import parse_identity
from customers.people.domain.problems import BadField


class TestOracle:
	"""The published rules, as python-stdnum has them, on whatever numbers there may be."""

	@given(number=st.from_regex(r"[0-3][0-9][0-9]{8}", fullmatch=True))
	def test_a_cedula_is_taken_where_the_library_takes_it(self, number: str) -> None:
		has_home = "01" <= number[:2] <= "24" or number[:2] in ("30", "50")
		assert is_taken(IdentityType.CEDULA, number) == (ci.is_valid(number) and has_home)

	@given(number=st.from_regex(r"(0[1-9]|1[0-9]|2[0-4])[0-69][0-9]{7}00[1-9]", fullmatch=True))
	def test_a_ruc_that_the_library_takes_is_taken(self, number: str) -> None:
		if ruc.is_valid(number):
			assert is_taken(IdentityType.RUC, number)

	@given(number=st.integers(1_000_000, 99_999_999), digit=st.sampled_from("0123456789K"))
	def test_a_rut_is_taken_with_its_own_digit_alone(self, number: int, digit: str) -> None:
		is_own = rut.calc_check_digit(str(number)) == digit
		assert is_taken(IdentityType.RUT_CL, f"{number}-{digit.lower()}") == is_own

	@given(text=st.text(max_size=24), kind=st.sampled_from(IdentityType))
	def test_whatever_is_typed_is_taken_or_refused(self, text: str, kind: IdentityType) -> None:
		is_taken(kind, text)


def is_taken(kind: IdentityType, text: str) -> bool:
	try:
		parse_identity(kind, text)
	except BadField:
		return False
	return True


class TestCedula:
	def test_it_agrees_with_the_library_on_random_numbers(self) -> None:
		choose = random.Random(7)
		for _ in range(5000):
			number = (
				f"{choose.randint(1, 24):02d}{choose.randint(0, 6)}{choose.randint(0, 9999999):07d}"
			)
			assert has_cedula_check_digit(number) == ci.is_valid(number)

	@pytest.mark.parametrize(
		"text", ["1710034065", "171003406-5", " 17 1003 4065 ", "17.1003406-5"]
	)
	def test_separators_are_taken_away(self, text: str) -> None:
		assert parse_identity(IdentityType.CEDULA, text).number == "1710034065"

	@pytest.mark.parametrize(
		("text", "code"),
		[
			("171003406", "bad_length"),
			("17100340650", "bad_length"),
			("171003406A", "bad_length"),
			("١٧١٠٠٣٤٠٦٥", "bad_length"),
			("2510034065", "bad_province"),
			("0010034065", "bad_province"),
			("1770034065", "bad_structure"),
			("1710034066", "bad_check_digit"),
		],
	)
	def test_it_refuses(self, text: str, code: str) -> None:
		with pytest.raises(BadField) as refused:
			parse_identity(IdentityType.CEDULA, text)
		assert refused.value.code == code


class TestRuc:
	def test_a_natural_person_has_a_cedula_in_it(self) -> None:
		identity = parse_identity(IdentityType.RUC, "1710034065001")
		assert identity.kind is CustomerKind.PERSON
		assert find_cedula(IdentityType.RUC, identity.number) == "1710034065"

	def test_a_company_has_none(self) -> None:
		identity = parse_identity(IdentityType.RUC, "1790011674001")
		assert (identity.kind, identity.warnings) == (CustomerKind.COMPANY, ())
		assert find_cedula(IdentityType.RUC, identity.number) is None

	@pytest.mark.parametrize(
		"number", ["1793213150001", "1793189906001", "0993366721001", "0993370026001"]
	)
	def test_valid_company_numbers_without_checksum_are_a_warning(self, number: str) -> None:
		"""Issued by the tax office and refused by the published checksum (python-stdnum 497)."""
		assert parse_identity(IdentityType.RUC, number).warnings == (
			CustomerWarning.CHECKSUM_UNVERIFIABLE,
		)

	@pytest.mark.parametrize("number", ["1760001040001", "1768152560001"])
	def test_public_institutions_are_companies(self, number: str) -> None:
		assert parse_identity(IdentityType.RUC, number).kind is CustomerKind.COMPANY

	@pytest.mark.parametrize(
		("number", "code"),
		[
			("9999999999999", "final_consumer"),
			("1710034065000", "bad_structure"),
			("1710034066001", "bad_check_digit"),
			("1790011674000", "bad_structure"),
			("1780011674001", "bad_structure"),
			("9990011674001", "bad_province"),
			("179001167400", "bad_length"),
		],
	)
	def test_it_refuses(self, number: str, code: str) -> None:
		with pytest.raises(BadField) as refused:
			parse_identity(IdentityType.RUC, number)
		assert refused.value.code == code


class TestOthers:
	def test_a_chilean_rut_is_canonical(self) -> None:
		assert parse_identity(IdentityType.RUT_CL, "12.531.909-2").number == "12531909-2"

	def test_a_wrong_rut_is_refused(self) -> None:
		with pytest.raises(BadField):
			parse_identity(IdentityType.RUT_CL, "12.531.909-3")

	def test_a_passport_is_upper_case_without_spaces(self) -> None:
		assert parse_identity(IdentityType.PASSPORT, "ab 123-456").number == "AB123456"

	@pytest.mark.parametrize("text", ["", "A", "Ñ1234", "A" * 21, "A'B"])
	def test_what_is_no_passport_is_refused(self, text: str) -> None:
		with pytest.raises(BadField):
			parse_identity(IdentityType.PASSPORT, text)
