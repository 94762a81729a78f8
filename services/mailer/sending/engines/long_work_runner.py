"""How much long work one process does at once, so that short tasks always find a thread."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class LongWorkRunner:
	"""`slots` pieces at once, each of them only once; all end early when the process must stop."""

	def __init__(self, slots: int) -> None:
		self._slots = threading.BoundedSemaphore(slots)
		self._held: set[str] = set()
		self._lock = threading.Lock()
		self._stopping = threading.Event()

	@contextmanager
	def hold(self, name: str) -> Iterator[bool]:
		"""Yield whether the work may be done: there is a slot, and nobody here does it already."""
		is_held = self._try_hold(name)
		try:
			yield is_held
		finally:
			if is_held:
				with self._lock:
					self._held.discard(name)
				self._slots.release()

	def stop(self) -> None:
		"""Ask all work to end soon."""
		self._stopping.set()

	def should_stop(self) -> bool:
		return self._stopping.is_set()

	def _try_hold(self, name: str) -> bool:
		with self._lock:
			if name in self._held or self.should_stop():
				return False
			if not self._slots.acquire(blocking=False):
				return False
			self._held.add(name)
			return True
