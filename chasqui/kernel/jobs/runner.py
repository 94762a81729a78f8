"""Works on jobs: one at a time, as far as it goes, and none keeps the others from their turn."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, Generic
from uuid import UUID

import structlog

from chasqui.kernel.data.database import Database, is_database_away
from chasqui.kernel.jobs.declared import Row
from chasqui.kernel.jobs.repository import JobRepository
from chasqui.kernel.jobs.store import LeaseLost
from chasqui.kernel.texts.text import Text, say

# A job that a worker begins so often without moving on would be begun for ever: it kills its
# worker, or meets a fault of ours.
MOST_ATTEMPTS = 20
LONGEST_WAIT_SECONDS = 300.0
BROKEN = say("El trabajo se interrumpió varias veces sin avanzar.")


class JobRunner(ABC, Generic[Row]):
	"""Base of the engines. What an engine does in a turn is `_work`."""

	jobs: ClassVar[type[JobRepository[Any]]]

	def __init__(self, database: Database, *, lease_seconds: float) -> None:
		self._database = database
		self._lease_seconds = lease_seconds

	def run(self, job_id: int) -> None:
		"""Do a job as far as it goes without a person, if nobody else is at it."""
		while self._take_turn(job_id):
			pass

	def list_waiting(self) -> list[int]:
		"""Return the jobs that somebody may begin with."""
		with self._database.open_session() as session:
			return self.jobs(session).list_waiting()

	def sweep(self) -> None:
		"""Go on with every job that nobody holds."""
		for job_id in self.list_waiting():
			self.run(job_id)

	@abstractmethod
	def _work(self, job: Row, token: UUID) -> bool:
		"""Do what there is to do under one lease; return whether another turn may follow.

		:raises LeaseLost: it is held no longer
		"""

	def _take_turn(self, job_id: int) -> bool:
		with self._claim(job_id) as token:
			job = self._begin(job_id, token)
			return job is not None and token is not None and self._do_turn(job, token)

	def _do_turn(self, job: Any, token: UUID) -> bool:
		log = structlog.get_logger().bind(job=self.jobs.row.__tablename__, job_id=job.id)
		try:
			return self._work(job, token)
		except LeaseLost:
			log.warning("job_taken_over")
		except Exception as error:
			if is_database_away(error):
				raise
			log.exception("job_broke")
			self._postpone(job, token, min(2.0**job.attempts, LONGEST_WAIT_SECONDS))
		return False

	@contextmanager
	def _claim(self, job_id: int) -> Iterator[UUID | None]:
		"""Yield the lease, if it can be had; what shows that its holder lives stays open."""
		if self.jobs.shows_presence:
			with self._database.open_raw(autocommit=True) as own:
				yield self.jobs(own).claim(job_id, self._lease_seconds)
			return
		with self._database.open_session() as session:
			token = self.jobs(session).claim(job_id, self._lease_seconds)
		yield token

	def _begin(self, job_id: int, token: UUID | None) -> Any | None:
		"""Return what was claimed; one that was begun too often in vain ends here."""
		if token is None:
			return None
		with self._database.open_session() as session:
			job: Any = self.jobs(session).get(job_id)
		if job.attempts <= MOST_ATTEMPTS:
			return job
		self._fail(job_id, token, BROKEN)
		return None

	def _postpone(self, job: Any, token: UUID, seconds: float, **values: object) -> None:
		"""Let others go on with the job, but not at once."""
		with self._database.open_session() as session:
			self.jobs(session).postpone(job.id, token, seconds, **values)

	def _fail(self, job_id: int, token: UUID, error: Text) -> None:
		"""End a job with a reason for people."""
		with self._database.open_session() as session:
			self.jobs(session).finish(job_id, token, state="failed", error=error)
