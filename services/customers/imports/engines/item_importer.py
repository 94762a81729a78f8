"""Takes a file of services and products into the catalogue (M11, M23).

A file of items is small: it is loaded in one transaction, row by row, each refused or written by
itself. The dry run is the same transaction, rolled back: it finds what the loading would.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.orm import Session

from chasqui.contracts.customers.imports import (
	AmountWriting,
	ImportCheck,
	ImportFormat,
	ImportState,
)
from chasqui.kernel.data.database import Database
from chasqui.kernel.data.transactions import open_savepoint
from chasqui.kernel.errors import AppError
from chasqui.kernel.field_errors import list_field_errors
from chasqui.kernel.jobs.store import LeaseLost
from chasqui.kernel.texts.text import quote
from customers.imports.domain.faults import Fault, Rejection
from customers.imports.domain.item_rows import ItemRowParser
from customers.imports.domain.layout import BAD_RECORD
from customers.imports.engines.checker import MOST_CODES, MOST_FAULTS, keep_check
from customers.imports.engines.records import RecordParser, keep_cells
from customers.imports.models.import_job import ImportJobRow
from customers.imports.repositories.jobs import ImportRepository, Lease, read_chunks
from customers.imports.use_cases.item_intake import ItemIntake
from customers.people.domain.problems import BadField

ROWS_PER_LEASE = 50
MakeIntake = Callable[[Session, ImportJobRow], ItemIntake]


class _DryRun(Exception):
	"""Rolls back what was only tried."""


@dataclass
class _Taken:
	"""What became of the rows of a file."""

	outcomes: Counter[str] = field(default_factory=Counter)
	rejections: list[Rejection] = field(default_factory=list)

	@property
	def rows(self) -> int:
		return self.outcomes.total() + len(self.rejections)


class ItemImporter:
	def __init__(self, database: Database, make_intake: MakeIntake, *, lease_seconds: int) -> None:
		self._database = database
		self._make_intake = make_intake
		self._lease_seconds = lease_seconds

	def check(self, job: ImportJobRow, token: UUID) -> None:
		""":raises LeaseLost: another process has it, or a person stopped it"""
		taken = _Taken()
		try:
			with self._database.open_session() as session:
				self._take_all(session, job, token, taken)
				raise _DryRun
		except _DryRun:
			faults = taken.rejections[:MOST_FAULTS]
			found = keep_check(_describe(taken), faults)
		with self._database.open_session() as session:
			values = {"state": ImportState.CHECKED.value, "found": found, "bytes_read": 0}
			if not ImportRepository(session).advance(job.id, token, **values):
				raise LeaseLost(str(job.id))

	def load(self, job: ImportJobRow, token: UUID) -> None:
		"""Write every item that the file describes well.

		:raises LeaseLost: another process has it, or a person stopped it
		"""
		taken = _Taken()
		with self._database.open_session() as session:
			self._take_all(session, job, token, taken)
			ImportRepository(session).report(job.id, taken.rejections)
			values: dict[str, Any] = {
				"rows": taken.rows,
				"rejected": len(taken.rejections),
				**taken.outcomes,
				"bytes_read": job.bytes_total,
				"state": ImportState.DONE.value,
			}
			if not ImportRepository(session).finish(job.id, token, **values):
				raise LeaseLost(str(job.id))

	def _take_all(self, session: Session, job: ImportJobRow, token: UUID, taken: _Taken) -> None:
		intake = self._make_intake(session, job)
		rows = ItemRowParser(
			job.header,
			is_mixed=job.format == ImportFormat.JSON,
			amounts=AmountWriting(job.amounts),
		)
		for line, cells in self._read(job, token):
			try:
				if isinstance(cells, csv.Error):
					raise BadField("", "bad_record", BAD_RECORD)
				with open_savepoint(session):
					outcome = intake.take(rows.read(cells))
				taken.outcomes[outcome.value] += 1
			except (AppError, BadField, ValidationError) as error:
				faults = list(_list_faults(error))
				taken.rejections.append(Rejection(line, faults, keep_cells(cells)))

	def _read(self, job: ImportJobRow, token: UUID) -> Iterator[tuple[int, list[str] | csv.Error]]:
		"""Yield the records of the file, keeping the lease and reporting how far it is."""
		with self._database.open_raw(autocommit=True) as reading:
			lease = Lease(reading, job.id, token, self._lease_seconds)
			chunks = read_chunks(reading, job.id)
			records = RecordParser(
				chunks, encoding=job.encoding, delimiter=job.delimiter, header=job.header
			)
			for _ in count():
				some = list(records.read(ROWS_PER_LEASE))
				if not some:
					return
				lease.renew(bytes_read=records.bytes_read)
				yield from some


def _describe(taken: _Taken) -> ImportCheck:
	news = taken.outcomes["created"]
	codes = Counter(fault.code for one in taken.rejections for fault in one.faults)
	return ImportCheck.model_validate(
		{
			"rows": taken.rows,
			"good": taken.outcomes.total(),
			"news": news,
			"existing": taken.outcomes.total() - news,
			"rejected": len(taken.rejections),
			"by_code": dict(codes.most_common(MOST_CODES)),
		}
	)


def _list_faults(error: Exception) -> Iterator[Fault]:
	"""Yield all that a refusal says, each with its field."""
	if isinstance(error, BadField):
		yield Fault.make(error)
		return
	fields = getattr(error, "fields", ())
	if isinstance(error, ValidationError):
		fields = list_field_errors(error)
	for one in fields:
		yield Fault(one.field[:40], one.code[:40], one.message)
	if not fields:
		code = getattr(error, "code", "invalid")
		yield Fault("", code[:40], getattr(error, "detail", quote(error)))
