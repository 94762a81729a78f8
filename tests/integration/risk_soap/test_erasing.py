"""A person is forgotten on behalf of who keeps the customers."""

import pytest

from customers.rights.clients import RiskClient
from risk_soap.config import ConsumerSettings, RiskConfig
from risk_soap.domain.persons import Asker
from risk_soap.use_cases.access_policy import digest_secret
from risk_soap.wiring import Wiring
from tests.support.risk_door import serve_risk

SECRET = "clave-de-quien-borra"
ASKER = Asker("test", "test", "test")


@pytest.fixture
def config(loaded: RiskConfig) -> RiskConfig:
	eraser = ConsumerSettings(digests=[digest_secret(SECRET)], roles=frozenset({"erase"}))
	return loaded.model_copy(update={"risk_consumers": {"customers": eraser}})


class TestErasePerson:
	@pytest.mark.covers("R44")
	def test_the_record_is_gone_and_a_second_time_there_was_none(self, config: RiskConfig) -> None:
		with serve_risk(config) as url:
			eraser = RiskClient(url, user="customers", password=SECRET, timeout=5)
			assert eraser.erase("cedula", "1710034065") is True
			assert eraser.erase("cedula", "1710034065") is False
		answer = Wiring(config).finder.find_by_identification("cedula", "1710034065", ASKER)
		assert answer.status == "NOT_FOUND"

	def test_what_is_no_identification_has_no_record(self, config: RiskConfig) -> None:
		with serve_risk(config) as url:
			eraser = RiskClient(url, user="customers", password=SECRET, timeout=5)
			assert eraser.erase("cedula", "1710034066") is False


class TestTellPerson:
	@pytest.mark.covers("R44")
	def test_the_record_and_who_looked_at_it_are_told(self, config: RiskConfig) -> None:
		asker = Asker("campaigns", "telemarketing", "x-1")
		Wiring(config).finder.find_by_identification("cedula", "1710034065", asker)
		with serve_risk(config) as url:
			client = RiskClient(url, user="customers", password=SECRET, timeout=5)
			told = client.describe("cedula", "1710034065")
			assert client.describe("cedula", "1710034066") is None
		assert (told.status, bool(told.level), bool(told.source)) == ("FOUND", True, True)
		assert [(one.consumer, one.purpose) for one in told.access] == [
			("campaigns", "telemarketing"), ("customers", "holder_request"),
		]  # fmt: skip

	def test_of_a_stranger_only_this_look_is_told(self, config: RiskConfig) -> None:
		with serve_risk(config) as url:
			client = RiskClient(url, user="customers", password=SECRET, timeout=5)
			told = client.describe("cedula", "1713175071")
		assert (told.status, told.level, len(told.access)) == ("NOT_FOUND", "UNKNOWN", 1)
