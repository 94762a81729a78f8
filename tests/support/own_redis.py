"""A Redis that nobody else uses, to be killed and started again."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chasqui.stack.places import choose_postgres_folder, find_free_port, is_root
from chasqui.stack.processes import Supervisor
from chasqui.stack.redis import EmbeddedRedis
from tests.support.suite import wait_until

PATIENCE = 30


class OwnRedis:
	"""Not yet started; `build_url` tells where it will be."""

	def __init__(self, folder: Path) -> None:
		self._server = EmbeddedRedis(folder / "redis", find_free_port())
		self._supervisor = Supervisor(folder / "log")
		self.build_url = self._server.build_url

	def start(self) -> None:
		self._supervisor.start(self._server.build_spec())
		self.wait_ready()

	def wait_ready(self) -> None:
		"""Wait until it answers; one that was killed is started again."""
		self._supervisor.wait_ready(["redis"], PATIENCE)

	def kill(self) -> None:
		child = self._supervisor.children["redis"]
		assert child.pid is not None
		os.kill(child.pid, signal.SIGKILL)
		wait_until(lambda: not child.is_running(), PATIENCE)

	def stop(self) -> None:
		self._supervisor.stop_all()


@contextmanager
def make_own_redis(folder: Path) -> Iterator[OwnRedis]:
	"""Yield one that is not started; nothing of it stays."""
	made = OwnRedis(folder)
	try:
		yield made
	finally:
		made.stop()
		if is_root():
			shutil.rmtree(choose_postgres_folder(folder), ignore_errors=True)
