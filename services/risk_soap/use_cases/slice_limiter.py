"""Takes look-ups in slices from the counter that all processes share, and hands them out here.

One who may ask thousands a minute need not ask Redis each time: a slice is what comes back within
a tenth of a second, and is good for one second. So a process never holds more than that, and who
may ask less than 1,200 a minute is counted one by one.
"""

import time
from threading import Lock

from risk_soap.domain.consumers import Consumer
from risk_soap.use_cases.gatekeeper import RateLimiter

SLICES_PER_MINUTE = 600
LIFETIME = 1.0  # seconds


class SliceLimiter:
	"""One per process; `shared` counts over all of them."""

	def __init__(self, shared: RateLimiter) -> None:
		self._shared = shared
		self._lock = Lock()
		self._held: dict[str, tuple[int, float]] = {}

	def take(self, consumer: Consumer, cost: int) -> int:
		"""Spend `cost` look-ups; return 0, or the seconds to wait where they are too many.

		:raises Unavailable: the shared counter does not answer
		"""
		if self._take_held(consumer.name, cost):
			return 0
		part = min(consumer.per_minute // SLICES_PER_MINUTE, consumer.burst)
		if part <= max(cost, 1) or self._shared.take(consumer, part):
			return self._shared.take(consumer, cost)
		with self._lock:
			self._held[consumer.name] = (part - cost, time.monotonic() + LIFETIME)
		return 0

	def _take_held(self, name: str, cost: int) -> bool:
		with self._lock:
			left, until = self._held.get(name, (0, 0.0))
			if left < cost or until < time.monotonic():
				return False
			self._held[name] = (left - cost, until)
			return True
