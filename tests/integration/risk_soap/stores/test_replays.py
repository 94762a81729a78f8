"""A message passes once, within five minutes of its making, over each store."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from pydantic import SecretStr

from chasqui.contracts.campaigns.security import SecurityKind
from chasqui.kernel.clock import read_now
from chasqui.kernel.security.event_stream import SecurityStream
from chasqui.kernel.security.events import EVENTS
from risk_soap.config import ConsumerSettings, RiskConfig, StoreKind
from risk_soap.soap.faults import VERSIONS, SoapVersion
from risk_soap.use_cases.access_policy import KEPT, digest_secret
from risk_soap.wiring import Wiring
from tests.support.risk_door import (
	PASSWORD,
	PING,
	USER,
	Door,
	make_freshness,
	make_token,
	read_fault,
)

AT_ONCE = 16
NONCE = "<o:Nonce>MTIz</o:Nonce>"


@pytest.fixture
def config(store_config: RiskConfig) -> RiskConfig:
	consumers = {
		USER: ConsumerSettings(digests=[digest_secret(PASSWORD)]),
		"otro": ConsumerSettings(digests=[digest_secret(PASSWORD)]),
	}
	return store_config.model_copy(update={"risk_consumers": consumers})


@pytest.fixture
def door(config: RiskConfig) -> Door:
	return Door(config)


class TestReplays:
	@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.number)
	def test_a_message_that_comes_again_is_refused_and_told(
		self, door: Door, config: RiskConfig, version: SoapVersion
	) -> None:
		header = make_token()
		assert door.ask(PING, version, header=header, authorization="").status_code == 200
		before = count_events(SecurityKind.SOAP_REPLAYED)
		again = door.ask(PING, version, header=header, authorization="")
		assert read_fault(again)[1] == "NotAuthorized"
		assert "ya se recibió" in again.get_data(as_text=True)
		assert count_events(SecurityKind.SOAP_REPLAYED) == before + 1
		told = list_told(config)
		assert (SecurityKind.SOAP_REPLAYED, f"consumer:{USER}", "127.0.0.1") in told

	def test_no_other_process_takes_it_either(self, door: Door, config: RiskConfig) -> None:
		header = make_token()
		assert door.ask(PING, header=header, authorization="").status_code == 200
		again = Door(config).ask(PING, header=header, authorization="")
		assert read_fault(again)[1] == "NotAuthorized"

	def test_a_nonce_of_another_moment_is_a_repetition_too(self, door: Door) -> None:
		nonce, _, moment = make_freshness().partition("</o:Nonce>")
		_, _, later = make_freshness(timedelta(minutes=-1)).partition("</o:Nonce>")
		answers = [
			door.ask(PING, header=make_token(fresh=f"{nonce}</o:Nonce>{at}"), authorization="")
			for at in (moment, later)
		]
		assert [answer.status_code for answer in answers] == [200, 500]

	def test_of_many_at_once_one_passes(self, config: RiskConfig) -> None:
		header, doors = make_token(), [Door(config) for _ in range(AT_ONCE)]
		start = Barrier(AT_ONCE)

		def ask(door: Door) -> int:
			start.wait()
			return door.ask(PING, header=header, authorization="").status_code

		with ThreadPoolExecutor(AT_ONCE) as pool:
			assert sorted(pool.map(ask, doors)) == [200] + [500] * (AT_ONCE - 1)

	def test_consumers_do_not_take_each_other_s_nonces(self, door: Door) -> None:
		fresh = make_freshness()
		for user in (USER, "otro"):
			header = make_token(user, fresh=fresh)
			assert door.ask(PING, header=header, authorization="").status_code == 200

	def test_a_wrong_secret_uses_up_nothing(self, door: Door) -> None:
		fresh = make_freshness()
		wrong = make_token(password="otra", fresh=fresh)
		assert read_fault(door.ask(PING, header=wrong, authorization=""))[1] == "NotAuthorized"
		right = make_token(fresh=fresh)
		assert door.ask(PING, header=right, authorization="").status_code == 200

	@pytest.mark.parametrize(
		("minutes", "is_taken"), [(0, True), (4.9, True), (-4.9, True), (5.1, False), (-5.1, False)]
	)
	def test_a_message_is_of_now_by_any_clock_within_five_minutes(
		self, door: Door, config: RiskConfig, minutes: float, *, is_taken: bool
	) -> None:
		header = make_token(fresh=make_freshness(timedelta(minutes=minutes)))
		answer = door.ask(PING, header=header, authorization="")
		assert (answer.status_code == 200) is is_taken
		if not is_taken:
			assert read_fault(answer)[1] == "NotAuthorized"
			assert "revise la hora" in answer.get_data(as_text=True)
			assert list_told(config)[-1][0] == SecurityKind.SOAP_STALE

	@pytest.mark.parametrize(
		("fresh", "code"),
		[
			("", "NotAuthorized"),
			("<o:Nonce>MTIz</o:Nonce>", "NotAuthorized"),
			("<u:Created>2026-11-20T12:00:00Z</u:Created>", "NotAuthorized"),
			("<o:Nonce/><u:Created>2026-11-20T12:00:00Z</u:Created>", "NotAuthorized"),
			("<o:Nonce>¡</o:Nonce><u:Created>2026-11-20T12:00:00Z</u:Created>", "NotAuthorized"),
			(
				f"<o:Nonce>{'MTIz' * 65}</o:Nonce><u:Created>2026-11-20T12:00:00Z</u:Created>",
				"NotAuthorized",
			),
			(f"{NONCE}<u:Created>ayer</u:Created>", "InvalidRequest"),
			(f"{NONCE}<u:Created>0001-01-01T00:00:00+14:00</u:Created>", "NotAuthorized"),
			(f"{NONCE}<u:Created>9999-12-31T23:59:59-14:00</u:Created>", "NotAuthorized"),
		],
	)  # fmt: skip
	def test_a_token_that_does_not_tell_it_is_refused(
		self, door: Door, fresh: str, code: str
	) -> None:
		answer = door.ask(PING, header=make_token(fresh=fresh), authorization="")
		assert read_fault(answer)[1] == code

	def test_two_nonces_are_none(self, door: Door) -> None:
		fresh = make_freshness() + "<o:Nonce>MTIz</o:Nonce>"
		answer = door.ask(PING, header=make_token(fresh=fresh), authorization="")
		assert read_fault(answer)[1] == "NotAuthorized"


class TestNonces:
	def test_they_end_when_their_message_could_not_pass_any_more(
		self, config: RiskConfig, redis_client: object
	) -> None:
		wiring = Wiring(config)
		nonces = wiring.store
		assert nonces.use_nonce("a", KEPT)
		assert not nonces.use_nonce("a", KEPT)
		ends = read_end(wiring)
		assert 600 < ends - read_now().timestamp() <= KEPT.total_seconds() + 1

	def test_where_the_store_is_silent_nobody_passes(self, config: RiskConfig) -> None:
		silent = {
			StoreKind.REDIS: {"redis_url": SecretStr("redis://127.0.0.1:1")},
			StoreKind.DYNAMODB: {"risk_dynamodb_url": "http://127.0.0.1:1"},
		}[config.risk_store]
		door = Door(config.model_copy(update=silent))
		answer = door.ask(PING, header=make_token(), authorization="")
		assert read_fault(answer) == ("Server", "Unavailable")


def count_events(kind: SecurityKind) -> float:
	return float(EVENTS.labels(kind.value)._value.get())


def list_told(config: RiskConfig) -> list[tuple[str, str, str]]:
	"""Return what went to the security log: kinds, subjects and addresses."""
	client = Wiring(config)._redis
	stream = SecurityStream(client, prefix=config.redis_prefix, service="risk_soap")
	entries = client.xrange(stream._key)
	assert json.dumps(entries).count("MTIz") == 0
	return [(one["kind"], one["subject"], one["address"]) for _, one in entries]


def read_end(wiring: Wiring) -> float:
	"""Return when the nonce `a` is forgotten, in seconds since 1970."""
	config = wiring.config
	if config.risk_store is StoreKind.REDIS:
		left = wiring._redis.ttl(f"{config.redis_prefix}risk-nonce:a")
		return read_now().timestamp() + int(left)
	client = wiring._build_dynamodb(5, 1)
	key = {"pk": {"S": "NONCE#a"}, "sk": {"S": "-"}}
	item = client.get_item(TableName=config.risk_table, Key=key)["Item"]
	return float(item["expires"]["N"])
