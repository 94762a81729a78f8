import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

from chasqui.stack.places import REPOSITORY, choose_postgres_folder
from tests.support.suite import RunningSuite, list_processes_of, run_suite, wait_until

END_SECONDS = 12  # mostly five; a database that a busy machine slows has ten


@pytest.fixture(scope="module")
def suite() -> Iterator[RunningSuite]:
	with run_suite() as running:
		yield running


class TestUp:
	"""One story, told in order: what dies comes back, what ends leaves nothing."""

	def test_it_says_where_everything_is_for_the_owner_only(self, suite: RunningSuite) -> None:
		path = suite.var / "stack.json"
		assert path.stat().st_mode & 0o077 == 0
		for name, url in suite.document["services"].items():
			answer = httpx.get(f"{url}/readyz", timeout=10)
			assert answer.status_code == 200, name
		assert httpx.get(suite.document["mailbox"], timeout=10).status_code == 200

	@pytest.mark.parametrize("name", ["campaigns-web", "customers-worker", "redis", "postgres"])
	def test_a_killed_child_is_started_again(self, suite: RunningSuite, name: str) -> None:
		url = suite.document["services"]["campaigns"]
		os.kill(_find_pid(suite, name), signal.SIGKILL)
		wait_until(lambda: _answers(f"{url}/readyz"), 30)

	def test_a_second_start_on_the_same_folder_is_refused(self, suite: RunningSuite) -> None:
		command = [sys.executable, "-m", "chasqui.cli.main", "up", "--var", str(suite.var)]
		second = subprocess.run(
			command, cwd=REPOSITORY, capture_output=True, text=True, check=False
		)
		assert second.returncode == 1
		assert "ya corre" in second.stderr

	def test_the_end_is_soon_and_leaves_no_process(self, suite: RunningSuite) -> None:
		assert suite.stop() <= END_SECONDS
		assert list_processes_of(suite.var) == []
		assert list_processes_of(choose_postgres_folder(suite.var)) == []

	def test_a_second_start_finds_the_data_and_a_killed_supervisor_leaves_nothing(
		self, suite: RunningSuite
	) -> None:
		before = (suite.var / "secrets.json").read_text("utf-8")
		suite.start()
		assert suite.suite_client.sign_in("jefa").staff_id > 0
		assert (suite.var / "secrets.json").read_text("utf-8") == before
		suite.kill()
		wait_until(lambda: not list_processes_of(suite.var), 5)
		(suite.var / "stack.json").unlink()
		suite.start()
		assert suite.suite_client.sign_in("jefa").staff_id > 0


def _find_pid(suite: RunningSuite, name: str) -> int:
	return int(suite.document["pids"][name])


def _answers(url: str) -> bool:
	try:
		return httpx.get(url, timeout=5).status_code == 200
	except httpx.HTTPError:
		return False
