"""The client that campaigns asks with, against the service itself."""

import pytest

from campaigns.risk.clients.breaker import CircuitBreaker
from campaigns.risk.clients.cache import RiskCache
from campaigns.risk.clients.client import RiskClient
from campaigns.risk.clients.soap import RiskSoapClient
from campaigns.risk.domain.identities import IdentityHasher
from chasqui.contracts.risk import (
	Identification,
	IdWarning,
	RiskLevel,
	RiskStatus,
	UnavailableReason,
)
from chasqui.kernel.errors import Invalid
from chasqui.kernel.security.redis_link import connect_redis
from tests.support.risk_door import PASSWORD, USER
from tests.support.servers import TestServers

KNOWN, HIGH, STALE = "1710034065", "0926687856", "0102030400"


@pytest.mark.covers("K28", "K29")
class TestCampaignsClient:
	def test_a_person_is_found_by_cedula_and_by_ruc(self, client: RiskClient) -> None:
		answer = client.ask(make_cedula(KNOWN), "telemarketing")
		assert (answer.status, answer.level, answer.score) == (RiskStatus.FOUND, RiskLevel.LOW, 812)
		ruc = Identification(id_type="ruc", id_number=f"{KNOWN}001")
		assert client.ask(ruc, "telemarketing").level is RiskLevel.LOW

	def test_names_come_ranked_and_masked(self, client: RiskClient) -> None:
		answer = client.find_by_name("Maria Vera Zambrano", 10, "credit_offer")
		assert [match.level for match in answer.matches] == [RiskLevel.HIGH, RiskLevel.MEDIUM]
		assert answer.matches[0].masked_id == "09******56"
		assert answer.matches[0].similarity > answer.matches[1].similarity

	def test_a_batch_is_answered_in_its_order(self, client: RiskClient) -> None:
		people = [make_cedula(number) for number in (STALE, KNOWN, "1710034073", HIGH)]
		answers = client.ask_batch(people, "campaign_review")
		assert [answer.status for answer in answers] == [
			RiskStatus.STALE, RiskStatus.FOUND, RiskStatus.NOT_FOUND, RiskStatus.FOUND
		]  # fmt: skip

	def test_a_batch_of_the_largest_size_is_taken(self, client: RiskClient) -> None:
		people = [
			Identification(id_type="passport", id_number=f"ZZ{number:06d}") for number in range(500)
		]
		assert len(client.ask_batch(people, "campaign_review")) == 500

	def test_a_bad_identification_within_a_batch_is_told(self, client: RiskClient) -> None:
		answers = client.ask_batch([make_cedula("1710034066"), make_cedula(KNOWN)], "x")
		assert answers[0].warning is IdWarning.INVALID_IDENTIFICATION
		assert answers[1].level is RiskLevel.LOW

	def test_a_bad_identification_alone_is_refused(self, client: RiskClient) -> None:
		with pytest.raises(Invalid):
			client.ask(make_cedula("1710034066"), "telemarketing")

	def test_wrong_credentials_are_an_answer_with_their_reason(
		self, url: str, cache: RiskCache
	) -> None:
		answer = make_client(url, cache, "equivocada").ask(make_cedula(KNOWN), "telemarketing")
		assert answer.reason is UnavailableReason.NOT_AUTHORIZED


@pytest.fixture
def cache(servers: TestServers, redis_prefix: str) -> RiskCache:
	client = connect_redis(servers.redis.build_url(1))
	return RiskCache(client, prefix=f"{redis_prefix}campaigns:", seconds=900)


@pytest.fixture
def client(url: str, cache: RiskCache) -> RiskClient:
	return make_client(url, cache, PASSWORD)


def make_client(url: str, cache: RiskCache, password: str) -> RiskClient:
	soap = RiskSoapClient(url, user=USER, password=password, timeout=2.0, connections=4)
	breaker = CircuitBreaker(failures=5, rest_seconds=10)
	return RiskClient(soap, cache, breaker, IdentityHasher("secret of the test"))


def make_cedula(number: str) -> Identification:
	return Identification(id_type="cedula", id_number=number)
