"""Imports as rows: the uploaded pieces, the lease, the progress, the rejected rows."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from chasqui.kernel.errors import NotFound
from chasqui.kernel.pages import fetch_page
from customers.models.import_chunk import ImportChunkRow
from customers.models.import_job import ImportJobRow
from customers.models.import_rejection import ImportRejectionRow

CLAIM = text("""
UPDATE import_job SET state = 'running', lease_token = :token,
	leased_until = clock_timestamp() + make_interval(secs => :seconds)
WHERE id = :id AND state IN ('queued', 'running')
	AND (leased_until IS NULL OR leased_until < clock_timestamp())
""")
WAITING = text("""
SELECT id FROM import_job WHERE state IN ('queued', 'running')
	AND (leased_until IS NULL OR leased_until < clock_timestamp()) ORDER BY id
""")
FINISH = text("""
UPDATE import_job SET state = :state, error = :error, finished_at = now(), lease_token = NULL,
	leased_until = NULL
WHERE id = :id AND lease_token = :token
""")


class ImportRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, job: ImportJobRow) -> None:
		self._session.add(job)
		self._session.flush()
		self._session.refresh(job)

	def add_chunk(self, import_id: int, number: int, data: bytes) -> None:
		self._session.execute(
			ImportChunkRow.__table__.insert().values(  # type: ignore[attr-defined]
				import_id=import_id, number=number, data=data
			)
		)

	def get(self, import_id: int) -> ImportJobRow:
		""":raises NotFound: there is no such import"""
		job = self._session.get(ImportJobRow, import_id)
		if job is None:
			raise NotFound("No existe esa importación.", code="no_import")
		return job

	def claim(self, import_id: int, seconds: int) -> UUID | None:
		"""Take the lease of an import; None where another holds it or it has ended."""
		token = uuid4()
		values = {"id": import_id, "token": token, "seconds": seconds}
		result = self._session.execute(CLAIM, values)
		return token if result.rowcount else None  # type: ignore[attr-defined]

	def list_waiting(self) -> list[int]:
		"""Return the imports that nobody holds."""
		return list(self._session.scalars(WAITING))

	def finish(self, import_id: int, token: UUID, *, state: str, error: str | None = None) -> None:
		"""End an import and forget its file, if the lease is still this one."""
		values = {"id": import_id, "token": token, "state": state, "error": error}
		if self._session.execute(FINISH, values).rowcount:  # type: ignore[attr-defined]
			self._session.execute(
				text("DELETE FROM import_chunk WHERE import_id = :id"), {"id": import_id}
			)

	def list_page(self, cursor: str | None, limit: int) -> tuple[list[ImportJobRow], str | None]:
		return fetch_page(
			self._session,
			select(ImportJobRow),
			keys=[ImportJobRow.id],
			read_keys=lambda job: [job.id],
			cursor=cursor,
			limit=limit,
			descending=True,
		)

	def list_rejected(
		self, import_id: int, cursor: str | None, limit: int
	) -> tuple[list[ImportRejectionRow], str | None]:
		return fetch_page(
			self._session,
			select(ImportRejectionRow).where(ImportRejectionRow.import_id == import_id),
			keys=[ImportRejectionRow.line],
			read_keys=lambda row: [row.line],
			cursor=cursor,
			limit=limit,
		)


def read_chunks(connection: psycopg.Connection[Any], import_id: int) -> Iterator[bytes]:
	"""Yield the pieces of an uploaded file, in order, one at a time in memory."""
	query = "SELECT data FROM import_chunk WHERE import_id = %s AND number = %s"
	number = 0
	while row := connection.execute(query, [import_id, number], binary=True).fetchone():
		yield bytes(row[0])
		number += 1
