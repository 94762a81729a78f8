"""Guessing at the sign-in: limited, and telling nothing of who has an account."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from statistics import median
from time import process_time
from typing import Any

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY
from prometheus_client import REGISTRY
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from campaigns.accounts.use_cases import passwords
from chasqui.contracts.access import Role, Scope
from chasqui.kernel.clock import freeze_clock, read_now
from tests.support.campaigns_world import PASSWORD, CampaignsWorld

WRONG = "no es esta clave"
HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"


class TestSameAnswers:
	def test_unknown_and_known_names_are_told_alike_lock_included(
		self, world: CampaignsWorld
	) -> None:
		with freeze_clock(read_now()):  # how long to rest is told in whole seconds
			known = [read_facts(relay(world, "advisor", WRONG)) for _ in range(7)]
			unknown = [read_facts(relay(world, "nadie", WRONG)) for _ in range(7)]
		assert known == unknown
		assert [status for status, *_ in known] == [401] * 4 + [429] * 3

	def test_a_disabled_account_is_as_an_unknown_one(self, world: CampaignsWorld) -> None:
		admin = world.open_client(Role.ADMINISTRATOR)
		admin.post(f"/v1/staff/{world.staff['advisor']}/disable")
		right = read_facts(relay(world, "advisor", PASSWORD))
		assert right == read_facts(relay(world, "nadie", PASSWORD))


class TestCosts:
	@pytest.fixture(autouse=True)
	def hasher(self) -> PasswordHasher:
		"""The one of the suite, as it is."""
		return passwords.HASHER

	def test_a_guess_costs_what_rfc_9106_asks_for(self, hasher: PasswordHasher) -> None:
		kept = extract_parameters(passwords.hash_password(PASSWORD))
		assert kept == RFC_9106_LOW_MEMORY
		assert passwords.verify_password(hasher.hash(PASSWORD), PASSWORD)

	def test_known_and_unknown_names_take_as_long(self, world: CampaignsWorld) -> None:
		relay(world, "nadie", WRONG)  # whoever comes first makes the decoy
		pairs = [
			[measure(world, name, f"192.0.2.{number}") for name in ("advisor", "nadie")]
			for number in range(12)
		]
		known, unknown = zip(*pairs, strict=True)
		assert 0.6 < median(known) / median(unknown) < 1.6


class TestLimits:
	def test_attempts_at_once_are_not_more_than_in_turn(self, world: CampaignsWorld) -> None:
		with ThreadPoolExecutor(12) as pool:
			answers = list(pool.map(lambda _: relay(world, "advisor", WRONG), range(12)))
		assert sum(answer.status_code == 401 for answer in answers) == 4
		assert relay(world, "advisor", PASSWORD).status_code == 429

	def test_another_address_is_not_locked(self, world: CampaignsWorld) -> None:
		lock(world, "advisor", HERE)
		assert relay(world, "advisor", PASSWORD, address=HERE).status_code == 429
		assert relay(world, "advisor", PASSWORD, address=ELSEWHERE).status_code == 200

	def test_many_names_from_one_address_are_limited(self, world: CampaignsWorld) -> None:
		statuses = [relay(world, f"nombre{n}", WRONG).status_code for n in range(61)]
		assert statuses[:59] == [401] * 59
		assert statuses[-1] == 429
		assert relay(world, "advisor", PASSWORD).status_code == 429

	def test_a_subscriber_of_ipv6_has_one_address(self, world: CampaignsWorld) -> None:
		for number in range(5):
			relay(world, "advisor", WRONG, address=f"2001:db8::{number}")
		assert relay(world, "advisor", PASSWORD, address="2001:db8::ffff").status_code == 429
		assert relay(world, "advisor", PASSWORD, address="2001:db8:0:1::1").status_code == 200

	def test_right_passwords_spend_nothing(self, world: CampaignsWorld) -> None:
		assert {relay(world, "advisor", PASSWORD).status_code for _ in range(8)} == {200}

	def test_counts_age(self, world: CampaignsWorld) -> None:
		start = read_now()
		for day in range(8):
			with freeze_clock(start + timedelta(hours=8 * day)):
				assert relay(world, "advisor", WRONG).status_code == 401

	def test_a_known_machine_passes_the_lock_and_has_its_own(self, world: CampaignsWorld) -> None:
		device = relay(world, "advisor", PASSWORD).json["device"]
		lock(world, "advisor", HERE)
		assert relay(world, "advisor", PASSWORD).status_code == 429
		assert relay(world, "advisor", PASSWORD, device=device).status_code == 200
		for _ in range(5):
			last = relay(world, "advisor", WRONG, device=device)
		assert last.status_code == 429
		assert relay(world, "advisor", PASSWORD, device=device).status_code == 429

	@pytest.mark.parametrize("kind", ["of_another", "made_up", "old"])
	def test_another_mark_of_a_machine_opens_nothing(
		self, world: CampaignsWorld, kind: str
	) -> None:
		with freeze_clock(read_now() - timedelta(days=181 if kind == "old" else 0)):
			name = "segundo" if kind == "of_another" else "advisor"
			device = relay(world, name, PASSWORD, address=ELSEWHERE).json["device"]
		lock(world, "advisor", HERE)
		mark = f"{device[:-4]}AAAA" if kind == "made_up" else device
		assert relay(world, "advisor", PASSWORD, device=mark).status_code == 429

	def test_without_redis_nobody_is_heard(self, world: CampaignsWorld) -> None:
		from chasqui.kernel.security.redis_link import connect_redis

		world.wiring.__dict__["redis"] = connect_redis("redis://127.0.0.1:1")
		assert relay(world, "advisor", PASSWORD).status_code == 503


class TestTrust:
	def test_only_the_portal_tells_an_address(self, world: CampaignsWorld) -> None:
		body = {"username": "advisor", "password": PASSWORD, "address": HERE}
		clients = [world.app.test_client(), world.open_client(Role.ADMINISTRATOR)]
		clients.append(world.open_service_client(Scope.EVENTS_READ))
		assert [c.post("/v1/sign-ins", json=body).status_code for c in clients] == [401, 403, 403]
		grant = {**body, "grant_type": "password"}
		assert world.app.test_client().post("/v1/token", json=grant).status_code == 422


class TestReports:
	def test_each_outcome_is_counted_and_logged_without_personal_data(
		self, world: CampaignsWorld
	) -> None:
		before = {kind: count(kind) for kind in ("signed_in", "sign_in_failed", "sign_in_locked")}
		with capture_logs() as lines:
			relay(world, "advisor", PASSWORD)
			lock(world, "nadie@example.com", HERE)
			world.open_client(Role.ADVISOR).get("/v1/campaigns")
			world.app.test_client().get("/v1/campaigns")
		assert count("signed_in") == before["signed_in"] + 1
		assert count("sign_in_failed") == before["sign_in_failed"] + 4
		assert count("sign_in_locked") == before["sign_in_locked"] + 1
		events = [line for line in lines if line["event"] == "security_event"]
		assert {one["kind"] for one in events} == {
			"signed_in", "sign_in_failed", "sign_in_locked", "forbidden", "token_refused"
		}  # fmt: skip
		told = str(events)
		assert f"staff:{world.staff['advisor']}" in told
		assert HERE in told
		assert not any(word in told for word in ("nadie", PASSWORD, WRONG))


def relay(
	world: CampaignsWorld, username: str, password: str, address: str = HERE, **more: Any
) -> TestResponse:
	"""Sign in as the portal does for a person."""
	client = world.open_service_client(Scope.SIGN_IN_RELAY)
	body = {"username": username, "password": password, "address": address, **more}
	return client.post("/v1/sign-ins", json=body)


def lock(world: CampaignsWorld, username: str, address: str) -> None:
	for _ in range(5):
		last = relay(world, username, WRONG, address=address)
	assert last.status_code == 429


def read_facts(answer: TestResponse) -> tuple[int, str, str, str | None]:
	"""Return all that an answer shows, but for its own number."""
	body = answer.json
	return answer.status_code, body["code"], body["detail"], answer.headers.get("Retry-After")


def measure(world: CampaignsWorld, username: str, address: str) -> float:
	"""Return the processor's time, which other processes do not take from."""
	start = process_time()
	assert relay(world, username, WRONG, address=address).status_code == 401
	return process_time() - start


def count(kind: str) -> float:
	labels = {"kind": kind}
	return REGISTRY.get_sample_value("chasqui_security_events_total", labels) or 0.0
