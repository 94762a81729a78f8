import pytest

from risk_soap.domain.identities import BadIdentity, make_person_key, mask_number
from risk_soap.domain.names import make_name_key


class TestNames:
	def test_the_example_of_the_key(self) -> None:
		assert make_name_key("José Ángel Muñoz Peña") == make_name_key("MUNOZ PENA JOSE ANGEL")

	def test_particles_do_not_count(self) -> None:
		assert make_name_key("María de los Ángeles y la Torre") == "ANGELES MARIA TORRE"


class TestIdentities:
	def test_a_natural_persons_ruc_is_its_cedula(self) -> None:
		assert make_person_key("ruc", "1710034065001") == "cedula:1710034065"

	def test_a_companys_ruc_is_its_own(self) -> None:
		assert make_person_key("ruc", "1790011674001") == "ruc:1790011674001"

	@pytest.mark.parametrize(
		("id_type", "number"),
		[
			("cedula", "171003406"),
			("carnet", "1710034065"),
			("passport", "A*"),
			("cedula", "١" * 10),
		],
	)
	def test_wrong_shapes_are_refused(self, id_type: str, number: str) -> None:
		with pytest.raises(BadIdentity):
			make_person_key(id_type, number)

	@pytest.mark.parametrize(
		("number", "masked"), [("1710034065", "17******65"), ("AB1", "ABB1"), ("AB123", "AB*23")]
	)
	def test_the_middle_is_hidden(self, number: str, masked: str) -> None:
		assert mask_number(number) == masked
