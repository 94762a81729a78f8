"""The right to tick, which one beat has at a time, and the memory that goes with it."""

import contextlib
from datetime import datetime
from typing import Any

import psycopg
import structlog

BEAT_LOCK = 7_204_116
# A server that is silent must not keep the lock's loss a secret: psycopg waits no longer for it.
PATIENCE_SECONDS = 3
CONNECTION: dict[str, Any] = {
	"connect_timeout": PATIENCE_SECONDS,
	"tcp_user_timeout": PATIENCE_SECONDS * 1000,
	"keepalives_idle": PATIENCE_SECONDS,
	"keepalives_interval": 1,
	"keepalives_count": PATIENCE_SECONDS,
	"application_name": "beat",
}
KEEP = """
INSERT INTO beat_tick (task, sent_at) VALUES (%s, now())
ON CONFLICT (task) DO UPDATE SET sent_at = excluded.sent_at
"""


class BeatLock:
	"""A PostgreSQL advisory lock: it is lost with its connection, and asked for again."""

	def __init__(self, url: str) -> None:
		self._url = url
		self._connection: psycopg.Connection[Any] | None = None

	def check(self) -> bool:
		"""Return whether this process still holds the lock."""
		if self._connection is None:
			return False
		try:
			self._connection.execute("SELECT 1")
		except psycopg.Error as error:
			structlog.get_logger().warning("beat_lock_lost", kind=type(error).__name__)
			self.close()
			return False
		return True

	def take(self) -> bool:
		"""Try to get the lock; False while another has it or the database is away."""
		self.close()
		try:
			connection = psycopg.connect(self._url, autocommit=True, **CONNECTION)
			row = connection.execute("SELECT pg_try_advisory_lock(%s)", [BEAT_LOCK]).fetchone()
		except psycopg.Error as error:
			structlog.get_logger().warning("beat_lacks_database", kind=type(error).__name__)
			return False
		if not (row and row[0]):
			connection.close()
			return False
		self._connection = connection
		return True

	def read_ticks(self) -> dict[str, datetime]:
		"""Return when each tick was last sent, by task; the lock must be held.

		:raises psycopg.Error: the database is away, or not migrated
		"""
		assert self._connection is not None
		return dict(self._connection.execute("SELECT task, sent_at FROM beat_tick").fetchall())

	def keep_tick(self, task: str) -> None:
		"""Remember that a tick was sent now; without the database, the next beat sends it again."""
		if self._connection is not None:
			with contextlib.suppress(psycopg.Error):
				self._connection.execute(KEEP, [task])

	def close(self) -> None:
		"""Let the lock go."""
		if self._connection is not None:
			self._connection.close()
			self._connection = None
