"""Makes a first file come in quickly: the customers' indexes rest meanwhile.

Only where nearly everybody will be of that file: lists and searches read a table of few others
until the indexes are there again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
import structlog

from chasqui.kernel.data.database import Database
from customers.imports.models.import_job import ImportJobRow
from customers.imports.repositories.index_repository import IndexRepository
from customers.imports.repositories.jobs import Lease

# Of a row of a file, on the low side: a file is thought to hold no fewer rows than it does.
ROW_BYTES = 100
# The file must bring ten times as many as there are.
SHARE = 10


class FirstLoader:
	def __init__(self, database: Database, *, from_rows: int, lease_seconds: int) -> None:
		self._database = database
		self._from_rows = from_rows
		self._lease_seconds = lease_seconds

	@contextmanager
	def ease(self, job: ImportJobRow, token: UUID) -> Iterator[None]:
		"""Let the indexes rest for the body, if this is a first load.

		:raises LeaseLost: a person stopped the import; the sweep builds what still rests
		"""
		coming = job.bytes_total // ROW_BYTES
		if coming < self._from_rows:
			yield
			return
		with self._database.open_raw(autocommit=True) as connection:
			indexes = IndexRepository(connection)
			if not self._set_aside(connection, indexes, coming):
				yield
				return
			try:
				yield
			finally:
				lease = Lease(connection, job.id, token, self._lease_seconds)
				for _name in _build_resting(connection, indexes):
					lease.renew()

	def restore(self) -> int:
		"""Build what rests though nobody loads: a worker died. Return how many were built."""
		with self._database.open_raw(autocommit=True) as connection:
			indexes = IndexRepository(connection)
			if not indexes.acquire():
				return 0
			return sum(1 for _name in _build_resting(connection, indexes))

	def _set_aside(
		self, connection: psycopg.Connection[Any], indexes: IndexRepository, coming: int
	) -> bool:
		if not indexes.acquire():
			return False
		if indexes.are_resting():  # the load of a worker that died goes on
			return True
		try:
			if indexes.count_customers(coming) * SHARE <= coming:
				with connection.transaction():
					indexes.set_aside()
				return True
		except psycopg.errors.LockNotAvailable:
			structlog.get_logger().info("first_load_not_eased")
		indexes.release()
		return False


def _build_resting(connection: psycopg.Connection[Any], indexes: IndexRepository) -> Iterator[str]:
	"""Yield the name of each index that was resting, once it is there again."""
	resting = indexes.list_resting()
	for name, definition in resting:
		with connection.transaction():
			indexes.build(name, definition)
		yield name
	if resting:
		indexes.analyze()
