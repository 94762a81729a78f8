"""The circuit breaker of one process: a service in trouble is given time instead of questions.

It opens after `failures` in a row, or at once for as long as the service asks (a rate limit).
When its time is over one question goes through as a probe; its outcome closes or opens anew.
A lock guards the state only, never the question itself, so that threads ask side by side.
"""

import threading
import time
from collections.abc import Callable

import structlog


class CircuitBreaker:
	"""Ask `try_enter` before each question, and report the outcome afterwards."""

	def __init__(
		self, *, failures: int, rest_seconds: float, read_time: Callable[[], float] = time.monotonic
	) -> None:
		self._limit = failures
		self._rest = rest_seconds
		self._read_time = read_time
		self._failed = 0
		self._open_until: float | None = None
		self._is_probing = False
		self._lock = threading.Lock()

	def try_enter(self) -> bool:
		"""Say whether a question may be asked now."""
		with self._lock:
			if self._open_until is None:
				return True
			if self._is_probing or self._read_time() < self._open_until:
				return False
			self._is_probing = True
			return True

	def note_success(self) -> None:
		"""Close: the service answers."""
		with self._lock:
			if self._open_until is not None:
				structlog.get_logger().info("risk_breaker_closed")
			self._failed, self._open_until, self._is_probing = 0, None, False

	def note_failure(self) -> None:
		"""Count a failure; open at the limit, or at once where a probe failed."""
		with self._lock:
			self._failed += 1
			if self._is_probing or self._failed >= self._limit:
				self._open(self._rest)

	def rest(self, seconds: float) -> None:
		"""Open for as long as the service asks."""
		with self._lock:
			self._open(seconds)

	def read_wait(self) -> float:
		"""Return the seconds until the next question may be asked; 0 where it may now."""
		with self._lock:
			if self._open_until is None:
				return 0.0
			return max(0.0, self._open_until - self._read_time())

	def _open(self, seconds: float) -> None:
		if self._open_until is None:
			structlog.get_logger().warning("risk_breaker_opened", seconds=seconds)
		self._open_until = self._read_time() + seconds
		self._is_probing = False
