"""Lets few questions at a time be worked on, while the other threads wait for their turn.

Threads of one Python process that all compute take the interpreter from each other: sixteen of
them answer less than one at a time does. Turns come in the order asked for, so that none waits
for others that came later.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from risk_soap.soap.faults import FaultKind, Refused


class Turns:
	"""`at_once` questions have their turn; another waits up to `patience` seconds."""

	def __init__(self, at_once: int, patience: float) -> None:
		self._lock = Lock()
		self._free = at_once
		self._waiting: deque[Lock] = deque()
		self._patience = patience

	@contextmanager
	def take(self) -> Iterator[None]:
		"""Wait for a turn.

		:raises Refused: those before take too long, as when the store hangs
		"""
		gate = self._stand_in_line()
		if gate is not None and not gate.acquire(timeout=self._patience) and self._leave(gate):
			raise Refused(FaultKind.UNAVAILABLE)
		try:
			yield
		finally:
			self._pass_on()

	def _stand_in_line(self) -> "Lock | None":
		"""Return the gate that opens when it is this one's turn, None if it is so already."""
		with self._lock:
			if self._free:
				self._free -= 1
				return None
			gate = Lock()
			gate.acquire()
			self._waiting.append(gate)
			return gate

	def _leave(self, gate: "Lock") -> bool:
		"""Go away from the line; False if the turn has come in this very moment."""
		with self._lock:
			is_waiting = gate in self._waiting
			if is_waiting:
				self._waiting.remove(gate)
			return is_waiting

	def _pass_on(self) -> None:
		with self._lock:
			if self._waiting:
				self._waiting.popleft().release()
			else:
				self._free += 1
