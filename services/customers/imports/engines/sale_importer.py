"""Takes a file of former sales in: its rows are gathered by document, then each comes in whole.

A document's lines may stand anywhere in the file, so that nothing is known of it before the last
row is read. Each batch is one transaction with its counters, in both halves. A process killed on
the way leaves whole batches; the next holder of the lease passes over the rows that were gathered
and goes on with the documents that are left.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from uuid import UUID

from chasqui.contracts.customers.imports import AmountWriting, ImportState
from chasqui.contracts.customers.sales import MOST_LINES
from chasqui.kernel.clock import read_today
from chasqui.kernel.data.database import Database
from chasqui.kernel.jobs.store import LeaseLost
from customers.imports.domain.faults import Rejection
from customers.imports.domain.sale_columns import build_sale_plan
from customers.imports.domain.sale_rows import SaleRowParser
from customers.imports.engines.checker import CheckCollector
from customers.imports.engines.records import RecordParser
from customers.imports.engines.sale_file import SaleFileParser
from customers.imports.engines.sale_intake import SaleIntakeWorker
from customers.imports.models.import_job import ImportJobRow
from customers.imports.repositories.jobs import ImportRepository, Lease, read_chunks
from customers.imports.repositories.rejections import report_rejections
from customers.people.domain.erased_marks import ErasedPersonFilter, MakeMark
from customers.people.repositories.erased_marks import ErasedMarkRepository

HALF = 0.5  # of the work is to read the file


class SaleImporter:
	def __init__(
		self,
		database: Database,
		mark: MakeMark,
		*,
		zone: str,
		batch_rows: int,
		lease_seconds: int,
	) -> None:
		self._database = database
		self._mark = mark
		self._zone = zone
		self._batch_rows = batch_rows
		self._most = max(batch_rows, MOST_LINES)  # a page holds any document that may come in
		self._lease_seconds = lease_seconds

	def check(self, job: ImportJobRow, token: UUID) -> None:
		"""Read the whole file, and keep what was found and nothing else.

		:raises LeaseLost: another process has it, or a person stopped it
		"""
		tally = CheckCollector()
		with self._open(job, token) as work:
			work.staging.clear()
			for size, rejections, share in self._gather(work, 0):
				tally.add(rejections, (), rows=size)
				work.renew(share)
				work.connection.commit()
			self._try(work, tally)
			work.staging.clear()
			work.connection.commit()
		with self._database.open_session() as session:
			values = {"state": ImportState.CHECKED.value, "found": tally.build(), "bytes_read": 0}
			if not ImportRepository(session).advance(job.id, token, **values):
				raise LeaseLost(str(job.id))

	def load(self, job: ImportJobRow, token: UUID) -> None:
		"""Write every document that is right.

		:raises LeaseLost: another process has it, or a person stopped it
		"""
		with self._open(job, token) as work:
			if not job.rows:
				work.staging.clear()
			rows = job.rows
			for size, rejections, share in self._gather(work, job.rows):
				rows += size
				report_rejections(work.connection, job.id, rejections)
				work.renew(share, rows=size, rejected=len(rejections))
				work.connection.commit()
			total, done = rows, rows - work.staging.count()
			for page in work.list_pages(self._most):
				done += page.lines
				while not work.take(page, HALF + HALF * done / max(total, 1)):
					pass  # something it names has changed meanwhile: look again

	@contextmanager
	def _open(self, job: ImportJobRow, token: UUID) -> Iterator[SaleIntakeWorker]:
		with self._database.open_session() as session:
			erased = ErasedPersonFilter(ErasedMarkRepository(session).list_all(), self._mark)
		plan = build_sale_plan(job.targets or [])
		rows = SaleRowParser(plan, amounts=AmountWriting(job.amounts), today=read_today(self._zone))
		with self._database.open_raw() as connection:
			yield SaleIntakeWorker(
				job,
				connection,
				Lease(connection, job.id, token, self._lease_seconds),
				SaleFileParser(rows, erased),
			)

	def _gather(
		self, work: SaleIntakeWorker, done: int
	) -> Iterator[tuple[int, Sequence[Rejection], float]]:
		"""Put the rows after those that are `done` beside the others of their documents.

		Yield how many, those that are of none, and how far this is: the first half of the work.
		"""
		job = work.job
		with ExitStack() as stack:
			reading = stack.enter_context(self._database.open_raw(autocommit=True))
			records = RecordParser(
				read_chunks(reading, job.id),
				encoding=job.encoding,
				delimiter=job.delimiter,
				header=job.header,
			)
			self._pass_over(work, records, done)
			for batch in work.file.read_rows(records, self._batch_rows):
				work.staging.add(batch.rows)
				yield batch.size, batch.rejections, HALF * records.bytes_read / job.bytes_total
		work.staging.analyze()
		work.connection.commit()

	def _pass_over(self, work: SaleIntakeWorker, records: RecordParser, done: int) -> None:
		"""Read past rows that were gathered before, which may take long."""
		while done > 0:
			passed = sum(1 for _record in records.read(min(done, self._batch_rows)))
			work.hold()
			work.connection.commit()
			done -= passed or done

	def _try(self, work: SaleIntakeWorker, tally: CheckCollector) -> None:
		"""Add up what would become of the documents."""
		total, done = work.staging.count(), 0
		for page in work.list_pages(self._most):
			done += page.lines
			for read in work.read(page):
				tally.add(
					read.rejections,
					read.warned,
					good=read.good,
					news=len(read.sales),
					existing=read.existing,
				)
			work.renew(HALF + HALF * done / total)
			work.connection.commit()
