"""The one client of the risk service, against a service that speaks the WSDL."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import pytest
import redis

from campaigns.risk.clients.breaker import CircuitBreaker
from campaigns.risk.clients.cache import RiskCache
from campaigns.risk.clients.client import RiskClient
from campaigns.risk.clients.failures import RiskUnavailable
from campaigns.risk.clients.soap import RiskSoapClient
from campaigns.risk.domain.identities import IdentityHasher
from chasqui.contracts.risk import NAMESPACE, Identification, MatchKind, RiskLevel, RiskStatus
from chasqui.contracts.risk import UnavailableReason as Reason
from chasqui.kernel.errors import Invalid
from chasqui.kernel.security.redis_link import connect_redis
from tests.support.fake_risk import FakeRiskService, run_fake_risk, wrap_body
from tests.support.servers import TestServers

ONE = Identification(id_type="cedula", id_number="1710034065")
# What is not about silence waits as long as a busy machine needs.
PATIENCE, TIMEOUT = 10.0, 0.4


def make_person(number: int) -> Identification:
	return Identification(id_type="cedula", id_number=f"17{number:08d}")


@pytest.mark.covers("K29")
class TestAnswers:
	def test_a_person_is_found_and_the_purpose_goes_along(
		self, client: RiskClient, service: FakeRiskService
	) -> None:
		answer = client.ask(ONE, "credit_offer")
		assert (answer.status, answer.level, answer.score) == (RiskStatus.FOUND, RiskLevel.LOW, 365)
		assert service.purposes == ["credit_offer"]

	def test_names_come_ranked_with_their_kind(self, client: RiskClient) -> None:
		answer = client.find_by_name("José Muñoz", 10, "telemarketing")
		assert [match.kind for match in answer.matches] == [MatchKind.EXACT, MatchKind.PARTIAL]
		assert [match.similarity for match in answer.matches] == [100, 74]

	def test_a_batch_is_answered_in_the_order_asked(
		self, client: RiskClient, service: FakeRiskService
	) -> None:
		people = [make_person(number) for number in range(500)]
		for number in range(0, 500, 7):
			service.levels[people[number].id_number] = "HIGH"
		answers = client.ask_batch(people, "campaign_review")
		assert [answer.level is RiskLevel.HIGH for answer in answers] == [
			number % 7 == 0 for number in range(500)
		]
		assert service.calls == ["GetRiskBatch"]

	def test_threads_get_each_their_own_answer_over_few_connections(
		self, client: RiskClient, service: FakeRiskService
	) -> None:
		people = [make_person(number) for number in range(80)]
		levels = ("LOW", "MEDIUM", "HIGH")
		service.levels = {one.id_number: levels[n % 3] for n, one in enumerate(people)}
		with ThreadPoolExecutor(8) as pool:
			answers = list(pool.map(lambda one: client.ask(one, "telemarketing"), people))
		assert [answer.level.value for answer in answers] == [levels[n % 3] for n in range(80)]
		assert len(service.connections) <= 8


class TestCache:
	def test_an_answer_serves_again_with_the_age_it_has(
		self, client: RiskClient, service: FakeRiskService
	) -> None:
		first = client.ask(ONE, "telemarketing")
		again = client.ask(ONE, "telemarketing")
		assert again.asked_at == first.asked_at
		assert len(service.calls) == 1

	def test_a_fresh_question_passes_over_it(
		self, client: RiskClient, service: FakeRiskService
	) -> None:
		client.ask(ONE, "telemarketing")
		service.levels[ONE.id_number] = "HIGH"
		assert client.ask(ONE, "telemarketing", fresh=True).level is RiskLevel.HIGH
		assert client.ask(ONE, "telemarketing").level is RiskLevel.HIGH

	def test_nobodys_number_stands_in_redis(
		self, client: RiskClient, redis_client: "redis.Redis", redis_prefix: str
	) -> None:
		client.ask(ONE, "telemarketing")
		keys = [key.decode() for key in redis_client.scan_iter(f"{redis_prefix}*")]
		assert len(keys) == 1
		assert ONE.id_number not in keys[0]
		assert ONE.id_number.encode() not in (redis_client.get(keys[0]) or b"")
		assert 0 < redis_client.ttl(keys[0]) <= 900

	def test_that_it_did_not_answer_is_not_kept(
		self, client: RiskClient, service: FakeRiskService
	) -> None:
		service.fault = "Unavailable"
		assert client.ask(ONE, "telemarketing").status is RiskStatus.UNAVAILABLE
		service.fault = None
		assert client.ask(ONE, "telemarketing").status is RiskStatus.FOUND

	def test_what_another_version_kept_is_asked_again(
		self, client: RiskClient, redis_client: "redis.Redis", redis_prefix: str
	) -> None:
		client.ask(ONE, "telemarketing")
		key = next(redis_client.scan_iter(f"{redis_prefix}*"))
		redis_client.set(key, '{"status": "FOUND", "colour": "green"}')
		assert client.ask(ONE, "telemarketing").level is RiskLevel.LOW

	def test_a_repeated_batch_asks_for_nobody_twice(
		self, client: RiskClient, service: FakeRiskService
	) -> None:
		people = [make_person(1), make_person(2), make_person(1)]
		client.ask_batch(people, "campaign_review")
		client.ask_batch([*people, make_person(3)], "campaign_review")
		assert service.asked == [make_person(n).id_number for n in (1, 2, 3)]

	def test_without_redis_it_asks(self, service: FakeRiskService) -> None:
		cache = RiskCache(connect_redis("redis://127.0.0.1:1/0"), prefix="x:", seconds=900)
		client = make_client(service.url, cache)
		assert client.ask(ONE, "telemarketing").level is RiskLevel.LOW


@pytest.mark.covers("K29")
class TestTrouble:
	@pytest.mark.parametrize(
		("fault", "reason"),
		[
			("Unavailable", Reason.SERVICE_DOWN),
			("RateLimited", Reason.RATE_LIMITED),
			("NotAuthorized", Reason.NOT_AUTHORIZED),
		],
	)
	def test_a_fault_is_an_answer_with_its_reason(
		self, client: RiskClient, service: FakeRiskService, fault: str, reason: Reason
	) -> None:
		service.fault = fault
		answer = client.ask(ONE, "telemarketing")
		assert (answer.status, answer.reason) == (RiskStatus.UNAVAILABLE, reason)

	def test_a_slow_service_is_left_after_the_timeout(
		self, service: FakeRiskService, cache: RiskCache
	) -> None:
		client = make_client(service.url, cache, timeout=TIMEOUT)
		service.delay = 3 * TIMEOUT
		began = time.monotonic()
		assert client.ask(ONE, "telemarketing").reason is Reason.NO_ANSWER
		assert time.monotonic() - began < 2.5 * TIMEOUT

	def test_after_repeated_failures_it_is_given_time_and_then_probed_once(
		self, client: RiskClient, service: FakeRiskService
	) -> None:
		service.fault = "Unavailable"
		reasons = [client.ask(ONE, "telemarketing").reason for _ in range(6)]
		assert reasons == [Reason.SERVICE_DOWN] * 3 + [Reason.RESTING] * 3
		assert len(service.calls) == 3
		service.fault = None
		time.sleep(0.3)
		assert client.ask(ONE, "telemarketing").status is RiskStatus.FOUND
		assert len(service.calls) == 4

	def test_a_rate_limit_stops_all_threads_at_once(
		self, client: RiskClient, service: FakeRiskService
	) -> None:
		service.fault, service.retry_after = "RateLimited", 30
		client.ask(ONE, "telemarketing")
		with ThreadPoolExecutor(8) as pool:
			answers = list(pool.map(lambda _: client.ask(ONE, "telemarketing"), range(40)))
		assert {answer.reason for answer in answers} == {Reason.RESTING}
		assert len(service.calls) == 1
		assert client.read_wait() > 25

	def test_a_refused_question_is_the_askers_fault_and_breaks_nothing(
		self, client: RiskClient, service: FakeRiskService
	) -> None:
		service.fault = "InvalidRequest"
		for _ in range(5):
			with pytest.raises(Invalid) as caught:
				client.ask(ONE, "telemarketing")
			assert caught.value.fields[0].field == "id_number"
		service.fault = None
		assert client.ask(ONE, "telemarketing").status is RiskStatus.FOUND

	@pytest.mark.parametrize(
		"body",
		[
			"<x/>",
			"no es XML",
			f"<GetRiskByIdentificationResponse xmlns='{NAMESPACE}'/>",
			f"<GetRiskByIdentificationResponse xmlns='{NAMESPACE}'><GetRiskByIdentificationResult>"
			"<status>MAYBE</status></GetRiskByIdentificationResult>"
			"</GetRiskByIdentificationResponse>",
		],
	)
	def test_an_answer_against_the_contract_is_no_answer(
		self, client: RiskClient, body: str
	) -> None:
		envelope = wrap_body(body) if body.startswith("<") else body.encode()
		with patch.object(FakeRiskService, "answer", return_value=(200, envelope)):
			assert client.ask(ONE, "telemarketing").reason is Reason.NO_ANSWER

	def test_a_batch_without_answer_is_raised_for_the_worker_to_wait(
		self, client: RiskClient, service: FakeRiskService
	) -> None:
		service.fault = "RateLimited"
		with pytest.raises(RiskUnavailable) as caught:
			client.ask_batch([ONE], "campaign_review")
		assert caught.value.retry_after == 7

	def test_nobody_at_the_door_is_no_answer(self, cache: RiskCache) -> None:
		client = make_client("http://127.0.0.1:1/", cache)
		assert client.ask(ONE, "telemarketing").reason is Reason.NO_ANSWER

	def test_threads_do_not_wait_for_each_other(
		self, client: RiskClient, service: FakeRiskService
	) -> None:
		service.delay = 0.2
		client.ask(make_person(99), "telemarketing")  # builds what is built once
		began = time.monotonic()
		threads = [
			threading.Thread(target=client.ask, args=(make_person(number), "telemarketing"))
			for number in range(6)
		]
		for thread in threads:
			thread.start()
		for thread in threads:
			thread.join()
		assert time.monotonic() - began < 6 * 0.2


@pytest.fixture
def service() -> Iterator[FakeRiskService]:
	with run_fake_risk() as fake:
		fake.levels[ONE.id_number] = "LOW"
		yield fake


@pytest.fixture
def cache(servers: TestServers, redis_prefix: str) -> RiskCache:
	client = connect_redis(servers.redis.build_url(1))
	return RiskCache(client, prefix=redis_prefix, seconds=900)


@pytest.fixture
def client(service: FakeRiskService, cache: RiskCache) -> RiskClient:
	return make_client(service.url, cache)


def make_client(url: str, cache: RiskCache, *, timeout: float = PATIENCE) -> RiskClient:
	soap = RiskSoapClient(url, user="campaigns", password="x", timeout=timeout, connections=8)
	breaker = CircuitBreaker(failures=3, rest_seconds=0.25)
	return RiskClient(soap, cache, breaker, IdentityHasher("secret of the test"))
