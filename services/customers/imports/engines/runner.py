"""Does the next stage of an import: reading its file, the dry run, the loading, the undoing.

Each stage is held by a lease; whoever has it taken from him leaves everything as it was.
"""

from typing import Protocol
from uuid import UUID

import psycopg
import structlog

from chasqui.contracts.customers.imports import ImportKind, ImportState
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import AppError
from chasqui.kernel.jobs.runner import JobRunner
from chasqui.kernel.texts.text import Text, say
from customers.imports.domain.columns import sign_header
from customers.imports.engines.converter import ImportConversionWorker
from customers.imports.models.import_job import ImportJobRow
from customers.imports.repositories.jobs import ImportRepository
from customers.imports.repositories.memory import ImportMemoryRepository


class Importer(Protocol):
	"""Knows one kind of file: customers, services or sales."""

	def load(self, job: ImportJobRow, token: UUID) -> None:
		"""Bring the file in."""


class Checker(Protocol):
	def check(self, job: ImportJobRow, token: UUID) -> None:
		"""Try the file without bringing it in."""


class Undoer(Protocol):
	def undo(self, job: ImportJobRow, token: UUID) -> None:
		"""Take back what the file brought."""


class ImportRunner(JobRunner[ImportJobRow]):
	jobs = ImportRepository

	def __init__(
		self,
		database: Database,
		converter: ImportConversionWorker,
		checkers: dict[ImportKind, Checker],
		importers: dict[ImportKind, Importer],
		undoers: dict[ImportKind, Undoer],
		*,
		lease_seconds: float,
	) -> None:
		super().__init__(database, lease_seconds=lease_seconds)
		self._converter = converter
		self._checkers = checkers
		self._importers = importers
		self._undoers = undoers

	def _work(self, job: ImportJobRow, token: UUID) -> bool:
		"""Do the stage at which an import stands."""
		try:
			self._do_stage(job, token)
		except AppError as error:
			self._reject(job.id, token, error.detail)
			return False
		except (psycopg.DataError, psycopg.IntegrityError, UnicodeError) as error:
			structlog.get_logger().exception("import_failed", import_id=job.id)
			self._fail(job.id, token, _describe_break(error))
			return False
		return True

	def _reject(self, import_id: int, token: UUID, error: Text) -> None:
		"""End an import whose file does not serve: it is deleted."""
		super()._fail(import_id, token, error)

	def _fail(self, job_id: int, token: UUID, error: Text) -> None:
		with self._database.open_session() as session:
			ImportRepository(session).interrupt(job_id, token, error)

	def _do_stage(self, job: ImportJobRow, token: UUID) -> None:
		if job.state == ImportState.READING:
			self._converter.convert(job, token)
		elif job.state == ImportState.CHECKING:
			self._checkers[ImportKind(job.kind)].check(job, token)
		elif job.state == ImportState.UNDOING:
			self._undoers[ImportKind(job.kind)].undo(job, token)
		else:
			self._importers[ImportKind(job.kind)].load(job, token)
			with self._database.open_session() as session:
				ImportRepository(session).finish(job.id, token, state=ImportState.DONE.value)
				if job.targets and not job.starts_itself:  # a person chose, and it came in
					memory = ImportMemoryRepository(session)
					memory.keep(sign_header(job.header), job.targets, job.amounts)


def _describe_break(error: Exception) -> Text:
	return say(
		"Un error nuestro ({name}) detuvo la importación. Inténtela otra vez; si se repite, avise "
		"a quien administra la suite.",
		name=type(error).__name__,
	)
