"""Imports as rows: the uploaded pieces, the lease, the progress, the rejected rows."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID, uuid4

import psycopg
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from chasqui.contracts.imports import ImportState
from chasqui.kernel.data.pages import fetch_page
from chasqui.kernel.errors import NotFound
from customers.imports.models.import_chunk import ImportChunkRow
from customers.imports.models.import_job import ImportJobRow
from customers.imports.models.import_rejection import ImportRejectionRow

# What a worker does by itself; the other states wait for a person or are over.
WORKING = ["reading", "checking", "queued", "running"]
CLAIM = text("""
UPDATE import_job SET state = CASE state WHEN 'queued' THEN 'running' ELSE state END,
	lease_token = :token, leased_until = clock_timestamp() + make_interval(secs => :seconds)
WHERE id = :id AND state = ANY(:working)
	AND (leased_until IS NULL OR leased_until < clock_timestamp())
""")
WAITING = text("""
SELECT id FROM import_job WHERE state = ANY(:working)
	AND (leased_until IS NULL OR leased_until < clock_timestamp()) ORDER BY id
""")
FINISH = text("""
UPDATE import_job SET state = :state, error = :error, finished_at = now(), lease_token = NULL,
	leased_until = NULL
WHERE id = :id AND lease_token = :token
""")
# A stage that ends, or a person who stops it: whoever holds the lease loses it at once.
MOVE = text("""
UPDATE import_job SET state = :state, lease_token = NULL, leased_until = NULL,
	finished_at = CASE WHEN :is_over THEN now() END
WHERE id = :id AND state = ANY(:froms)
""")
RENEW = """
UPDATE import_job SET leased_until = clock_timestamp() + make_interval(secs => %(seconds)s),
	bytes_read = coalesce(%(bytes_read)s, bytes_read)
WHERE id = %(id)s AND lease_token = %(token)s AND state = %(state)s
"""
# Seen at one time, by which a row that told of somebody need not stay for years.
FORGET_CELLS = text("""
UPDATE import_rejection SET cells = NULL
WHERE cells IS NOT NULL AND import_id IN (
	SELECT id FROM import_job WHERE finished_at < now() - make_interval(days => :days)
)
""")
# A file that was begun and left is forgotten too.
FORGET_LEFT = text("""
UPDATE import_job SET state = 'cancelled', finished_at = now()
WHERE state IN ('mapping', 'checked', 'paused')
	AND created_at < now() - make_interval(days => :days) RETURNING id
""")


class ImportRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, job: ImportJobRow) -> None:
		self._session.add(job)
		self._session.flush()
		self._session.refresh(job)

	def find_evidence_id(self, import_id: int | None) -> int | None:
		"""Return the number of the evidence of the first answers that an import brought."""
		query = select(ImportJobRow.evidence_id).where(ImportJobRow.id == import_id)
		return self._session.scalar(query)

	def add_chunk(self, import_id: int, number: int, data: bytes) -> None:
		self._session.execute(
			ImportChunkRow.__table__.insert().values(  # type: ignore[attr-defined]
				import_id=import_id, number=number, data=data
			)
		)

	def get(self, import_id: int, *, lock: bool = False) -> ImportJobRow:
		""":raises NotFound: there is no such import"""
		job = self._session.get(ImportJobRow, import_id, with_for_update=lock or None)
		if job is None:
			raise NotFound("No existe esa importación.", code="no_import")
		return job

	def claim(self, import_id: int, seconds: int) -> UUID | None:
		"""Take the lease of an import; None where another holds it or it has ended."""
		token = uuid4()
		values = {"id": import_id, "token": token, "seconds": seconds, "working": WORKING}
		result = self._session.execute(CLAIM, values)
		return token if result.rowcount else None  # type: ignore[attr-defined]

	def list_waiting(self) -> list[int]:
		"""Return the imports that nobody holds."""
		return list(self._session.scalars(WAITING, {"working": WORKING}))

	def finish(self, import_id: int, token: UUID, *, state: str, error: str | None = None) -> None:
		"""End an import and forget its file, if the lease is still this one."""
		values = {"id": import_id, "token": token, "state": state, "error": error}
		if self._session.execute(FINISH, values).rowcount:  # type: ignore[attr-defined]
			self.forget_file(import_id)

	def move(self, import_id: int, froms: Sequence[ImportState], to: ImportState) -> bool:
		"""Have an import go on to another state; False where it is in none of `froms`."""
		values = {
			"id": import_id,
			"froms": [state.value for state in froms],
			"state": to.value,
			"is_over": to is ImportState.CANCELLED,
		}
		return bool(self._session.execute(MOVE, values).rowcount)  # type: ignore[attr-defined]

	def advance(self, import_id: int, token: UUID, **values: object) -> bool:
		"""End a stage: write its values and let the lease go; False if it was lost before."""
		return self.count(import_id, token, **values, lease_token=None, leased_until=None)

	def count(self, import_id: int, token: UUID, **values: object) -> bool:
		"""Write values of an import that is held; False if the lease was lost before."""
		query = (
			update(ImportJobRow)
			.where(ImportJobRow.id == import_id, ImportJobRow.lease_token == token)
			.values(**values)
		)
		return bool(self._session.execute(query).rowcount)  # type: ignore[attr-defined]

	def forget_file(self, import_id: int) -> None:
		self._session.execute(
			text("DELETE FROM import_chunk WHERE import_id = :id"), {"id": import_id}
		)

	def forget_old(self, days: int) -> None:
		"""Forget the cells of rows refused long ago, and files that nobody went on with."""
		self._session.execute(FORGET_CELLS, {"days": days})
		for import_id in list(self._session.scalars(FORGET_LEFT, {"days": days})):
			self.forget_file(import_id)

	def read_head(self, import_id: int) -> bytes:
		"""Return the first piece of the stored file."""
		query = select(ImportChunkRow.data).where(
			ImportChunkRow.import_id == import_id, ImportChunkRow.number == 0
		)
		return bytes(self._session.scalar(query) or b"")

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


class LeaseLost(RuntimeError):
	"""Another process took the import over, or a person stopped it; what is uncommitted is void."""


class Lease:
	"""What a worker holds of an import during a stage, renewed as it works."""

	def __init__(
		self,
		connection: psycopg.Connection[Any],
		import_id: int,
		token: UUID,
		state: ImportState,
		seconds: int,
	) -> None:
		self._connection = connection
		self._values = {
			"id": import_id,
			"token": token,
			"state": state.value,
			"seconds": seconds,
		}

	def renew(self, bytes_read: int | None = None) -> None:
		"""Keep the lease, and tell how far the file has been read.

		:raises LeaseLost: it is held no longer
		"""
		values = {**self._values, "bytes_read": bytes_read}
		if not self._connection.execute(RENEW, values).rowcount:
			raise LeaseLost(str(self._values["id"]))


def read_chunks(connection: psycopg.Connection[Any], import_id: int) -> Iterator[bytes]:
	"""Yield the pieces of an uploaded file, in order, one at a time in memory."""
	query = "SELECT data FROM import_chunk WHERE import_id = %s AND number = %s"
	number = 0
	while row := connection.execute(query, [import_id, number], binary=True).fetchone():
		yield bytes(row[0])
		number += 1
