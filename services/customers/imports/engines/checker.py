"""The dry run: reads a file as the import would, counts, and writes nothing but what it found."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import psycopg

from chasqui.contracts.customers.imports import ImportCheck, ImportState
from chasqui.kernel.clock import read_today
from chasqui.kernel.data.database import Database
from chasqui.kernel.jobs.store import LeaseLost
from customers.imports.domain.faults import Rejection
from customers.imports.engines.opening import ImportFileBuilder
from customers.imports.models.import_job import ImportJobRow
from customers.imports.repositories.jobs import ImportRepository, Lease, read_chunks
from customers.imports.repositories.known_customers import count_known
from customers.imports.repositories.loader import Batch

MOST_FAULTS = 50
MOST_CODES = 40


class ImportChecker:
	def __init__(
		self,
		database: Database,
		opener: ImportFileBuilder,
		*,
		zone: str,
		batch_rows: int,
		lease_seconds: int,
	) -> None:
		self._database = database
		self._opener = opener
		self._zone = zone
		self._batch_rows = batch_rows
		self._lease_seconds = lease_seconds

	def check(self, job: ImportJobRow, token: UUID) -> None:
		"""Read the whole file and keep what was found.

		:raises LeaseLost: another process has it, or a person stopped it
		"""
		today: date = read_today(self._zone)
		tally = CheckCollector()
		with (
			self._database.open_raw(autocommit=True) as reading,
			self._database.open_raw(autocommit=True) as asking,
		):
			lease = Lease(asking, job.id, token, self._lease_seconds)
			file = self._opener.open(job, read_chunks(reading, job.id), today)
			for batch in file.read_batches(self._batch_rows):
				tally.add(batch.rejections, batch.warned, **_count(batch, asking))
				lease.renew(bytes_read=batch.bytes_read)
		self._keep(job.id, token, tally.build())

	def _keep(self, import_id: int, token: UUID, found: dict[str, Any]) -> None:
		values = {"state": ImportState.CHECKED.value, "found": found}
		with self._database.open_session() as session:
			if not ImportRepository(session).advance(import_id, token, bytes_read=0, **values):
				raise LeaseLost(str(import_id))


def _count(batch: Batch, asking: psycopg.Connection[Any]) -> dict[str, int]:
	known = count_known(asking, batch.rows)
	good = len(batch.rows)
	return {
		"rows": batch.size,
		"good": good,
		"news": good - known,
		"existing": known,
		"warnings": sum(1 for row in batch.rows if row.warnings),
	}


class CheckCollector:
	"""Adds up what a dry run finds."""

	def __init__(self) -> None:
		self._sums: Counter[str] = Counter()
		self._codes: Counter[str] = Counter()
		self._rejections: list[Rejection] = []
		self._warned: list[Rejection] = []

	def add(
		self, rejections: Sequence[Rejection], warned: Sequence[Rejection], **sums: int
	) -> None:
		"""Add some rows: those that stay out, those that come in without a cell, other counts."""
		self._sums.update(**sums, rejected=len(rejections), partial=len(warned))
		for shown, found in ((self._rejections, rejections), (self._warned, warned)):
			self._codes.update(fault.code for one in found for fault in one.faults)
			shown.extend(found[: MOST_FAULTS - len(shown)])

	def build(self) -> dict[str, Any]:
		"""Return what the import's row keeps."""
		codes = dict(self._codes.most_common(MOST_CODES))
		check = ImportCheck(**self._sums, by_code=codes)
		return keep_check(check, [*self._rejections, *self._warned])


def keep_check(check: ImportCheck, rejections: Sequence[Rejection]) -> dict[str, Any]:
	"""Return what the import's row keeps of a check; the reasons stay texts, in no language yet."""
	faults = [
		{
			"line": row.line,
			"field": one.field or None,
			"value": one.value or None,
			"reason": one.reason.dump(),
			"code": one.code,
			"is_warning": row.is_warning,
		}
		for row in rejections
		for one in row.faults
	]
	return {**check.model_dump(mode="json"), "faults": faults[:MOST_FAULTS]}
