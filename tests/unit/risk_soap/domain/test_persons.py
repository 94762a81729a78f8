import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum.cl import rut
from stdnum.ec import ci, ruc

from risk_soap.domain.persons import BadIdentity, PersonIdentity, read_identity

DIGITS = "0123456789"
PROVINCE = st.sampled_from([*(f"{n:02d}" for n in range(26)), "30", "50", "99"])
WITHOUT_CHECK_DIGIT = ("1793213150001", "1793189906001", "0993366721001", "0993370026001")


def try_read(id_type: str, number: str) -> PersonIdentity | None:
	try:
		return read_identity(id_type, number)
	except BadIdentity:
		return None


@pytest.mark.covers("K31")
class TestCedula:
	@given(PROVINCE, st.text(DIGITS, min_size=8, max_size=8))
	def test_it_agrees_with_the_library(self, province: str, rest: str) -> None:
		number = province + rest
		assert (try_read("cedula", number) is not None) == ci.is_valid(number)

	@given(PROVINCE, st.sampled_from("0123456"), st.text(DIGITS, min_size=6, max_size=6))
	def test_one_check_digit_of_ten_is_right(self, province: str, third: str, rest: str) -> None:
		read = [try_read("cedula", f"{province}{third}{rest}{last}") for last in DIGITS]
		assert sum(one is not None for one in read) == int(province not in ("00", "25", "99"))

	@pytest.mark.parametrize("text", ["171003406-5", " 17 1003 4065 ", "17.1003406-5"])
	def test_separators_are_taken_away(self, text: str) -> None:
		assert read_identity("cedula", text).keys == ("cedula:1710034065",)


class TestRuc:
	@example("14", "97876580001")  # a 9 in third place, and an institution's check digit
	@example("14", "97876581000")
	@given(PROVINCE, st.text(DIGITS, min_size=11, max_size=11))
	def test_it_agrees_with_the_library_but_for_companies(self, province: str, rest: str) -> None:
		number = province + rest
		identity = try_read("ruc", number)
		assert (identity is not None and identity.is_verified) == ruc.is_valid(number)
		if identity is not None and not identity.is_verified:
			assert identity.key == f"ruc:{number}"
			assert number[2] in "69"

	@given(PROVINCE, st.sampled_from("0123456"), st.text(DIGITS, min_size=6, max_size=6))
	def test_a_natural_persons_is_its_cedula(self, province: str, third: str, rest: str) -> None:
		for last in DIGITS:
			number = f"{province}{third}{rest}{last}"
			if ci.is_valid(number):
				assert f"cedula:{number}" in read_identity("ruc", number + "001").keys
				assert third == "6" or try_read("ruc", number + "000") is None

	@pytest.mark.parametrize("number", WITHOUT_CHECK_DIGIT)
	def test_companies_without_check_digit_are_doubtful(self, number: str) -> None:
		"""Issued by the tax office and refused by the published checksum (python-stdnum 497)."""
		assert not ruc.is_valid(number)
		assert read_identity("ruc", number) == PersonIdentity(f"ruc:{number}", is_verified=False)

	@pytest.mark.parametrize("number", ["1790011674001", "1760001040001", "1768152560001"])
	def test_companies_and_institutions_have_a_key_of_their_own(self, number: str) -> None:
		assert read_identity("ruc", number) == PersonIdentity(f"ruc:{number}")

	def test_a_number_right_both_ways_has_both_keys(self) -> None:
		assert read_identity("ruc", "1760000230001").keys == (
			"ruc:1760000230001",
			"cedula:1760000230",
		)

	@pytest.mark.parametrize(
		"number",
		["9999999999999", "1710034065000", "1790011674000", "1760001040000", "1780011674001"],
	)
	def test_a_wrong_structure_is_refused(self, number: str) -> None:
		with pytest.raises(BadIdentity) as refused:
			read_identity("ruc", number)
		assert refused.value.field == "id_number"
		assert number not in str(refused.value)


class TestOtherTypes:
	@given(st.text(DIGITS, min_size=7, max_size=8), st.sampled_from("0123456789kK"))
	def test_a_rut_agrees_with_the_library(self, number: str, check: str) -> None:
		identity = try_read("rut_cl", f"{number}-{check}")
		assert (identity is not None) == rut.is_valid(number + check)

	def test_the_dots_of_a_rut_do_not_count(self) -> None:
		assert read_identity("rut_cl", "CL 12.531.909-2").key == "rut_cl:125319092"

	def test_a_passport_is_letters_and_numbers(self) -> None:
		assert read_identity("passport", "ab-123456").key == "passport:AB123456"

	@pytest.mark.parametrize(
		("id_type", "number", "field"),
		[
			("cedula", "171003406", "id_number"),
			("carnet", "1710034065", "id_type"),
			("passport", "A*", "id_number"),
			("cedula", "١" * 10, "id_number"),
		],
	)
	def test_wrong_shapes_are_refused(self, id_type: str, number: str, field: str) -> None:
		with pytest.raises(BadIdentity) as refused:
			read_identity(id_type, number)
		assert refused.value.field == field

	@given(st.sampled_from(["cedula", "ruc", "passport", "rut_cl", "", "x"]), st.text())
	def test_any_text_is_read_or_refused(self, id_type: str, text: str) -> None:
		identity = try_read(id_type, text)
		assert identity is None or read_identity(*identity.key.split(":")).key == identity.key
