import random

import pytest
from stdnum.ec import ci

from chasqui.contracts.customers import CustomerKind, IdentityType
from customers.domain.identities import (
	CHECKSUM_UNVERIFIABLE,
	check_cedula,
	find_cedula,
	has_cedula_check_digit,
	parse_identity,
)
from customers.domain.problems import BadField


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
			check_cedula(text)
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
		assert parse_identity(IdentityType.RUC, number).warnings == (CHECKSUM_UNVERIFIABLE,)

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
