"""Does the next stage of an import: reading its file, the dry run, the loading.

Each stage is held by a lease; whoever has it taken from him leaves everything as it was.
"""

from typing import Protocol
from uuid import UUID

import psycopg
import structlog

from chasqui.contracts.imports import ImportKind, ImportState
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import AppError
from customers.imports.engines.converter import ImportConverter
from customers.imports.models.import_job import ImportJobRow
from customers.imports.repositories.jobs import ImportRepository, LeaseLost


class Importer(Protocol):
	"""Knows one kind of file: customers or services."""

	def load(self, job: ImportJobRow, token: UUID) -> None:
		"""Bring the file in."""


class Checker(Protocol):
	def check(self, job: ImportJobRow, token: UUID) -> None:
		"""Try the file without bringing it in."""


class ImportRunner:
	def __init__(
		self,
		database: Database,
		converter: ImportConverter,
		checkers: dict[ImportKind, Checker],
		importers: dict[ImportKind, Importer],
		*,
		lease_seconds: int,
	) -> None:
		self._database = database
		self._converter = converter
		self._checkers = checkers
		self._importers = importers
		self._lease_seconds = lease_seconds

	def run(self, import_id: int) -> None:
		"""Bring an import as far as it goes without a person, if nobody else is at it."""
		while self._run_stage(import_id):
			pass

	def list_waiting(self) -> list[int]:
		"""Return the imports that nobody holds."""
		with self._database.open_session() as session:
			return ImportRepository(session).list_waiting()

	def _run_stage(self, import_id: int) -> bool:
		"""Do the stage at which an import stands; False where it waits, is over, or is held."""
		with self._database.open_session() as session:
			imports = ImportRepository(session)
			token = imports.claim(import_id, self._lease_seconds)
			job = imports.get(import_id)
		if token is None:
			return False
		try:
			self._do_stage(job, token)
		except LeaseLost:
			structlog.get_logger().warning("import_taken_over", import_id=import_id)
			return False
		except AppError as error:
			self._finish(import_id, token, ImportState.FAILED, error.detail)
			return False
		except (psycopg.DataError, psycopg.IntegrityError, UnicodeError) as error:
			structlog.get_logger().exception("import_failed", import_id=import_id)
			self._finish(import_id, token, ImportState.FAILED, f"{type(error).__name__}: {error}")
			return False
		return True

	def _do_stage(self, job: ImportJobRow, token: UUID) -> None:
		if job.state == ImportState.READING:
			self._converter.convert(job, token)
		elif job.state == ImportState.CHECKING:
			self._checkers[ImportKind(job.kind)].check(job, token)
		else:
			self._importers[ImportKind(job.kind)].load(job, token)
			self._finish(job.id, token, ImportState.DONE)

	def _finish(
		self, import_id: int, token: UUID, state: ImportState, error: str | None = None
	) -> None:
		with self._database.open_session() as session:
			ImportRepository(session).finish(import_id, token, state=state.value, error=error)
