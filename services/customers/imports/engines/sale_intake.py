"""Takes the documents of one file of sales, page by page, once all its rows are gathered."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import psycopg

from customers.imports.domain.faults import Fault, Rejection
from customers.imports.domain.sale_documents import name_long
from customers.imports.domain.sale_lookups import ItemIndex, RateIndex
from customers.imports.engines.sale_file import ReadDocuments, SaleFileParser
from customers.imports.models.import_job import ImportJobRow
from customers.imports.repositories.jobs import Lease
from customers.imports.repositories.rejections import report_rejections
from customers.imports.repositories.sale_loader import NUMBER_TAKEN, FormerSaleLoader
from customers.imports.repositories.sale_lookups import SaleLookupRepository
from customers.imports.repositories.sale_staging import SaleStagingRepository, StagedLine


@dataclass(frozen=True)
class SalePage:
	"""Some whole documents, those after one number up to another.

	`is_cut`: it is one document, of more lines than a page has.
	"""

	after: str
	last: str
	documents: Mapping[str, Sequence[StagedLine]]
	lines: int
	is_cut: bool


class SaleIntakeWorker:
	"""One import at its work; each page is a transaction."""

	def __init__(
		self,
		job: ImportJobRow,
		connection: psycopg.Connection[Any],
		lease: Lease,
		file: SaleFileParser,
	) -> None:
		self.job = job
		self._lease = lease
		self._lookups = SaleLookupRepository(connection)
		self._loader = FormerSaleLoader(connection, job.id, f"Importación {job.id}")
		self.connection = connection
		self.file = file
		self.staging = SaleStagingRepository(connection, job.id)

	def renew(self, share: float, **counts: int) -> None:
		"""Say how far it is, of reading and taking in together.

		:raises LeaseLost: it is held no longer
		"""
		self._lease.step(counts, bytes_read=int(self.job.bytes_total * share))

	def hold(self) -> None:
		"""Keep the lease while nothing new is to be said.

		:raises LeaseLost: it is held no longer
		"""
		self._lease.renew()

	def list_pages(self, most: int) -> Iterator[SalePage]:
		"""Yield the documents that wait, in the order of their numbers."""
		after = ""
		while documents := self.staging.list_documents(after, most):
			last = next(reversed(documents))
			lines = sum(map(len, documents.values()))
			is_cut = lines > most
			if is_cut:
				lines = self.staging.count(last)
			yield SalePage(after, last, documents, lines, is_cut)
			after = last

	def read(self, page: SalePage) -> Iterator[ReadDocuments]:
		"""Yield what the documents of a page are, by what is here at present."""
		if not page.is_cut:
			yield self.file.read_documents(page.documents, self._lookups, self._catalogue)
			return
		too_long = (Fault.make(name_long(), page.last),)
		for lines in self.staging.list_lines(page.last, len(page.documents[page.last])):
			yield ReadDocuments(rejections=[Rejection(line, too_long, one) for line, one in lines])

	def take(self, page: SalePage, share: float) -> bool:
		"""Write a page; False where somebody changed what it names meanwhile: nothing is written.

		:raises LeaseLost: it is held no longer
		"""
		counts: Counter[str] = Counter()
		try:
			for read in self.read(page):
				if not self._lookups.hold({one.customer_id for one in read.sales}):
					self.connection.rollback()
					return False
				self._loader.write(read.sales)
				report_rejections(self.connection, self.job.id, [*read.rejections, *read.warned])
				counts.update(read.count())
		except psycopg.errors.UniqueViolation as error:
			if error.diag.constraint_name != NUMBER_TAKEN:
				raise
			self.connection.rollback()
			return False
		self.staging.delete(page.after, page.last)
		self.renew(share, **counts)
		self.connection.commit()
		return True

	@cached_property
	def _catalogue(self) -> tuple[ItemIndex, RateIndex]:
		return self._lookups.index_items(), self._lookups.index_rates()
