"""Runs a function on other people's data in processes of its own, each call within a time limit.

A library in C may hold the interpreter, and every thread of a service with it; no thread can end
another. A process can be ended, whatever it does.
"""

import contextlib
import queue
import socket
import subprocess
import sys
import threading
from multiprocessing.connection import Connection
from typing import Any

from chasqui.kernel.errors import Unavailable
from chasqui.kernel.texts.text import say

START_SECONDS = 30.0  # a loaded machine may take long to import what the function needs


class LimitExceeded(Exception):
	"""The call took longer than its limit, or more memory than a helper may have."""


class BoundedPool:
	"""At most `size` processes that call `target`, written ``module:function``.

	They start at the first call, stay for the next one, and end with the process that has them.
	Threads may share a pool. Arguments and results are pickled.
	"""

	def __init__(self, target: str, *, seconds: float, size: int = 2) -> None:
		self._target = target
		self._seconds = seconds
		self._slots = threading.Semaphore(size)
		self._idle: queue.SimpleQueue[_Helper] = queue.SimpleQueue()

	def run(self, *arguments: object) -> Any:
		"""Return what the function returns, or raise what it raises.

		:raises LimitExceeded: no answer within the limit, and the process was ended
		:raises Unavailable: all helpers were busy for as long as the limit
		"""
		if not self._slots.acquire(timeout=self._seconds):
			raise Unavailable(
				say("Hay demasiado trabajo a la vez; vuelva a intentarlo."), code="busy"
			)
		try:
			return self._run_in_helper(arguments)
		finally:
			self._slots.release()

	def close(self) -> None:
		"""End the helpers that wait for work."""
		with contextlib.suppress(queue.Empty):
			while True:
				self._idle.get_nowait().end()

	def _run_in_helper(self, arguments: tuple[object, ...]) -> Any:
		helper = self._take_helper()
		try:
			is_result, answer = helper.ask(arguments, self._seconds)
		except BaseException:
			helper.end()
			raise
		self._idle.put(helper)
		if not is_result:
			raise answer
		return answer

	def _take_helper(self) -> "_Helper":
		with contextlib.suppress(queue.Empty):
			while (helper := self._idle.get_nowait()).has_ended():
				helper.end()
			return helper
		return _Helper(self._target, self._seconds)


class _Helper:
	"""One process and the line to it."""

	def __init__(self, target: str, seconds: float) -> None:
		ours, theirs = socket.socketpair()
		with theirs:
			handle = theirs.fileno()
			self._process = subprocess.Popen(  # noqa: S603 - our own module
				[
					sys.executable,
					"-m",
					"mailer.designs.transports.bounded_process",
					target,
					str(handle),
					str(seconds),
				],
				pass_fds=[handle],
				stdin=subprocess.DEVNULL,
			)
		self._line: Connection = Connection(ours.detach())
		try:
			self._read(START_SECONDS)
		except LimitExceeded as error:
			self.end()
			raise RuntimeError(f"no helper for {target} starts") from error

	def ask(self, arguments: tuple[object, ...], seconds: float) -> tuple[bool, Any]:
		"""Return whether the function returned, and its result or error."""
		try:
			self._line.send(arguments)
		except OSError as error:
			raise LimitExceeded from error
		answer: tuple[bool, Any] = self._read(seconds)
		return answer

	def has_ended(self) -> bool:
		return self._process.poll() is not None

	def end(self) -> None:
		self._process.kill()
		self._process.wait()
		self._line.close()

	def _read(self, seconds: float) -> Any:
		try:
			if self._line.poll(seconds):
				return self._line.recv()
		except (EOFError, OSError) as error:
			raise LimitExceeded from error
		raise LimitExceeded
