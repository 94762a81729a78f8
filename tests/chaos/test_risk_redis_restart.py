"""Redis killed and started again under look-ups: no wrong answer, none without audit."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from chasqui.kernel.errors import Unavailable
from risk_soap.config import RiskConfig
from risk_soap.domain.persons import Asker
from risk_soap.domain.records import COLUMNS
from risk_soap.wiring import Wiring
from tests.support.own_redis import OwnRedis, make_own_redis
from tests.support.suite import wait_until

PERSON = ("cedula", "1710034065")
READERS = 4
ROW = "cedula,1710034065,Ana Peña,LOW,812,2026-11-01,Prueba"


@pytest.mark.chaos
class TestRedisRestart:
	@pytest.mark.covers("K30")
	def test_it_recovers_by_itself(self, wiring: Wiring, server: OwnRedis) -> None:
		told: list[int | str | None] = []
		is_over = threading.Event()

		def keep_asking(name: str) -> None:
			asked = 0
			while not is_over.is_set():
				asker = Asker("campaigns", "prueba", f"{name}-{asked}")
				told.append(ask(wiring, asker))
				asked += 1
				time.sleep(0.001)

		threads = [threading.Thread(target=keep_asking, args=(str(n),)) for n in range(READERS)]
		for thread in threads:
			thread.start()
		wait_until(lambda: len(told) > 100, 10)
		server.kill()
		wait_until(lambda: "down" in told, 10)
		server.start()
		restarted = len(told)
		wait_until(lambda: 812 in told[restarted:], 10)
		is_over.set()
		for thread in threads:
			thread.join()
		assert set(told) == {812, "down"}
		answered = sum(one == 812 for one in told)
		assert len(list(wiring.make_person_service().list_accesses(*PERSON))) >= answered

	def test_scripts_that_redis_forgot_are_told_again(
		self, wiring: Wiring, server: OwnRedis
	) -> None:
		assert ask(wiring, Asker("campaigns", "", "1")) == 812
		server.kill()
		server.start()
		assert ask(wiring, Asker("campaigns", "", "2")) == 812


def ask(wiring: Wiring, asker: Asker) -> int | str | None:
	try:
		return wiring.finder.find_by_identification(*PERSON, asker).score
	except Unavailable:
		return "down"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[OwnRedis]:
	with make_own_redis(tmp_path) as redis:
		redis.start()
		yield redis


@pytest.fixture
def wiring(server: OwnRedis, tmp_path: Path) -> Wiring:
	wiring = Wiring(RiskConfig(redis_url=SecretStr(server.build_url(1))))
	file = tmp_path / "risk.csv"
	file.write_text("\n".join([",".join(COLUMNS), ROW]), "utf-8")
	wiring.make_bulk_loader().load(file, lambda _: None)
	return wiring
