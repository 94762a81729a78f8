"""The supervisor of a real suite: what dies or hangs comes back soon, what ends ends in order."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from chasqui.stack.places import REPOSITORY, choose_postgres_folder
from tests.support.suite import RunningSuite, list_processes_of, run_suite, wait_until

# Twice what is promised (5, 30 and 5 seconds), and more: a busy machine adds its own.
BACK_SECONDS = 12
HANG_SECONDS = 60
END_SECONDS = 12
HUNG = ("portal-web", "risk_soap-web", "mailbox", "customers-worker", "beat", "redis", "postgres")
OPEN_TO_OTHERS = 0o077


@pytest.fixture(scope="module")
def suite() -> Iterator[RunningSuite]:
	with run_suite() as running:
		yield running


@pytest.fixture
def fresh() -> Iterator[RunningSuite]:
	"""A suite that is not started yet; its folder goes afterwards."""
	with tempfile.TemporaryDirectory(prefix="chasqui-start-") as folder:
		made = RunningSuite(Path(folder) / "var")
		try:
			yield made
		finally:
			if made.is_running():
				made.kill()
			subprocess.run(["rm", "-rf", str(choose_postgres_folder(made.var))], check=False)


class TestDeaths:
	@pytest.mark.parametrize("service", ["campaigns", "portal", "risk_soap"])
	def test_a_killed_web_service_is_back_at_once(self, suite: RunningSuite, service: str) -> None:
		name, url = f"{service}-web", suite.document["services"][service]
		before = suite.document["pids"][name]
		started = time.monotonic()
		os.kill(before, signal.SIGKILL)
		wait_until(lambda: is_another_alive(suite, name, before) and answers(url), 30)
		assert time.monotonic() - started <= BACK_SECONDS
		assert "in use" not in (suite.var / "log" / f"{name}.log").read_text("utf-8")

	def test_what_hangs_is_replaced(self, suite: RunningSuite) -> None:
		before = suite.document["pids"]
		worker = list_children(before["campaigns-web"])[0]
		for pid in (worker, *(before[name] for name in HUNG)):
			os.kill(pid, signal.SIGSTOP)
		names = ("campaigns-web", *HUNG)
		wait_until(
			lambda: all(is_another_alive(suite, name, before[name]) for name in names),
			HANG_SECONDS,
			lambda: str({name: suite.document["pids"][name] for name in names}),
		)
		for name in ("campaigns", "portal", "risk_soap"):
			url = suite.document["services"][name]
			wait_until(lambda url=url: answers(url), 10)
		wait_until(lambda: (suite.var / "run" / "beat.ready").exists(), 20)

	def test_what_hangs_after_it_was_replaced_is_replaced_again(self, suite: RunningSuite) -> None:
		before = suite.document["pids"]["customers-worker"]
		wait_until(lambda: (suite.var / "run" / "customers-worker.ready").exists(), 30)
		os.kill(before, signal.SIGSTOP)
		wait_until(lambda: is_another_alive(suite, "customers-worker", before), HANG_SECONDS)


class TestFiles:
	def test_nothing_of_it_is_open_to_others(self, suite: RunningSuite) -> None:
		found = [path for path in (suite.var, *suite.var.rglob("*")) if not path.is_symlink()]
		loose = [str(path) for path in found if path.stat().st_mode & OPEN_TO_OTHERS]
		assert loose == []
		assert len(found) > 20

	def test_neither_are_the_servers_own_folders(self, suite: RunningSuite) -> None:
		folder = choose_postgres_folder(suite.var)
		assert folder.stat().st_mode & OPEN_TO_OTHERS == 0


class TestStarts:
	@pytest.mark.parametrize(
		"moment",
		[
			"log/postgres.log",
			"log/redis.log",
			"log/customers-migrations.log",
			"run/demo-staff.json",
		],
	)
	def test_one_that_is_told_to_end_leaves_nothing(self, fresh: RunningSuite, moment: str) -> None:
		fresh.begin()
		wait_for_file(fresh.var / moment)
		assert fresh.stop(signal.SIGTERM) <= END_SECONDS
		assert list_processes_of(fresh.var) == []
		assert not (fresh.var / "run" / "demo-staff.json").exists()
		assert not (fresh.var / "stack.json").exists()
		if moment not in ("log/postgres.log", "log/redis.log"):  # there it has told nothing yet
			log = (fresh.var / "log" / "postgres.log").read_text("utf-8")
			assert "database system is shut down" in log
			assert "not properly shut down" not in log

	def test_a_port_that_was_asked_for_is_not_replaced(self, fresh: RunningSuite) -> None:
		with socket.create_server(("127.0.0.1", 0)) as other:
			port = other.getsockname()[1]
			command = [sys.executable, "-m", "chasqui.cli.main", "up", "--var", str(fresh.var)]
			told = subprocess.run(
				[*command, "--port-base", str(port - 1)],
				cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=60,
			)  # fmt: skip
		assert told.returncode == 1
		assert f"{port} (customers)" in told.stderr
		assert list_processes_of(fresh.var) == []


def is_another_alive(suite: RunningSuite, name: str, before: int) -> bool:
	"""Tell whether the folder's file names another process now, one that is there."""
	pid = int(suite.document["pids"][name])
	return pid != before and Path(f"/proc/{pid}").exists()


def answers(url: str) -> bool:
	try:
		return httpx.get(f"{url}/readyz", timeout=5).status_code == 200
	except httpx.HTTPError:
		return False


def list_children(pid: int) -> list[int]:
	told = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
	return [int(one) for one in told.split()]


def wait_for_file(path: Path, seconds: float = 60) -> None:
	"""Wait for a file that may be there for a moment only."""
	is_there: Callable[[], bool] = path.exists
	deadline = time.monotonic() + seconds
	while not is_there():
		assert time.monotonic() < deadline, path
		time.sleep(0.002)
