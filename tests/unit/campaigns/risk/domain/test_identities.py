import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.ec import ci

from campaigns.risk.domain.identities import (
	BadIdentification,
	IdentityHasher,
	guess_type,
	read_identification,
)
from chasqui.contracts.customers.people import IdentityType
from chasqui.contracts.risk import Identification

CEDULA = "1710034065"


class TestReading:
	@pytest.mark.parametrize("text", [CEDULA, "171003406-5", " 171 003 4065 "])
	def test_separators_are_taken_away(self, text: str) -> None:
		assert read_identification(IdentityType.CEDULA, text).id_number == CEDULA

	@pytest.mark.parametrize(
		("id_type", "text"),
		[
			(IdentityType.CEDULA, "1710034066"),
			(IdentityType.CEDULA, "171003406"),
			(IdentityType.CEDULA, "١٧١٠٠٣٤٠٦٥"),
			(IdentityType.RUC, "1710034066001"),
			(IdentityType.RUC, "1710034065000"),
			(IdentityType.RUC, CEDULA),
			(IdentityType.PASSPORT, "A-1"),
			(IdentityType.PASSPORT, "AÑ12345"),
			(IdentityType.RUT_CL, "12345678-9"),
		],
	)
	def test_what_is_none_is_refused_in_spanish(self, id_type: IdentityType, text: str) -> None:
		with pytest.raises(BadIdentification, match=r"(?i)(cédula|RUC|pasaporte|RUT|letras)"):
			read_identification(id_type, text)

	def test_a_company_ruc_needs_no_check_digit(self) -> None:
		read = read_identification(IdentityType.RUC, "1793189549001")
		assert read.id_number == "1793189549001"

	def test_a_chilean_rut_is_read(self) -> None:
		assert read_identification(IdentityType.RUT_CL, "12.531.909-2").id_number == "125319092"

	@given(st.text(alphabet="0123456789", min_size=10, max_size=10))
	def test_cedulas_are_judged_as_the_library_does(self, number: str) -> None:
		try:
			read_identification(IdentityType.CEDULA, number)
		except BadIdentification:
			assert not ci.is_valid(number)
		else:
			assert ci.is_valid(number)

	def test_a_cell_of_digits_tells_its_type(self) -> None:
		assert guess_type(CEDULA) is IdentityType.CEDULA
		assert guess_type("1710034065001") is IdentityType.RUC
		assert guess_type("AB123456") is None


class TestKeys:
	def test_the_same_person_has_one_key_and_the_number_is_not_in_it(self) -> None:
		keys = IdentityHasher("secret")
		one = Identification(id_type="cedula", id_number=CEDULA)
		assert keys.make_key(one) == keys.make_key(one)
		assert CEDULA not in keys.make_key(one)
		assert keys.make_key(one) != IdentityHasher("another").make_key(one)

	def test_a_passport_is_not_the_cedula_of_the_same_digits(self) -> None:
		keys = IdentityHasher("secret")
		kinds = [Identification(id_type=kind, id_number=CEDULA) for kind in ("cedula", "passport")]
		assert len({keys.make_key(one) for one in kinds}) == 2
