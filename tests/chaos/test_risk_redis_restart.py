"""Redis killed and started again under look-ups: no wrong answer, none without audit."""

import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from chasqui.kernel.errors import Unavailable
from chasqui.stack.places import find_free_port
from chasqui.stack.processes import Supervisor
from chasqui.stack.redis import EmbeddedRedis
from risk_soap.config import RiskConfig
from risk_soap.domain.lookups import Asker
from risk_soap.domain.records import COLUMNS
from risk_soap.wiring import Wiring
from tests.support.suite import wait_until

PERSON = ("cedula", "1710034065")
READERS = 4
ROW = "cedula,1710034065,Ana Peña,LOW,812,2026-11-01,Prueba"


@pytest.mark.chaos
class TestRedisRestart:
	@pytest.mark.covers("K30")
	def test_it_recovers_by_itself(self, wiring: Wiring, server: "Server") -> None:
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
		assert len(list(wiring.make_person_desk().list_accesses(*PERSON))) >= answered

	def test_scripts_that_redis_forgot_are_told_again(
		self, wiring: Wiring, server: "Server"
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


class Server:
	"""A Redis of this test's own."""

	def __init__(self, folder: Path) -> None:
		self._folder = folder
		self.redis = EmbeddedRedis(folder / "redis", find_free_port())
		self._supervisor = Supervisor(folder / "log")

	def start(self) -> None:
		self._supervisor = Supervisor(self._folder / "log")
		spec = self.redis.build_spec()
		self._supervisor.start(replace(spec, stop_signal=signal.SIGKILL))
		self._supervisor.wait_ready(["redis"], 15)

	def kill(self) -> None:
		self._supervisor.stop_all()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
	server = Server(tmp_path)
	server.start()
	yield server
	server.kill()


@pytest.fixture
def wiring(server: Server, tmp_path: Path) -> Wiring:
	wiring = Wiring(RiskConfig(redis_url=SecretStr(server.redis.build_url(1))))
	file = tmp_path / "risk.csv"
	file.write_text("\n".join([",".join(COLUMNS), ROW]), "utf-8")
	wiring.make_bulk_loader().load(file, lambda _: None)
	return wiring
