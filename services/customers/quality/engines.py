"""Looks for duplicates in the worker: asked by people, by the clock and by every import."""

from uuid import UUID

from chasqui.kernel.jobs.runner import JobRunner
from chasqui.kernel.jobs.store import LeaseLost
from customers.quality.models.duplicate_search import DuplicateSearchRow
from customers.quality.repositories.duplicate_searches import (
	DuplicateSearchLoader,
	DuplicateSearchRepository,
)
from customers.quality.repositories.duplicate_sql import STEPS


class DuplicateSearchRunner(JobRunner[DuplicateSearchRow]):
	"""One transaction for a whole search: killed or cancelled on the way, it has changed nothing.

	How far it is is reported outside of it, between the steps, and there it learns that it is to
	stop.
	"""

	jobs = DuplicateSearchRepository

	def run(self, job_id: int) -> None:
		"""Do a search, and then the one that had to wait for it."""
		super().run(job_id)
		for waiting in self.list_waiting():
			super().run(waiting)

	def _work(self, job: DuplicateSearchRow, token: UUID) -> bool:
		with self._database.open_session() as session:
			search = DuplicateSearchLoader(session)
			search.prepare()
			for done, step in enumerate(STEPS):
				self._report_step(job.id, token, done)
				search.take(step)
			found = search.keep_found()
			ended = {"state": "done", "found": found, "done": job.total}
			if not self.jobs(session).finish(job.id, token, **ended):
				raise LeaseLost(str(job.id))
		return False

	def _report_step(self, job_id: int, token: UUID, done: int) -> None:
		with self._database.open_session() as session:
			if not self.jobs(session).renew(job_id, token, self._lease_seconds, done=done):
				raise LeaseLost(str(job_id))
