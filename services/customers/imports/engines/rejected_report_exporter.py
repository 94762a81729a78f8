"""The report of rows with faults in the shape of the file: each as it came, reasons beside it.

A corrected report can be imported as it is.
"""

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from sqlalchemy.orm import Session

from chasqui.contracts.customers.imports import ImportKind
from chasqui.contracts.customers.list_values import TableFormat
from chasqui.kernel.data.database import Database
from chasqui.kernel.sheets.cells import ExportFile
from chasqui.kernel.sheets.files import Rows, TableFile
from chasqui.kernel.texts.text import say
from customers.imports.domain.columns import REPORT_COLUMNS, find_report
from customers.imports.domain.field_names import name_field
from customers.imports.models.import_job import ImportJobRow
from customers.imports.models.import_rejection import ImportRejectionRow
from customers.imports.repositories.jobs import ImportRepository

PAGE_ROWS = 200
LEFT_OUT = say("Entró sin ese dato.")


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
	faults = ImportRepository(session).stream_rejected(job.id)
	for line, found in groupby(faults, key=lambda one: one.line):
		yield _build_row(line, list(found), width, ImportKind(job.kind))


def _build_row(
	line: int, found: Sequence[ImportRejectionRow], width: int, kind: ImportKind
) -> list[str]:
	"""Return a row as it came, with its line, fields, reasons and codes."""
	cells = [*(found[0].cells or []), *[""] * width][:width]
	names = [str(name_field(kind, one.field)) for one in found]
	return [
		*cells,
		str(line),
		"; ".join(filter(None, dict.fromkeys(names))),
		" ".join(_describe(one) for one in found),
		"; ".join(dict.fromkeys(one.code for one in found)),
	]


def _describe(one: ImportRejectionRow) -> str:
	return f"{one.reason} {LEFT_OUT}" if one.is_warning else str(one.reason)
