"""Takes an import back: whoever was there already gets what he had, where nobody changed it since.

Batch by batch, each a transaction: killed on the way, the next one goes on with those who are left.
Those whom the import made are archived, by a person who sees how many they are (`lists`).
"""

from uuid import UUID

from chasqui.contracts.customers.imports import ImportState
from chasqui.contracts.event_payloads import ConsentChanged, ContactChanged
from chasqui.kernel.data.database import Database
from chasqui.kernel.feed.publishing import nudge_readers
from chasqui.kernel.jobs.store import LeaseLost
from chasqui.kernel.tasks.messages import Publisher
from customers.imports.models.import_job import ImportJobRow
from customers.imports.repositories.changes import take_back
from customers.imports.repositories.jobs import ImportRepository, Lease
from customers.segments.engines.cube_worker import CubeWorker

BATCH = 500


class ImportUndoWorker:
	def __init__(
		self, database: Database, cube: CubeWorker, publisher: Publisher, *, lease_seconds: int
	) -> None:
		self._database = database
		self._cube = cube
		self._publisher = publisher
		self._lease_seconds = lease_seconds

	def undo(self, job: ImportJobRow, token: UUID) -> None:
		""":raises LeaseLost: another process has it"""
		with self._database.open_raw() as connection:
			lease = Lease(connection, job.id, token, self._lease_seconds)
			while take_back(connection, job.id, BATCH):
				lease.renew()
				connection.commit()
		self._cube.apply_changes()
		nudge_readers((ConsentChanged, ContactChanged), self._publisher)
		with self._database.open_session() as session:
			if not ImportRepository(session).finish(job.id, token, state=ImportState.UNDONE.value):
				raise LeaseLost(str(job.id))
