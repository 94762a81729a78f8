"""Loads a file's rows batch by batch, each batch one transaction with its counters.

Batches are loaded side by side, each on a connection of its own, and committed in the order of
the file. So a process killed on the way leaves whole batches from the first on; the next holder
of the lease reads the file anew, passes over what was loaded, and goes on: no row is done twice,
none is left out. A pause is the same thing asked for: it takes the lease away.
"""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from uuid import UUID

from chasqui.contracts import queues
from chasqui.contracts.customers.imports import ImportMode
from chasqui.contracts.event_payloads import ConsentChanged, ContactChanged
from chasqui.kernel.clock import read_today
from chasqui.kernel.data.database import Database
from chasqui.kernel.feed.publishing import nudge_readers
from chasqui.kernel.tasks.messages import Publisher
from customers.imports.engines.file import ImportFileParser
from customers.imports.engines.first_loader import FirstLoader
from customers.imports.engines.lanes import Lane, load_in_order, open_lane
from customers.imports.engines.opening import ImportFileBuilder
from customers.imports.models.import_job import ImportJobRow
from customers.imports.repositories.jobs import read_chunks
from customers.imports.repositories.loader import Batch, ImportLease
from customers.segments.engines.cube_worker import CubeWorker

# Compacting often costs more than it saves; not compacting lets the counts read many deltas.
COMPACT_EVERY_ROWS = 100_000


class CustomerImporter:
	def __init__(
		self,
		database: Database,
		opener: ImportFileBuilder,
		cube: CubeWorker,
		first_load: FirstLoader,
		publisher: Publisher,
		*,
		zone: str,
		batch_rows: int,
		lanes: int,
		lease_seconds: int,
	) -> None:
		self._database = database
		self._opener = opener
		self._cube = cube
		self._first_load = first_load
		self._publisher = publisher
		self._zone = zone
		self._batch_rows = batch_rows
		self._lanes = lanes
		self._lease_seconds = lease_seconds

	def load(self, job: ImportJobRow, token: UUID) -> None:
		""":raises LeaseLost: another process has it, or a person stopped it"""
		lease = ImportLease(
			job.id,
			token,
			job.mode == ImportMode.UPDATE,
			read_today(self._zone),
			self._lease_seconds,
			self._zone,
			job.evidence_id,
		)
		with ExitStack() as stack:
			stack.enter_context(self._first_load.ease(job, token))
			reading = stack.enter_context(self._database.open_raw(autocommit=True))
			file = self._opener.open(job, read_chunks(reading, job.id), lease.today)
			lanes = [
				open_lane(stack.enter_context(self._database.open_raw()), lease)
				for _ in range(self._lanes)
			]
			self._load_batches(file, lanes, done=job.rows)
		self._cube.apply_changes()
		if lease.is_update:
			nudge_readers((ConsentChanged, ContactChanged), self._publisher)
		self._publisher.publish(queues.CUSTOMERS_FIND_DUPLICATES, queues.CUSTOMERS_QUEUE)

	def _load_batches(self, file: ImportFileParser, lanes: list[Lane], *, done: int) -> None:
		uncounted = 0
		with closing(self._read_ahead(file, done)) as batches:
			for rows in load_in_order(batches, lanes):
				uncounted += rows
				if uncounted >= COMPACT_EVERY_ROWS:
					self._cube.apply_changes()
					uncounted = 0

	def _read_ahead(self, file: ImportFileParser, done: int) -> Generator[Batch, None, None]:
		"""Yield batches, the next one being read while the database works on this one."""
		batches = file.read_batches(self._batch_rows)
		with ThreadPoolExecutor(1, thread_name_prefix="import") as pool:
			pool.submit(file.skip, done, self._batch_rows).result()
			coming = pool.submit(next, batches, None)
			while batch := coming.result():
				coming = pool.submit(next, batches, None)
				yield batch
