"""Redis killed and restarted under load: faults meanwhile, recovery by itself, no wrong answer."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from pydantic import SecretStr

from chasqui.contracts.risk import NAMESPACE
from risk_soap.config import ConsumerSettings, RiskConfig
from risk_soap.domain.records import COLUMNS
from risk_soap.use_cases.access_policy import digest_secret
from risk_soap.wiring import Wiring
from tests.support.own_redis import OwnRedis, make_own_redis
from tests.support.risk_door import PASSWORD, USER, Door, ask_batch, ask_one, read_fault
from tests.support.suite import wait_until

KILLS = 2
CLIENTS = 4
PATIENCE = 30
LONGEST_ANSWER = 3.0  # seconds; the store's own patience is one, and a look-up is one question
SCORES = {"1710034065": 812, "0926687856": 310, "1712345675": 555}


class Load:
	"""Clients that ask on and on, and look at each answer."""

	def __init__(self, config: RiskConfig) -> None:
		self.found: Counter[str] = Counter()
		self.wrong: list[str] = []
		self.slowest = 0.0
		self._door = Door(config)
		self._ended = threading.Event()
		self._threads = [
			threading.Thread(target=self._run, args=[number]) for number in range(CLIENTS)
		]

	def __enter__(self) -> "Load":
		for thread in self._threads:
			thread.start()
		return self

	def __exit__(self, *_: object) -> None:
		self._ended.set()
		for thread in self._threads:
			thread.join()

	def _run(self, number: int) -> None:
		people = list(SCORES)
		while not self._ended.is_set():
			number += 1
			person = people[number % len(people)]
			started = time.monotonic()
			outcome = self._ask_batch(people) if number % 5 == 0 else self._ask(person)
			self.slowest = max(self.slowest, time.monotonic() - started)
			self.found[outcome] += 1

	def _ask(self, person: str) -> str:
		return self._look(ask_one("cedula", person), [SCORES[person]])

	def _ask_batch(self, people: list[str]) -> str:
		return self._look(ask_batch(*people), [SCORES[person] for person in people])

	def _look(self, question: str, expected: list[int]) -> str:
		answer = self._door.ask(question)
		if answer.status_code != 200:
			return read_fault(answer)[1]
		root = etree.fromstring(answer.get_data())
		scores = [int(one.text or 0) for one in root.iter(f"{{{NAMESPACE}}}score")]
		if scores != expected:
			self.wrong.append(answer.get_data(as_text=True))
		return "answer"


@pytest.mark.chaos
@pytest.mark.covers("K30")
class TestRedisKill:
	def test_faults_meanwhile_then_answers_again_and_never_a_wrong_one(
		self, own_redis: OwnRedis, config: RiskConfig
	) -> None:
		with Load(config) as load:
			for _ in range(KILLS):
				wait_until(lambda: load.found["answer"] > 100, PATIENCE)
				own_redis.kill()
				wait_until(lambda: load.found["Unavailable"] > 50, PATIENCE)
				assert Door(config).open("GET", "/readyz").status_code == 503
				own_redis.start()
				wait_until(lambda: Door(config).open("GET", "/readyz").status_code == 200, PATIENCE)
				load.found.clear()
				wait_until(lambda: load.found["answer"] > 100, PATIENCE)
		assert load.wrong == []
		assert set(load.found) <= {"answer", "Unavailable"}
		assert load.slowest < LONGEST_ANSWER


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[OwnRedis]:
	with make_own_redis(tmp_path) as redis:
		redis.start()
		yield redis


@pytest.fixture
def config(own_redis: OwnRedis, tmp_path: Path) -> RiskConfig:
	"""The configuration of a service whose store knows the scores."""
	one = ConsumerSettings(digests=[digest_secret(PASSWORD)], per_minute=1_000_000, burst=1_000_000)
	config = RiskConfig(redis_url=SecretStr(own_redis.build_url(1)), risk_consumers={USER: one})
	rows = [
		f"cedula,{number},Persona Sintética,LOW,{score},2026-11-01,Central"
		for number, score in SCORES.items()
	]
	file = tmp_path / "risk.csv"
	file.write_text("\n".join([",".join(COLUMNS), *rows]), "utf-8")
	Wiring(config).make_bulk_loader().load(file, lambda _: None)
	return config
