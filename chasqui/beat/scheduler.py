"""Celery's scheduler, which learns from the database when its ticks are due and whether it may send
them.

A tick without a record is due at once: at the first start of all, or after a change of name.
"""

import time
from datetime import UTC, datetime
from typing import Any

import psycopg
import structlog
from celery.beat import ScheduleEntry, Scheduler
from kombu.exceptions import OperationalError

from chasqui.beat.lock import BeatLock

RETRY_SECONDS = 1.0
LOCK_RETRY_SECONDS = 2.0
NEVER = datetime.fromtimestamp(0, UTC)


class KeptScheduler(Scheduler):  # type: ignore[misc]
	"""Ticks while it holds the lock, and goes on from the last ticks that any beat has sent."""

	# A tick is sent by the app's pool: Celery's own way waits for the broker in longer and longer
	# steps of up to half a minute.
	producer = None

	def __init__(self, *arguments: Any, lock: BeatLock, **options: Any) -> None:
		self._lock = lock
		super().__init__(*arguments, **options)

	def tick(self, **parts: Any) -> float:
		"""Send what is due; return the seconds until the next look."""
		if not self._lock.check() and not self._begin():
			return LOCK_RETRY_SECONDS
		return float(super().tick(**parts))

	def apply_entry(self, entry: ScheduleEntry, **_: Any) -> None:
		"""Send one tick and remember it; one that the broker does not take stays due."""
		try:
			self.app.send_task(entry.task, retry=False, **entry.options)
		except (OperationalError, OSError) as error:
			structlog.get_logger().warning("tick_lost", task=entry.task, kind=type(error).__name__)
			self.schedule[entry.name] = entry
			self._heap = None
			time.sleep(RETRY_SECONDS)
		else:
			self._lock.keep_tick(entry.task)

	def close(self) -> None:
		"""End, and let another beat tick."""
		super().close()
		self._lock.close()

	def _begin(self) -> bool:
		"""Take the lock and learn what was sent until now; return whether this beat may tick."""
		if not self._lock.take():
			return False
		try:
			sent = self._lock.read_ticks()
		except psycopg.Error as error:
			structlog.get_logger().warning("beat_lacks_ticks", kind=type(error).__name__)
			self._lock.close()
			return False
		now = datetime.now(UTC)
		for entry in self.schedule.values():
			last = sent.get(entry.task, NEVER)
			# After a clock that jumped back, no tick waits for the time that it was sent at.
			entry.last_run_at = last if last <= now else NEVER
		self._heap = None
		structlog.get_logger().info("beat_started")
		return True
