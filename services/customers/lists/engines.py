"""Does a bulk action batch by batch, each one transaction with its counters.

A process killed on the way leaves whole batches; the next holder of the lease goes on after the
last customer. What is done twice changes nothing the second time.
"""

from collections.abc import Callable
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from chasqui.contracts.lists import BulkState, CustomerFilters
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.database import Database
from customers.lists.models.bulk_job import BulkJobRow
from customers.lists.repositories.bulk_jobs import BulkJobRepository
from customers.lists.repositories.bulk_writer import BulkWriter
from customers.lists.repositories.customer_lists import CustomerListRepository
from customers.people.domain.problems import BadField

BATCH = 1000


class BulkRunner:
	def __init__(
		self,
		database: Database,
		make_repository: Callable[[Session], CustomerListRepository],
		*,
		lease_seconds: int,
	) -> None:
		self._database = database
		self._make_repository = make_repository
		self._lease_seconds = lease_seconds

	def run(self, job_id: int) -> None:
		"""Do a bulk action to its end, if nobody else is at it."""
		with self._database.open_session() as session:
			token = BulkJobRepository(session).claim(job_id, self._lease_seconds)
		if token is None:
			return
		try:
			while self._do_batch(job_id, token):
				pass
		except BadField as bad:  # a custom field that has gone since
			structlog.get_logger().exception("bulk_job_failed", job_id=job_id)
			self._fail(job_id, token, bad.message)

	def list_waiting(self) -> list[int]:
		"""Return the jobs that nobody holds."""
		with self._database.open_session() as session:
			return BulkJobRepository(session).list_waiting()

	def _do_batch(self, job_id: int, token: UUID) -> bool:
		"""Do the next customers; return whether there may be more."""
		with self._database.open_session() as session:
			job = BulkJobRepository(session).hold(job_id, token, self._lease_seconds)
			if job is None:
				structlog.get_logger().warning("bulk_job_taken_over", job_id=job_id)
				return False
			ids = self._make_repository(session).list_ids(
				CustomerFilters.model_validate(job.filters),
				after=job.last_id,
				until=job.bound_id,
				limit=BATCH,
			)
			if ids:
				job.changed += BulkWriter(session).apply(job, ids)
				job.done += len(ids)
				job.last_id = ids[-1]
				return True
			_end(job, BulkState.DONE)
			return False

	def _fail(self, job_id: int, token: UUID, error: str) -> None:
		with self._database.open_session() as session:
			job = BulkJobRepository(session).hold(job_id, token, self._lease_seconds)
			if job is not None:
				job.error = error
				_end(job, BulkState.FAILED)


def _end(job: BulkJobRow, state: BulkState) -> None:
	job.state = state.value
	job.finished_at = read_now()
	job.lease_token = None
