"""Imports as rows: the uploaded pieces, the lease, the progress, the rejected rows."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import case, select, text

from chasqui.contracts.customers.imports import ImportState
from chasqui.contracts.jobs import JobAct, JobKind
from chasqui.contracts.wire import ListQuery
from chasqui.kernel.data.listings import Listing
from chasqui.kernel.jobs.acts import UNENDED, Change, cancel_from
from chasqui.kernel.jobs.repository import JobRepository
from chasqui.kernel.jobs.store import JobStore, LeaseLost
from chasqui.kernel.texts.text import Text, say
from customers.imports.domain.faults import Rejection
from customers.imports.models.import_chunk import ImportChunkRow
from customers.imports.models.import_job import ImportJobRow
from customers.imports.models.import_rejection import ImportRejectionRow

# Seen at one time, by which a row that described somebody need not stay for years.
DELETE_CELLS = text("""
UPDATE import_rejection SET cells = NULL, value = NULL
WHERE (cells IS NOT NULL OR value IS NOT NULL) AND import_id IN (
	SELECT id FROM import_job WHERE finished_at < now() - make_interval(days => :days)
)
""")
# A file that was begun and left is deleted too.
DELETE_LEFT = text("""
UPDATE import_job SET state = 'cancelled', finished_at = now()
WHERE state IN ('mapping', 'checked', 'paused')
	AND created_at < now() - make_interval(days => :days) RETURNING id
""")
DELETE_FAILED = text("""
UPDATE import_job SET retry_state = NULL
WHERE retry_state IS NOT NULL AND finished_at < now() - make_interval(days => :days) RETURNING id
""")
DELETE_FILE = [
	text(f"DELETE FROM {table} WHERE import_id = :id")  # noqa: S608 - our own tables
	for table in ("import_chunk", "import_sale_line")
]
LOADING = ("queued", "running")


class ImportJobStore(JobStore[ImportJobRow]):
	"""Imports as jobs: every stage that needs no person is one."""

	row = ImportJobRow
	kind = JobKind.IMPORT
	# What a worker does by itself; the other states wait for a person or are over.
	busy = ("reading", "checking", "queued", "running", "undoing")
	is_open = ImportJobRow.state.in_(busy)
	acts = {  # noqa: RUF012 - the same for all
		JobAct.PAUSE: Change(LOADING, {"state": "paused"}),
		JobAct.RESUME: Change(("paused",), {"state": "queued"}),
		JobAct.CANCEL: cancel_from("reading", "checking", *LOADING, "mapping", "checked", "paused"),
		JobAct.RETRY: Change(
			("failed",),
			{"state": ImportJobRow.retry_state, "retry_state": None, **UNENDED},
			needs="retry_state",
		),
	}
	measured = ("bytes_read", "bytes_total")
	claimed = {  # noqa: RUF012 - the same for all
		"state": case((ImportJobRow.state == "queued", "running"), else_=ImportJobRow.state)
	}


REJECTIONS = Listing[ImportRejectionRow](
	select(ImportRejectionRow),
	ImportRejectionRow.ordinal,
	sorts={"line": ImportRejectionRow.line},
	order="line",
)


class ImportRepository(ImportJobStore, JobRepository[ImportJobRow]):
	missing = (say("No existe esa importación."), "no_import")

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

	def finish(self, job_id: int, token: UUID, **values: object) -> bool:
		"""End an import and delete its file, if the lease is still this one."""
		is_ours = super().finish(job_id, token, **values)
		if is_ours:
			self.delete_file(job_id)
		return is_ours

	def interrupt(self, job_id: int, token: UUID, error: Text) -> bool:
		"""End an import for what is no fault of its file, which stays to be tried again."""
		stage = case((ImportJobRow.state == "running", "queued"), else_=ImportJobRow.state)
		return super().finish(job_id, token, state="failed", error=error, retry_state=stage)

	def start(self, import_id: int) -> bool:
		"""Have what was tried be loaded; False where it was not tried, or was started."""
		tried = ImportJobRow.state == ImportState.CHECKED.value
		return self.stop(import_id, tried, state=ImportState.QUEUED.value)

	def start_undo(self, import_id: int) -> bool:
		"""Have what came in be taken back; False where nothing has, or it is under way."""
		ended = ImportJobRow.state.in_((ImportState.DONE.value, ImportState.CANCELLED.value))
		return self.stop(import_id, ended, state=ImportState.UNDOING.value, finished_at=None)

	def delete_file(self, import_id: int) -> None:
		"""Delete an import's file, and what of it is on its way."""
		for statement in DELETE_FILE:
			self._session.execute(statement, {"id": import_id})

	def delete_old(self, days: int) -> None:
		"""Delete the cells of rows refused long ago, and files that nobody went on with."""
		self._session.execute(DELETE_CELLS, {"days": days})
		for statement in (DELETE_LEFT, DELETE_FAILED):
			for import_id in list(self._session.scalars(statement, {"days": days})):
				self.delete_file(import_id)

	def read_head(self, import_id: int) -> bytes:
		"""Return the first piece of the stored file."""
		query = select(ImportChunkRow.data).where(
			ImportChunkRow.import_id == import_id, ImportChunkRow.number == 0
		)
		return bytes(self._session.scalar(query) or b"")

	def report(self, import_id: int, found: Iterable[Rejection]) -> None:
		"""Keep what was wrong with some rows."""
		for one in found:
			for values in one.list_values(import_id):
				self._session.add(ImportRejectionRow(**values))

	def list_rejected(
		self, import_id: int, query: ListQuery
	) -> tuple[list[ImportRejectionRow], str | None]:
		of_import = ImportRejectionRow.import_id == import_id
		return REJECTIONS.fetch_page(self._session, query, of_import)

	def stream_rejected(self, import_id: int) -> Iterator[ImportRejectionRow]:
		"""Yield all faults, line by line."""
		of_import = ImportRejectionRow.import_id == import_id
		return REJECTIONS.stream(self._session, ListQuery(), of_import)


class Lease:
	"""What a worker holds of an import during a stage, renewed as it works."""

	def __init__(
		self, connection: psycopg.Connection[Any], import_id: int, token: UUID, seconds: float
	) -> None:
		self._jobs = ImportJobStore(connection)
		self._import_id, self._token, self._seconds = import_id, token, seconds

	def renew(self, **values: object) -> None:
		"""Keep the lease, and report how far the file has been read.

		:raises LeaseLost: it is held no longer
		"""
		if not self._jobs.renew(self._import_id, self._token, self._seconds, **values):
			raise LeaseLost(str(self._import_id))

	def step(self, counts: Mapping[str, int], **values: object) -> None:
		"""Add to the counters too, in the transaction of what they count.

		:raises LeaseLost: it is held no longer
		"""
		if not self._jobs.step(self._import_id, self._token, self._seconds, counts, **values):
			raise LeaseLost(str(self._import_id))


def read_chunks(connection: psycopg.Connection[Any], import_id: int) -> Iterator[bytes]:
	"""Yield the pieces of an uploaded file, in order, one at a time in memory."""
	query = "SELECT data FROM import_chunk WHERE import_id = %s AND number = %s"
	number = 0
	while row := connection.execute(query, [import_id, number], binary=True).fetchone():
		yield bytes(row[0])
		number += 1
