"""The operations, asked by zeep as campaigns asks them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import requests
import zeep
from zeep.exceptions import Fault
from zeep.transports import Transport

import chasqui.contracts
from tests.support.risk_door import PASSWORD, USER

WSDL = Path(chasqui.contracts.__file__).with_name("risk_v1.wsdl")
BINDING = "{urn:chasqui:risk:v1}RiskSoap11"


class TestByIdentification:
	@pytest.mark.covers("K30", "K31")
	def test_it_answers_the_record(self, service: Any) -> None:
		answer = service.GetRiskByIdentification("cedula", "171003406-5", requestId="r-1")
		assert (answer.status, answer.level, answer.score) == ("FOUND", "LOW", 812)
		assert (answer.asOf, answer.source, answer.requestId) == (
			date(2026, 11, 1),
			"Central",
			"r-1",
		)
		assert answer.correlationId

	def test_the_ruc_of_a_natural_person_is_its_cedula(self, service: Any) -> None:
		assert service.GetRiskByIdentification("ruc", "1710034065001").level == "LOW"

	def test_not_found_is_an_answer(self, service: Any) -> None:
		answer = service.GetRiskByIdentification("cedula", "1712345675")
		assert (answer.status, answer.level, answer.score) == ("NOT_FOUND", "UNKNOWN", None)

	def test_an_old_record_is_stale(self, service: Any) -> None:
		answer = service.GetRiskByIdentification("cedula", "0102030400")
		assert (answer.status, answer.level) == ("STALE", "MEDIUM")

	def test_a_wrong_shape_is_a_fault_that_does_not_quote_it(self, service: Any) -> None:
		with pytest.raises(Fault) as fault:
			service.GetRiskByIdentification("cedula", "17-SECRETO")
		assert fault.value.code.endswith("Client")
		assert fault.value.message == (
			"«idNumber» no vale: no tiene la forma de su tipo de identificación."
		)


class TestByName:
	@pytest.mark.covers("K31")
	@pytest.mark.parametrize(
		"name", ["jose angel munoz pena", "MUÑOZ PEÑA, José Ángel", "Peña José", "munoz de la pena"]
	)
	def test_accents_order_and_particles_do_not_matter(self, service: Any, name: str) -> None:
		answer = service.FindRiskByName(name)
		assert answer.status == "FOUND"
		assert [(one.maskedId, one.level) for one in answer.match] == [("17******65", "LOW")]

	def test_several_matches_come_with_masked_identifications(self, service: Any) -> None:
		answer = service.FindRiskByName("zambrano maria")
		assert answer.status == "MULTIPLE_MATCHES"
		assert [one.maskedId for one in answer.match] == ["09******56", "01******00"]

	def test_exactly_those_words_come_first(self, service: Any) -> None:
		matches = service.FindRiskByName("Vera Zambrano María").match
		assert [one.maskedId for one in matches] == ["09******56", "01******00"]

	def test_no_more_than_asked(self, service: Any) -> None:
		assert len(service.FindRiskByName("maria zambrano", 1).match) == 1

	def test_nobody_is_an_answer(self, service: Any) -> None:
		answer = service.FindRiskByName("Nadie Ninguno")
		assert (answer.status, answer.match) == ("NOT_FOUND", [])

	def test_one_word_is_too_little(self, service: Any) -> None:
		with pytest.raises(Fault, match="al menos un nombre y un apellido"):
			service.FindRiskByName("María")


class TestContract:
	def test_ping_answers(self, service: Any) -> None:
		assert service.Ping(requestId="p").requestId == "p"

	def test_the_served_contract_serves_a_client(self, url: str) -> None:
		client = zeep.Client(f"{url}?wsdl", transport=make_transport())
		assert client.create_service(BINDING, url).Ping().at is not None

	def test_a_wrong_password_is_refused(self, url: str) -> None:
		answer = requests.post(
			url,
			data=b"",
			auth=(USER, "otra"),
			headers={"Content-Type": "text/xml"},
			timeout=5,
		)
		assert answer.status_code == 401
		assert answer.headers["WWW-Authenticate"].startswith("Basic")


def make_transport() -> Transport:
	session = requests.Session()
	session.auth = (USER, PASSWORD)
	return Transport(session=session, operation_timeout=5)


@pytest.fixture
def service(url: str) -> Any:
	client = zeep.Client(WSDL.as_uri(), transport=make_transport())
	return client.create_service(BINDING, url)
