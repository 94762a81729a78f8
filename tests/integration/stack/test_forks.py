"""Modules forked from the zygote: they run, end, die and are told apart."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chasqui.stack.processes import Child, ChildSpec, Supervisor

SHOW = "import json, os, sys; print(json.dumps([sys.argv, os.getcwd(), os.environ.get('X')]))"
SLEEP = "import time; print('awake'); time.sleep(60)"
# A child that asks to die with a parent that is dead already.
LATE = """
import os, time
from chasqui.kernel.process import die_with_parent
parent = os.getpid()
if os.fork() == 0:
	while os.getppid() == parent:
		time.sleep(0.01)
	print("ready", flush=True)
	die_with_parent(parent)
	print("alive", flush=True)
"""
LOAD = "import sys; print('sqlalchemy' in sys.modules, 'portal' in sys.modules)"


class TestZygote:
	def test_a_module_runs_with_its_own_arguments_folder_and_environment(
		self, supervisor: Supervisor, modules: Path
	) -> None:
		supervisor.run_jobs(write_module(modules, "show", SHOW, "a", "b"))
		arguments, folder, value = json.loads((modules / "log" / "show.log").read_text())
		assert arguments[1:] == ["a", "b"]
		assert (folder, value) == (str(modules), "of show")

	def test_it_has_the_libraries_and_no_service(
		self, supervisor: Supervisor, modules: Path
	) -> None:
		supervisor.run_jobs(write_module(modules, "load", LOAD))
		assert (modules / "log" / "load.log").read_text() == "True False\n"

	@pytest.mark.parametrize(
		("source", "said"), [("raise SystemExit(3)", ""), ("raise ValueError('roto')", "roto")]
	)
	def test_a_job_that_fails_says_so(
		self, supervisor: Supervisor, modules: Path, source: str, said: str
	) -> None:
		with pytest.raises(RuntimeError, match=f"(?s)bad failed.*{said}"):
			supervisor.run_jobs(write_module(modules, "bad", source))

	def test_a_child_that_dies_is_forked_again(self, supervisor: Supervisor, modules: Path) -> None:
		child = start_sleeper(supervisor, modules)
		first = child.pid
		assert first is not None
		os.kill(first, signal.SIGKILL)
		wait_for(lambda: "sleeper" in supervisor.supervise())
		assert child.pid != first
		assert child.is_running()

	def test_children_die_with_their_zygote_and_come_back_with_another(
		self, supervisor: Supervisor, modules: Path
	) -> None:
		child = start_sleeper(supervisor, modules)
		first = child.pid
		assert first is not None
		os.kill(read_parent(first), signal.SIGKILL)
		wait_for(lambda: is_over(first))
		wait_for(lambda: "sleeper" in supervisor.supervise())
		assert child.is_running()

	def test_a_child_whose_zygote_died_before_it_was_set_up_dies_too(self) -> None:
		command = [sys.executable, "-c", LATE]
		output = subprocess.check_output(command, text=True, timeout=60)
		assert output == "ready\n"

	def test_an_end_that_takes_too_long_is_told(
		self, supervisor: Supervisor, modules: Path
	) -> None:
		child = start_sleeper(supervisor, modules)
		assert child._process is not None
		with pytest.raises(subprocess.TimeoutExpired):
			child._process.wait(0.1)


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
	return tmp_path_factory.mktemp("modules")


@pytest.fixture(scope="module")
def supervisor(modules: Path) -> Iterator[Supervisor]:
	running = Supervisor(modules / "log")
	yield running
	running.stop_all()


def write_module(folder: Path, name: str, source: str, *arguments: str) -> ChildSpec:
	"""Return how to run a module of this source, which lies in the folder where it runs."""
	(folder / f"{name}.py").write_text(source, "utf-8")
	return ChildSpec(
		name=name,
		command=[name, *arguments],
		is_module=True,
		environment={"X": f"of {name}"},
		folder=folder,
	)


def start_sleeper(supervisor: Supervisor, folder: Path) -> Child:
	if "sleeper" not in supervisor.children:
		supervisor.start(write_module(folder, "sleeper", SLEEP))
		wait_for(lambda: "awake" in (folder / "log" / "sleeper.log").read_text())
	return supervisor.children["sleeper"]


def read_parent(pid: int) -> int:
	return int(read_state(pid)[1])


def is_over(pid: int) -> bool:
	"""Tell whether a process has ended, if nobody has asked how yet."""
	try:
		return read_state(pid)[0] == "Z"
	except FileNotFoundError:
		return True


def read_state(pid: int) -> list[str]:
	"""Return what the kernel tells of a process: its state, its parent …"""
	return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def wait_for(check: Callable[[], bool], seconds: float = 60) -> None:
	deadline = time.monotonic() + seconds
	while not check():
		assert time.monotonic() < deadline
		time.sleep(0.05)
