"""Opens a stored file as batches of clean rows, as its plan says."""

from collections.abc import Iterator
from datetime import date

from chasqui.contracts.imports import AmountWriting, ImportFormat
from chasqui.kernel.db import Database
from customers.domain.imports.columns import build_plan
from customers.domain.imports.rows import RowReader
from customers.domain.imports.sections import SectionReader
from customers.domain.rights.erased_marks import ErasedPersons, MakeMark
from customers.models.import_job import ImportJobRow
from customers.repositories.rights.erasures import ErasureRepository
from customers.use_cases.imports.file import ImportFile
from customers.use_cases.imports.tables import read_custom


class ImportOpener:
	def __init__(self, database: Database, mark: MakeMark) -> None:
		self._database = database
		self._mark = mark

	def open(self, job: ImportJobRow, chunks: Iterator[bytes], today: date) -> ImportFile:
		"""Return the file of an import whose columns are settled."""
		plan = build_plan(job.targets or [])
		with self._database.open_session() as session:
			erased = ErasedPersons(ErasureRepository(session).list_marks(), self._mark)
			custom = read_custom(session)
		return ImportFile(
			chunks,
			encoding=job.encoding,
			delimiter=job.delimiter,
			rows=RowReader(
				plan,
				amounts=AmountWriting(job.amounts),
				today=today,
				may_restore=job.format != ImportFormat.CSV,
			),
			sections=SectionReader(plan.sections, custom) if plan.sections else None,
			erased=erased,
		)
