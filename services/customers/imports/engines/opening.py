"""Opens a stored file as batches of clean rows, as its plan says."""

from collections.abc import Iterator
from datetime import date

from chasqui.contracts.customers.imports import AmountWriting
from chasqui.kernel.data.database import Database
from customers.imports.domain.columns import build_plan
from customers.imports.domain.rows import RowParser
from customers.imports.domain.sections import SectionParser
from customers.imports.engines.file import ImportFileParser
from customers.imports.models.import_job import ImportJobRow
from customers.imports.use_cases.tables import read_custom
from customers.people.domain.erased_marks import ErasedPersonFilter, MakeMark
from customers.people.repositories.erased_marks import ErasedMarkRepository


class ImportFileBuilder:
	def __init__(self, database: Database, mark: MakeMark) -> None:
		self._database = database
		self._mark = mark

	def open(self, job: ImportJobRow, chunks: Iterator[bytes], today: date) -> ImportFileParser:
		"""Return the file of an import whose columns are settled."""
		plan = build_plan(job.targets or [])
		with self._database.open_session() as session:
			erased = ErasedPersonFilter(ErasedMarkRepository(session).list_all(), self._mark)
			custom = read_custom(session)
		amounts = AmountWriting(job.amounts)
		sections = SectionParser(plan.sections, custom, amounts) if plan.sections else None
		return ImportFileParser(
			chunks,
			encoding=job.encoding,
			delimiter=job.delimiter,
			header=job.header,
			rows=RowParser(plan, amounts=amounts, today=today),
			sections=sections,
			erased=erased,
		)
