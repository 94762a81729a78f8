"""The report of refused rows in the shape of the file: each as it came, its reason beside it.

A corrected report can be imported as it is.
"""

from functools import partial

from sqlalchemy.orm import Session

from chasqui.contracts.customers.list_values import TableFormat
from chasqui.kernel.data.database import Database
from chasqui.kernel.data.pages import read_all
from chasqui.kernel.sheets.cells import ExportFile
from chasqui.kernel.sheets.files import Rows, TableFile
from chasqui.kernel.texts.text import say
from customers.imports.domain.columns import REPORT_COLUMNS, find_report
from customers.imports.models.import_job import ImportJobRow
from customers.imports.models.import_rejection import ImportRejectionRow
from customers.imports.repositories.jobs import ImportRepository

PAGE_ROWS = 200


class RejectedReportExporter:
	def __init__(self, session: Session, database: Database) -> None:
		self._imports = ImportRepository(session)
		self._database = database

	def open(self, import_id: int, form: TableFormat) -> ExportFile:
		"""Return the report, as CSV with the file's own delimiter.

		:raises NotFound: there is no such import
		"""
		job = self._imports.get(import_id)
		# A report that was imported again brings its own columns: they are not doubled.
		columns = job.header[: find_report(job.header)]
		file = TableFile(
			name=f"rechazados-{import_id}.{form.value}",
			media_type=form.media_type,
			titles=[*columns, *REPORT_COLUMNS],
			read=partial(_read_rows, job, len(columns)),
			sheet=say("Rechazadas"),
			delimiter=job.delimiter,
		)
		return file.open(self._database)


def _read_rows(job: ImportJobRow, width: int, session: Session) -> Rows:
	imports = ImportRepository(session)
	for row in read_all(lambda cursor: imports.list_rejected(job.id, cursor, PAGE_ROWS)):
		yield _build_row(row, width)


def _build_row(row: ImportRejectionRow, width: int) -> list[str]:
	"""Return a refused row as it came, with line, field, reason and code."""
	cells = [*(row.cells or []), *[""] * width][:width]
	return [*cells, str(row.line), row.field or "", str(row.reason), row.code]
