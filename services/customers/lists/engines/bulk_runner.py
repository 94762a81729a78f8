"""Does a bulk action batch by batch, each one transaction with its counters.

A process killed on the way leaves whole batches; the next holder of the lease goes on after the
last customer. What is done twice changes nothing the second time.
"""

from collections.abc import Callable
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from chasqui.contracts.customers.lists import BulkState, CustomerFilters
from chasqui.kernel.data.database import Database
from chasqui.kernel.jobs.runner import JobRunner
from customers.lists.models.bulk_job import BulkJobRow
from customers.lists.repositories.bulk_jobs import BulkJobRepository
from customers.lists.repositories.bulk_writer import BulkWriter
from customers.lists.repositories.customer_lists import CustomerListRepository
from customers.people.domain.problems import BadField

BATCH = 1000


class BulkRunner(JobRunner[BulkJobRow]):
	jobs = BulkJobRepository

	def __init__(
		self,
		database: Database,
		make_repository: Callable[[Session], CustomerListRepository],
		*,
		lease_seconds: float,
	) -> None:
		super().__init__(database, lease_seconds=lease_seconds)
		self._make_repository = make_repository

	def _work(self, job: BulkJobRow, token: UUID) -> bool:
		try:
			while self._do_batch(job.id, token):
				pass
		except BadField as bad:  # a custom field that has gone since
			structlog.get_logger().exception("bulk_job_failed", job_id=job.id)
			self._fail(job.id, token, bad.message)
		return False

	def _do_batch(self, job_id: int, token: UUID) -> bool:
		"""Do the next customers; return whether there may be more, and whether it is still ours."""
		with self._database.open_session() as session:
			jobs = BulkJobRepository(session)
			job = jobs.hold(job_id, token, self._lease_seconds)
			if job is None:
				structlog.get_logger().warning("job_taken_over", job_id=job_id)
				return False
			ids = self._make_repository(session).list_ids(
				CustomerFilters.model_validate(job.filters),
				after=job.last_id,
				until=job.bound_id,
				limit=BATCH,
			)
			if not ids:
				jobs.finish(job_id, token, state=BulkState.DONE.value)
				return False
			counts = {"done": len(ids), "changed": BulkWriter(session).apply(job, ids)}
			return jobs.step(job_id, token, self._lease_seconds, counts, last_id=ids[-1])
