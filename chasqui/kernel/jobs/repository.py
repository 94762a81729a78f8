"""Jobs as a list for people: added, found, the newest first."""

from typing import ClassVar, cast

from sqlalchemy import ColumnElement, select

from chasqui.contracts.jobs import JobAct, JobQuery, JobStage
from chasqui.kernel.data.listings import Listing
from chasqui.kernel.errors import Conflict, NotFound
from chasqui.kernel.jobs.declared import Row
from chasqui.kernel.jobs.store import JobStore
from chasqui.kernel.texts.text import Text, say

TOO_LATE = say("Ya no está en un estado que permita esa acción. Mire cómo está ahora.")


class JobRepository(JobStore[Row]):
	"""The jobs of one kind, through one session."""

	missing: ClassVar[tuple[Text, str]]
	"""What is answered where there is no such job, and its code."""

	def add(self, job: Row) -> Row:
		"""Add a job and return it with its id and what the database gives."""
		self._session.add(job)
		self._session.flush()
		self._session.refresh(job)
		return job

	def get(self, job_id: int, *, lock: bool = False, fresh: bool = False) -> Row:
		"""Return a job; `fresh` reads it anew though the session knows it.

		:raises NotFound: there is no such job
		"""
		job = self._session.get(
			self.row, job_id, with_for_update=lock or None, populate_existing=fresh
		)
		if job is None:
			detail, code = self.missing
			raise NotFound(detail, code=code)
		return cast(Row, job)

	def steer(self, job_id: int, act: JobAct, **values: object) -> Row:
		"""Do what a person asks of a job; return it as it is then.

		:raises NotFound: there is no such job
		:raises Conflict: it is not so, or no longer, that this may be done to it
		"""
		self.get(job_id)
		if not self.act(job_id, act, **values):
			raise Conflict(TOO_LATE, code="bad_state")
		return self.get(job_id, fresh=True)

	def list_page(
		self, query: JobQuery, *when: ColumnElement[bool]
	) -> tuple[list[Row], str | None]:
		"""Return a page, the newest first, and the cursor of the next one."""
		if query.stage is not None:
			when = (*when, self._match_stage(query.stage))
		listing = Listing[Row](select(self.row), self.row.id, order="-")
		return listing.fetch_page(self._session, query, *when)

	def _match_stage(self, stage: JobStage) -> ColumnElement[bool]:
		if stage is JobStage.FAILED:
			return cast("ColumnElement[bool]", self.row.state == "failed")
		is_over = getattr(self.row, self.ended).is_not(None)
		return cast("ColumnElement[bool]", is_over if stage is JobStage.ENDED else ~is_over)
