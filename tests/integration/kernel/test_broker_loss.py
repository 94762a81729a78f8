"""Redis dies under a worker that has work: the worker and its work live, and it catches up."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from chasqui.contracts.queues import (
	BEAT_SCHEDULE,
	MAILER_QUEUE,
	MAILER_SEND_RUN,
	MAILER_SWEEP,
)
from chasqui.kernel.messages import Publisher
from chasqui.stack.places import REPOSITORY, find_free_port
from chasqui.stack.processes import Supervisor
from chasqui.stack.redis import EmbeddedRedis
from tests.support.suite import wait_until

PATIENCE = 30
DEATHS = 3


class NotingWorker:
	"""A worker in a process of its own, and what it has noted."""

	def __init__(self, folder: Path, broker_url: str) -> None:
		self._file = folder / "notes"
		self._file.touch()
		self._log = (folder / "worker.log").open("wb")
		self.process = subprocess.Popen(
			[sys.executable, "-m", "tests.support.noting_worker", str(self._file)],
			cwd=REPOSITORY,
			env={**os.environ, "CHASQUI_BROKER_URL": broker_url, "CHASQUI_REDIS_PREFIX": ""},
			stdout=self._log,
			stderr=self._log,
		)

	def count(self, note: str) -> int:
		return self._file.read_text("utf-8").splitlines().count(note)

	def wait_for(self, note: str, times: int) -> None:
		wait_until(lambda: self.count(note) >= times, PATIENCE)

	def end(self) -> None:
		self.process.kill()
		self.process.wait()
		self._log.close()


class TestLostBroker:
	def test_a_worker_sweeps_as_soon_as_it_runs(self, worker: NotingWorker) -> None:
		ticks = [tick for tick in BEAT_SCHEDULE if tick.queue == MAILER_QUEUE]
		for tick in ticks:
			worker.wait_for(tick.task, 1)

	def test_work_goes_on_and_the_worker_sweeps_when_redis_is_back(
		self, worker: NotingWorker, server: "MortalRedis"
	) -> None:
		worker.wait_for(MAILER_SWEEP, 1)
		for death in range(1, DEATHS + 1):
			swept = worker.count(MAILER_SWEEP)
			assert Publisher(server.url).publish(MAILER_SEND_RUN, MAILER_QUEUE)
			worker.wait_for("begun", death)
			server.die()
			worker.wait_for(MAILER_SWEEP, swept + 1)
			worker.wait_for("ended", death)
			assert worker.process.poll() is None, "the worker died with its broker"


class MortalRedis:
	"""A Redis that nobody else uses, which its supervisor starts again."""

	def __init__(self, folder: Path) -> None:
		server = EmbeddedRedis(folder / "redis", find_free_port())
		self.url = server.build_url(0)
		self.supervisor = Supervisor(folder / "log")
		self.supervisor.start(server.build_spec())
		self.supervisor.wait_ready(["redis"], PATIENCE)

	def die(self) -> None:
		child = self.supervisor.children["redis"]
		assert child.pid is not None
		os.kill(child.pid, signal.SIGKILL)
		wait_until(lambda: not child.is_running(), PATIENCE)
		self.supervisor.wait_ready(["redis"], PATIENCE)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MortalRedis]:
	made = MortalRedis(tmp_path)
	yield made
	made.supervisor.stop_all()


@pytest.fixture
def worker(tmp_path: Path, server: MortalRedis) -> Iterator[NotingWorker]:
	made = NotingWorker(tmp_path, server.url)
	yield made
	made.end()
