"""Bulk actions as rows: the lease, the progress."""

from uuid import UUID, uuid4

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from chasqui.kernel.data.pages import fetch_page
from chasqui.kernel.errors import NotFound
from customers.lists.models.bulk_job import BulkJobRow

CLAIM = text("""
UPDATE bulk_job SET state = 'running', lease_token = :token,
	leased_until = clock_timestamp() + make_interval(secs => :seconds)
WHERE id = :id AND state IN ('queued', 'running')
	AND (leased_until IS NULL OR leased_until < clock_timestamp())
""")
WAITING = text("""
SELECT id FROM bulk_job WHERE state IN ('queued', 'running')
	AND (leased_until IS NULL OR leased_until < clock_timestamp()) ORDER BY id
""")
RENEW = text("""
UPDATE bulk_job SET leased_until = clock_timestamp() + make_interval(secs => :seconds)
WHERE id = :id
""")


class BulkJobRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, job: BulkJobRow) -> None:
		self._session.add(job)
		self._session.flush()
		self._session.refresh(job)

	def get(self, job_id: int) -> BulkJobRow:
		""":raises NotFound: there is no such bulk action"""
		job = self._session.get(BulkJobRow, job_id)
		if job is None:
			raise NotFound("No existe esa acción.", code="no_bulk_job")
		return job

	def list_page(self, cursor: str | None, limit: int) -> tuple[list[BulkJobRow], str | None]:
		return fetch_page(
			self._session,
			select(BulkJobRow),
			keys=[BulkJobRow.id],
			read_keys=lambda job: [job.id],
			cursor=cursor,
			limit=limit,
			descending=True,
		)

	def claim(self, job_id: int, seconds: int) -> UUID | None:
		"""Take the lease of a job; None where another holds it or it has ended."""
		token = uuid4()
		values = {"id": job_id, "token": token, "seconds": seconds}
		found = self._session.execute(CLAIM, values)
		return token if found.rowcount else None  # type: ignore[attr-defined]

	def hold(self, job_id: int, token: UUID, seconds: int) -> BulkJobRow | None:
		"""Return the job, locked and its lease renewed; None if another has taken it over."""
		query = select(BulkJobRow).where(BulkJobRow.id == job_id, BulkJobRow.lease_token == token)
		job = self._session.scalar(query.with_for_update())
		if job is not None:
			self._session.execute(RENEW, {"id": job_id, "seconds": seconds})
		return job

	def list_waiting(self) -> list[int]:
		"""Return the jobs that nobody holds."""
		return list(self._session.scalars(WAITING))
