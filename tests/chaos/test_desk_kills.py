"""The desk while its processes are killed: nobody is given to two advisors, no call is lost.

CHASQUI_CHAOS_KILLS sets how often one is killed (2 by default).
"""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import pytest

from benchmarks.advisors import CallFloor, Worked
from chasqui.stack.places import choose_postgres_folder
from chasqui.stack.suite import Suite

KILLS = int(os.environ.get("CHASQUI_CHAOS_KILLS", "2"))
ADVISORS, MEMBERS = 50, 20_000
EVERY_SECONDS = 4.0
TALK = 1.0
VICTIMS = ("campaigns-web", "campaigns-worker")


@pytest.fixture
def suite(tmp_path: Path) -> Iterator[Suite]:
	running = Suite(tmp_path / "var")
	try:
		running.start()
		yield running
	finally:
		running.stop()
		rmtree(choose_postgres_folder(running.var), ignore_errors=True)


@pytest.mark.chaos
@pytest.mark.covers("K26", "K27")
class TestDeskKills:
	def test_nobody_is_given_twice_and_no_result_is_lost(self, suite: Suite) -> None:
		floor = CallFloor(suite, advisors=ADVISORS, members=MEMBERS)
		worked = work_and_kill(suite, floor)
		assert worked.errors, "nobody noticed that anything died"
		assert worked.count_given_twice() == 0
		assert floor.count_recorded_twice() == 0
		# What was answered is kept; what died on its way may be kept besides.
		assert floor.count_calls() >= len(worked.times["result"]) > 0
		assert floor.count_figures() == floor.count_calls()


def work_and_kill(suite: Suite, floor: CallFloor) -> Worked:
	"""Let the advisors work, and kill a process of theirs again and again meanwhile."""
	found: list[Worked] = []
	seconds = EVERY_SECONDS * (KILLS + 1) * len(VICTIMS)
	work = threading.Thread(target=lambda: found.append(floor.work(floor.people, seconds, TALK)))
	work.start()
	for _ in range(KILLS):
		for victim in VICTIMS:
			supervise(suite, EVERY_SECONDS)
			pid = suite.supervisor.children[victim].pid
			assert pid is not None
			os.kill(pid, signal.SIGKILL)
	while work.is_alive():
		supervise(suite, 0.2)
	return found[0]


def supervise(suite: Suite, seconds: float) -> None:
	"""Start what has died again, as the suite's own loop does."""
	until = time.monotonic() + seconds
	while time.monotonic() < until:
		suite.supervisor.supervise()
		time.sleep(0.1)
