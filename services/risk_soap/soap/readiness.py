"""Whether the store answers, within a bound, however long its own patience is."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from threading import Lock

from chasqui.kernel.errors import AppError

LONGEST = 0.2  # seconds


class BoundedPing:
	"""Asks the store in a thread of its own; one that still waits is not asked twice."""

	def __init__(self, ping: Callable[[], None], *, seconds: float = LONGEST) -> None:
		self._ping = ping
		self._seconds = seconds
		self._lock = Lock()
		self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="readiness")
		self._running: Future[None] | None = None

	def __call__(self) -> bool:
		"""Return whether the store has answered in time."""
		with self._lock:
			if self._running is None or self._running.done():
				self._running = self._executor.submit(self._ping)
			running = self._running
		try:
			running.result(self._seconds)
		except (AppError, TooLate):
			return False
		return True
