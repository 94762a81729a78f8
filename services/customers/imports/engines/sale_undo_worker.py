"""Takes the sales of an import out again, but for those with which something was done since.

Batch by batch, each a transaction: killed on the way, the next one goes on with those that are
left. They had moved nothing else, so that nothing else goes back.
"""

from uuid import UUID

from chasqui.contracts.customers.imports import ImportState
from chasqui.kernel.data.database import Database
from chasqui.kernel.jobs.store import LeaseLost
from customers.imports.models.import_job import ImportJobRow
from customers.imports.repositories.former_sales import take_out
from customers.imports.repositories.jobs import ImportRepository, Lease

BATCH = 1000


class SaleUndoWorker:
	def __init__(self, database: Database, *, lease_seconds: int) -> None:
		self._database = database
		self._lease_seconds = lease_seconds

	def undo(self, job: ImportJobRow, token: UUID) -> None:
		""":raises LeaseLost: another process has it"""
		with self._database.open_raw() as connection:
			lease = Lease(connection, job.id, token, self._lease_seconds)
			after: int | None = 0
			while after is not None:
				after = take_out(connection, job.id, after, BATCH)
				lease.renew()
				connection.commit()
		with self._database.open_session() as session:
			if not ImportRepository(session).finish(job.id, token, state=ImportState.UNDONE.value):
				raise LeaseLost(str(job.id))
