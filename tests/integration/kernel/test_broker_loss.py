"""Redis dies under a worker that has work: the worker and its work live, and it catches up."""

import os
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
from chasqui.kernel.tasks.messages import Publisher
from chasqui.stack.places import REPOSITORY
from tests.support.own_redis import OwnRedis, make_own_redis
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
		self, worker: NotingWorker, server: OwnRedis
	) -> None:
		worker.wait_for(MAILER_SWEEP, 1)
		for death in range(1, DEATHS + 1):
			swept = worker.count(MAILER_SWEEP)
			assert Publisher(server.build_url(0)).publish(MAILER_SEND_RUN, MAILER_QUEUE)
			worker.wait_for("begun", death)
			server.kill()
			server.wait_ready()
			worker.wait_for(MAILER_SWEEP, swept + 1)
			worker.wait_for("ended", death)
			assert worker.process.poll() is None, "the worker died with its broker"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[OwnRedis]:
	with make_own_redis(tmp_path) as redis:
		redis.start()
		yield redis


@pytest.fixture
def worker(tmp_path: Path, server: OwnRedis) -> Iterator[NotingWorker]:
	made = NotingWorker(tmp_path, server.build_url(0))
	yield made
	made.end()
