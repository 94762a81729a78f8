"""Children of the embedded runtime: started, health-checked, restarted with backoff, ended.

One thread does it all, for Linux notifies a child of its parent thread's death (PDEATHSIG): even a
`kill -9` of the supervisor leaves no process behind. Python modules are forked from a zygote.
"""

import contextlib
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from chasqui.kernel.tasks.heartbeat import is_beating
from chasqui.stack.endings import check_end
from chasqui.stack.forks import ForkedProcess, Zygote
from chasqui.stack.places import REPOSITORY
from chasqui.stack.programs import is_stopped, kill_session, start_program

FIRST_BACKOFF_SECONDS = 0.5
LONGEST_BACKOFF_SECONDS = 15.0
CALM_SECONDS = 20.0  # a child that lived this long starts again without delay
GRACE_SECONDS = 1.9
SERVER_GRACE_SECONDS = 10.0  # from the same moment: a database writes what it holds before it ends
HEALTH_SECONDS = 5.0
MAX_MISSES = 3
START_SECONDS = 60.0
LOG_LINES = 15
POLL_SECONDS = 0.05


Process: TypeAlias = subprocess.Popen[bytes] | ForkedProcess


@dataclass
class ChildSpec:
	"""How to run one child. `is_ready` is asked until it returns True; `user` is a uid.

	A child that has a `heartbeat` touches this file instead. Servers end after who uses them.
	`command` is a program and its arguments, or with `is_module` a Python module and its own.
	"""

	name: str
	command: Sequence[str]
	is_module: bool = False
	environment: Mapping[str, str] = field(default_factory=dict)
	is_ready: Callable[[], bool] = lambda: True
	heartbeat: Path | None = None
	is_server: bool = False
	stop_signal: int = signal.SIGTERM
	user: int | None = None
	folder: Path | None = None

	def answers(self) -> bool:
		"""Ask the child whether it is ready, and afterwards whether it lives."""
		return is_beating(self.heartbeat) if self.heartbeat is not None else self.is_ready()


Launch: TypeAlias = Callable[[ChildSpec, Path], Process]


class Child:
	"""One supervised process."""

	def __init__(self, spec: ChildSpec, log_folder: Path, launch: Launch) -> None:
		self.spec = spec
		self.restarts = 0
		self.was_ready = False
		self._log = log_folder / f"{spec.name}.log"
		self._launch = launch
		self._process: Process | None = None
		self._started_at = 0.0
		self._retry_at = 0.0
		self._backoff = FIRST_BACKOFF_SECONDS
		self._misses = 0

	@property
	def pid(self) -> int | None:
		return self._process.pid if self._process else None

	def read_log_end(self) -> str:
		"""Return the last lines of its log."""
		return "\n".join(self._log.read_text("utf-8", "replace").splitlines()[-LOG_LINES:])

	def start(self) -> None:
		"""Start the process in a session of its own, its output appended to its log."""
		if self.spec.heartbeat is not None:
			self.spec.heartbeat.unlink(missing_ok=True)  # the last one of who was here before
		check_end()
		self._process = self._launch(self.spec, self._log)
		self._started_at = time.monotonic()
		self.was_ready = False

	def is_running(self) -> bool:
		return self._process is not None and self._process.poll() is None

	def is_ready(self) -> bool:
		"""Return whether the process runs and its health check passes."""
		if not self.is_running():
			return False
		self.was_ready = self.was_ready or self.spec.answers()
		return self.was_ready

	def check_health(self) -> None:
		"""Kill a child that runs but has failed its check three times in a row, or never starts."""
		if self._process is None or not self.is_running():
			return
		if not self.was_ready:
			is_late = time.monotonic() - self._started_at > START_SECONDS
			if not self.is_ready() and is_late:
				kill_session(self._process.pid)
			return
		lives = not is_stopped(self._process.pid) and self.spec.answers()
		self._misses = 0 if lives else self._misses + 1
		if self._misses >= MAX_MISSES:
			self._misses = 0
			kill_session(self._process.pid)

	def restart_if_dead(self) -> bool:
		"""Start a dead child again when its backoff is over; return whether it was started."""
		if self.is_running():
			return False
		now = time.monotonic()
		if not self._retry_at:
			self._end_orphans()
			lived = now - self._started_at
			self._backoff = (
				FIRST_BACKOFF_SECONDS
				if lived > CALM_SECONDS
				else min(self._backoff * 2, LONGEST_BACKOFF_SECONDS)
			)
			self._retry_at = now + self._backoff
		if now < self._retry_at:
			return False
		self._retry_at = 0.0
		self.restarts += 1
		self.start()
		return True

	def _end_orphans(self) -> None:
		"""Kill what a dead child has left: it may hold the port that the next one needs."""
		if self._process is not None:
			kill_session(self._process.pid)

	def ask_to_end(self) -> None:
		"""Send the child its stop signal."""
		if self._process is not None and self.is_running():
			self._process.send_signal(self.spec.stop_signal)

	def wait_end(self) -> int:
		"""Return the exit code, once the process has ended by itself."""
		assert self._process is not None
		while (code := self._process.poll()) is None:
			check_end()
			time.sleep(POLL_SECONDS)
		return code

	def end(self, deadline: float) -> None:
		"""Wait for the child until `deadline` (monotonic), then kill its whole session."""
		if self._process is None:
			return
		with contextlib.suppress(subprocess.TimeoutExpired):
			self._process.wait(max(deadline - time.monotonic(), 0.01))
		kill_session(self._process.pid)
		self._process.wait()


