"""Lets few questions at a time be worked on, while the other threads wait for their bodies.

Threads of one Python process that all compute take the interpreter from each other: eight clients
were answered at 870 a second by sixteen threads, and at more than that by one at a time.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from risk_soap.soap.faults import FaultKind, Refused


class Turns:
	"""`at_once` questions have their turn; another waits up to `patience` seconds."""

	def __init__(self, at_once: int, patience: float) -> None:
		self._free = threading.Semaphore(at_once)
		self._patience = patience

	@contextmanager
	def take(self) -> Iterator[None]:
		"""Wait for a turn.

		:raises Refused: those before take too long, as when the store hangs
		"""
		if not self._free.acquire(timeout=self._patience):
			raise Refused(FaultKind.UNAVAILABLE)
		try:
			yield
		finally:
			self._free.release()
