"""The supervisor's side of the zygote: asks for children and is notified of their ends."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from chasqui.stack.endings import check_end
from chasqui.stack.places import REPOSITORY

START_SECONDS = 60.0
POLL_SECONDS = 0.02
END_SECONDS = 0.5


class Zygote:
	"""One process of `chasqui.stack.zygote`; it ends when this one does.

	Its command line names the log's folder: so `ps` distinguishes one suite's processes from
	another's.
	"""

	def __init__(self, log: Path) -> None:
		with log.open("ab") as errors:
			self._process = subprocess.Popen(  # noqa: S603 - our own command
				[sys.executable, "-m", "chasqui.stack.zygote", str(log.parent)],
				cwd=REPOSITORY,
				stdin=subprocess.PIPE,
				stdout=subprocess.PIPE,
				stderr=errors,
				start_new_session=True,
			)
		self._rest = b""
		self._started: list[int] = []
		self._codes: dict[int, int] = {}

	def is_running(self) -> bool:
		return self._process.poll() is None

	def fork(
		self,
		name: str,
		command: Sequence[str],
		environment: Mapping[str, str],
		*,
		folder: Path,
		log: Path,
	) -> "ForkedProcess":
		"""Start the module and arguments of `command`; return when the process exists.

		:raises TimeoutError: the zygote does not answer
		"""
		module, *arguments = command
		log.touch()  # so that its end can be read at once
		order = {
			"name": name,
			"module": module,
			"arguments": arguments,
			"environment": dict(environment),
			"folder": str(folder),
			"log": str(log),
		}
		assert self._process.stdin is not None
		self._process.stdin.write(json.dumps(order).encode() + b"\n")
		self._process.stdin.flush()
		deadline = time.monotonic() + START_SECONDS
		while not self._started:
			if time.monotonic() > deadline or not self.is_running():
				raise TimeoutError(f"{name} was not started")
			check_end()
			self._read_events(POLL_SECONDS)
		return ForkedProcess(self, self._started.pop())

	def read_code(self, pid: int) -> int | None:
		"""Return the exit code of a child, or None while it runs."""
		self._read_events(0)
		if pid not in self._codes and not self.is_running():
			self._codes[pid] = -signal.SIGKILL  # the children die with their zygote
		return self._codes.get(pid)

	def close(self) -> None:
		"""End the zygote, even one that still imports, and whatever child still runs."""
		assert self._process.stdin is not None
		with contextlib.suppress(BrokenPipeError):
			self._process.stdin.close()
		try:
			self._process.wait(END_SECONDS)
		except subprocess.TimeoutExpired:
			self._process.kill()
			self._process.wait()

	def _read_events(self, seconds: float) -> None:
		assert self._process.stdout is not None
		handle = self._process.stdout.fileno()
		while wait([handle], seconds):  # unlike select, whatever the handle's number
			read = os.read(handle, 65536)
			if not read:
				return
			*lines, self._rest = (self._rest + read).split(b"\n")
			for line in lines:
				self._note(json.loads(line))
			seconds = 0

	def _note(self, event: dict[str, Any]) -> None:
		if "started" in event:
			self._started.append(event["started"])
		else:
			self._codes[event["ended"]] = event["code"]


class ForkedProcess:
	"""A child of the zygote, with the part of `subprocess.Popen` that a supervisor needs."""

	def __init__(self, zygote: Zygote, pid: int) -> None:
		self.pid = pid
		self._zygote = zygote

	def poll(self) -> int | None:
		return self._zygote.read_code(self.pid)

	def send_signal(self, number: int) -> None:
		if self.poll() is None:
			os.kill(self.pid, number)

	def wait(self, timeout: float | None = None) -> int:
		"""Return the exit code.

		:raises subprocess.TimeoutExpired: it still runs after `timeout` seconds
		"""
		deadline = None if timeout is None else time.monotonic() + timeout
		while (code := self.poll()) is None:
			if deadline is not None and time.monotonic() > deadline:
				raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
			time.sleep(POLL_SECONDS)
		return code
