"""Imports a stored file batch by batch, each batch one transaction with its counters.

Batches are loaded side by side, each on a connection of its own, and committed in the order of
the file. So a process killed on the way leaves whole batches from the first on; the next holder
of the lease reads the file anew, passes over what was loaded, and goes on: no row is done twice,
none is left out.
"""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from uuid import UUID

import psycopg
import structlog

from chasqui.contracts.customers import ImportMode, ImportState
from chasqui.kernel.clock import read_today
from chasqui.kernel.db import Database
from chasqui.kernel.messages import Publisher
from customers.domain.erased_marks import ErasedPersons, MakeMark
from customers.models.import_job import ImportJobRow
from customers.repositories.erasures import ErasureRepository
from customers.repositories.import_loader import Batch, ImportLease, ImportLoader, LeaseLost
from customers.repositories.imports import ImportRepository, read_chunks
from customers.use_cases.contact_events import LISTENERS
from customers.use_cases.cube_clock import CubeClock
from customers.use_cases.import_file import ImportFile
from customers.use_cases.import_lanes import load_in_order

# Folding often costs more than it saves; not folding lets the counts read many deltas.
FOLD_EVERY_ROWS = 100_000


class ImportRunner:
	def __init__(
		self,
		database: Database,
		cube: CubeClock,
		publisher: Publisher,
		*,
		mark: MakeMark,
		zone: str,
		batch_rows: int,
		lanes: int,
		lease_seconds: int,
	) -> None:
		self._database = database
		self._cube = cube
		self._publisher = publisher
		self._mark = mark
		self._zone = zone
		self._batch_rows = batch_rows
		self._lanes = lanes
		self._lease_seconds = lease_seconds

	def run(self, import_id: int) -> None:
		"""Import a file to its end, if nobody else is at it."""
		with self._database.open_session() as session:
			imports = ImportRepository(session)
			token = imports.claim(import_id, self._lease_seconds)
			job = imports.get(import_id)
		if token is None:
			return
		try:
			self._load(job, token)
		except LeaseLost:
			structlog.get_logger().warning("import_taken_over", import_id=import_id)
		except (psycopg.DataError, psycopg.IntegrityError, UnicodeError) as error:
			structlog.get_logger().exception("import_failed", import_id=import_id)
			self._finish(import_id, token, ImportState.FAILED, f"{type(error).__name__}: {error}")
		else:
			self._finish(import_id, token, ImportState.DONE)

	def list_waiting(self) -> list[int]:
		"""Return the imports that nobody holds."""
		with self._database.open_session() as session:
			return ImportRepository(session).list_waiting()

	def _load(self, job: ImportJobRow, token: UUID) -> None:
		today = read_today(self._zone)
		is_update = job.mode == ImportMode.UPDATE.value
		lease = ImportLease(job.id, token, is_update, today, self._lease_seconds)
		with ExitStack() as stack:
			reading = stack.enter_context(self._database.open_raw(autocommit=True))
			file = ImportFile(
				read_chunks(reading, job.id),
				encoding=job.encoding,
				delimiter=job.delimiter,
				today=today,
				erased=self._read_erased(),
			)
			loaders = [
				ImportLoader(stack.enter_context(self._database.open_raw()), lease)
				for _ in range(self._lanes)
			]
			self._load_batches(file, loaders, done=job.rows)
		self._cube.fold()
		if is_update:
			for task, queue in LISTENERS:
				self._publisher.publish(task, queue)

	def _read_erased(self) -> ErasedPersons:
		with self._database.open_session() as session:
			return ErasedPersons(ErasureRepository(session).list_marks(), self._mark)

	def _load_batches(self, file: ImportFile, loaders: list[ImportLoader], *, done: int) -> None:
		unfolded = 0
		with closing(self._read_ahead(file, done)) as batches:
			for rows in load_in_order(batches, loaders):
				unfolded += rows
				if unfolded >= FOLD_EVERY_ROWS:
					self._cube.fold()
					unfolded = 0

	def _read_ahead(self, file: ImportFile, done: int) -> Generator[Batch, None, None]:
		"""Yield batches, the next one being read while the database works on this one."""
		batches = file.read_batches(self._batch_rows)
		with ThreadPoolExecutor(1, thread_name_prefix="import") as pool:
			pool.submit(file.skip, done, self._batch_rows).result()
			coming = pool.submit(next, batches, None)
			while batch := coming.result():
				coming = pool.submit(next, batches, None)
				yield batch

	def _finish(
		self, import_id: int, token: UUID, state: ImportState, error: str | None = None
	) -> None:
		with self._database.open_session() as session:
			ImportRepository(session).finish(import_id, token, state=state.value, error=error)
