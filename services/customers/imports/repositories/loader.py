"""Brings one batch of clean rows in: COPY to a staging table, then set by set.

In `update` an empty value never overwrites, and a withdrawn consent is never given back. Events
and ledger lines are written for what has really changed, in the same transaction.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import psycopg

from chasqui.contracts.customers.profiles import MOST_CONTACTS, MOST_TAGS
from chasqui.kernel.jobs.store import LeaseLost
from customers.imports.domain.faults import Rejection
from customers.imports.domain.sections import Extra
from customers.imports.repositories import statements as sql
from customers.imports.repositories import undo_statements as undo_sql
from customers.imports.repositories.jobs import ImportJobStore
from customers.imports.repositories.rejections import report_rejections
from customers.people.domain.profiles import Profile


@dataclass
class Batch:
	"""Some records of a file, read: `rows` are clean, the others are rejected."""

	rows: list[Profile]
	rejections: list[Rejection]
	warned: list[Rejection] = field(default_factory=list)
	"""What rows that are clean came in without."""
	bytes_read: int = 0
	extras: list[Extra] = field(default_factory=list)

	@property
	def size(self) -> int:
		return len(self.rows) + len(self.rejections)


@dataclass(frozen=True)
class ImportLease:
	"""Which import is loaded, how, and by what right."""

	import_id: int
	token: UUID
	is_update: bool
	today: date
	seconds: int
	zone: str = "America/Guayaquil"
	evidence_id: int | None = None


class ImportLoader:
	"""Loads batches on one connection; whoever holds it makes a transaction of each."""

	def __init__(self, connection: psycopg.Connection[Any], lease: ImportLease) -> None:
		self._connection = connection
		self._lease = lease
		self._source = f"import:{lease.import_id}"

	def prepare(self) -> None:
		"""Make the tables through which batches pass: once, for all of this connection's."""
		self._connection.execute(sql.STAGING)
		self._connection.execute(sql.STAGING_EXTRAS)

	def load(self, batch: Batch) -> dict[str, int]:
		"""Bring the batch in; return what it adds to the import's counters."""
		self._stage(batch)
		matched = changed = held_back = 0
		lease = self._lease
		if lease.is_update:
			values = {
				"source": self._source,
				"zone": lease.zone,
				"evidence_id": lease.evidence_id,
				"import_id": lease.import_id,
			}
			row = self._connection.execute(sql.UPDATE, values).fetchone()
			assert row is not None
			matched, changed, held_back = row
		created = self._create()
		changed += self._add_extras(batch.extras)
		report_rejections(
			self._connection, self._lease.import_id, [*batch.rejections, *batch.warned]
		)
		return {
			"rows": batch.size,
			"bytes_read": batch.bytes_read,
			"created": created,
			"updated": changed,
			"unchanged": matched - changed,
			"existing": len(batch.rows) - created - matched,
			"rejected": len(batch.rejections),
			"warnings": held_back
			+ len(batch.warned)
			+ sum(1 for row in batch.rows if row.warnings),
		}

	def count(self, counts: dict[str, int]) -> None:
		"""Add to the import what a batch has brought, in the batch's own transaction.

		:raises LeaseLost: the batch must be rolled back
		"""
		lease = self._lease
		bytes_read = counts.pop("bytes_read")
		jobs = ImportJobStore(self._connection)
		if not jobs.step(
			lease.import_id, lease.token, lease.seconds, counts, bytes_read=bytes_read
		):
			raise LeaseLost(str(lease.import_id))

	def _stage(self, batch: Batch) -> None:
		with self._connection.cursor() as cursor, cursor.copy("COPY import_row FROM STDIN") as copy:
			for row in batch.rows:
				copy.write_row(row.as_values())

	def _create(self) -> int:
		values = {
			"today": self._lease.today,
			"zone": self._lease.zone,
			"source": self._source,
			"import_id": self._lease.import_id,
		}
		return self._connection.execute(sql.CREATE, values).rowcount

	def _add_extras(self, extras: list[Extra]) -> int:
		"""Let the lists of profiles grow; return how many customers only this has changed."""
		if not extras:
			return 0
		with self._connection.cursor() as cursor:
			with cursor.copy("COPY import_extra FROM STDIN") as copy:
				for extra in extras:
					copy.write_row(extra)
			values = {
				"is_update": self._lease.is_update,
				"import_id": self._lease.import_id,
				"most_contacts": MOST_CONTACTS,
				"most_tags": MOST_TAGS,
			}
			added = [
				row for statement in sql.ADD_EXTRAS for row in cursor.execute(statement, values)
			]
			if added:
				ids, sections, texts = map(list, zip(*added, strict=True))
				kept = {"import_id": self._lease.import_id, "ids": ids, "sections": sections}
				cursor.execute(undo_sql.KEEP_ADDED, {**kept, "values": texts})
			touched = list({row[0] for row in added})
			row = cursor.execute(sql.TOUCH, {"ids": touched}).fetchone()
		return int(row[0]) if row else 0