class Supervisor:
	"""Runs children until it is asked to end."""

	def __init__(self, log_folder: Path) -> None:
		self.children: dict[str, Child] = {}
		self._log_folder = log_folder
		self._checked_at = time.monotonic()
		self._zygote: Zygote | None = None
		log_folder.mkdir(parents=True, exist_ok=True)

	def warm_up(self) -> None:
		"""Let the zygote begin to import, before the first module is started."""
		if self._zygote is None or not self._zygote.is_running():
			self._zygote = Zygote(self._log_folder / "zygote.log")

	def run_jobs(self, *specs: ChildSpec) -> None:
		"""Run these to their end, side by side.

		:raises RuntimeError: one failed; with its name and the end of its log
		"""
		jobs = [Child(spec, self._log_folder, self._launch) for spec in specs]
		try:
			for job in jobs:
				job.start()
			for job in jobs:
				if job.wait_end():
					raise RuntimeError(f"{job.spec.name} failed:\n{job.read_log_end()}")
		finally:
			_end_group(jobs, time.monotonic() + GRACE_SECONDS)

	def start(self, *specs: ChildSpec) -> None:
		"""Start children; they are supervised from now on."""
		for spec in specs:
			child = Child(spec, self._log_folder, self._launch)
			self.children[spec.name] = child
			child.start()

	def wait_ready(self, names: Sequence[str], seconds: float) -> None:
		"""Return when all named children are ready, restarting what dies meanwhile.

		:raises TimeoutError: after `seconds`, naming who is not ready and the end of its log
		"""
		deadline = time.monotonic() + seconds
		while late := [name for name in names if not self.children[name].is_ready()]:
			check_end()
			self.supervise()
			if time.monotonic() > deadline:
				raise TimeoutError(self._explain(late))
			time.sleep(POLL_SECONDS)

	def supervise(self) -> list[str]:
		"""Check healths when it is time, restart the dead; return the names of the restarted."""
		now = time.monotonic()
		is_time = now - self._checked_at > HEALTH_SECONDS
		self._checked_at = now if is_time else self._checked_at
		for child in self.children.values():
			if is_time or not child.was_ready:  # who hangs before being seen ready has a minute
				child.check_health()
		return [name for name, child in self.children.items() if child.restart_if_dead()]

	def stop(self, name: str) -> None:
		"""End one child and drop it."""
		child = self.children.pop(name)
		child.ask_to_end()
		child.end(time.monotonic() + GRACE_SECONDS)

	def stop_all(self) -> None:
		"""End all children, mostly within 5 s: the newest first, servers after who uses them."""
		now = time.monotonic()
		for is_server, seconds in ((False, GRACE_SECONDS), (True, SERVER_GRACE_SECONDS)):
			group = [one for one in self.children.values() if one.spec.is_server is is_server]
			_end_group(group, now + seconds)
		self.children.clear()
		if self._zygote is not None:
			self._zygote.close()
			self._zygote = None

	def _explain(self, late: Sequence[str]) -> str:
		lines = [f"not ready: {', '.join(late)}"]
		for name in late:
			child = self.children[name]
			lines += [f"--- {name} (restarts: {child.restarts})", child.read_log_end()]
		return "\n".join(lines)

	def _launch(self, spec: ChildSpec, log: Path) -> Process:
		command, environment, folder = spec.command, spec.environment, spec.folder
		if not spec.is_module:
			return start_program(command, environment, log=log, folder=folder, user=spec.user)
		self.warm_up()
		assert self._zygote is not None
		folder = folder or REPOSITORY
		return self._zygote.fork(spec.name, command, environment, folder=folder, log=log)


def _end_group(group: Sequence[Child], deadline: float) -> None:
	"""End children that need not wait for each other, the newest first; kill them at the last."""
	for child in reversed(group):
		child.ask_to_end()
	for child in reversed(group):
		child.end(deadline)
