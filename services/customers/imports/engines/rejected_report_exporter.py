"""The report of refused rows in the shape of the file: each as it came, its reason beside it.

A cell that a spreadsheet would run as a formula is defused by an apostrophe, which the import
takes off again from phones: a corrected report can be imported as it is.
"""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from chasqui.kernel.data.database import Database
from chasqui.kernel.texts.text import say
from customers.imports.domain.columns import REPORT_COLUMNS, find_report
from customers.imports.models.import_job import ImportJobRow
from customers.imports.models.import_rejection import ImportRejectionRow
from customers.imports.repositories.jobs import ImportRepository

PAGE_ROWS = 200
PIECE_BYTES = 256 * 1024
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
MOST_SHEET_ROWS = 1_000_000
BOM = "\ufeff"  # with it spreadsheets read UTF-8


class RejectedReportExporter:
	def __init__(self, database: Database) -> None:
		self._database = database

	def stream_csv(self, import_id: int) -> Iterator[str]:
		"""Yield the report as CSV with the file's own delimiter, page by page.

		:raises NotFound: there is no such import
		"""
		job = self._get(import_id)
		pages = chain([[build_header(job)]], self._read_pages(job))
		return _write_csv(pages, job.delimiter)

	def stream_xlsx(self, import_id: int) -> Iterator[bytes]:
		"""Yield the report as XLSX; every cell is a text.

		:raises NotFound: there is no such import
		"""
		job = self._get(import_id)
		rows = (row for page in self._read_pages(job) for row in page)
		return _write_xlsx(chain([build_header(job)], rows))

	def _get(self, import_id: int) -> ImportJobRow:
		with self._database.open_session() as session:
			return ImportRepository(session).get(import_id)

	def _read_pages(self, job: ImportJobRow) -> Iterator[list[list[str]]]:
		"""Yield pages of rows, each in a session of its own: the request's has ended by then."""
		cursor: str | None = None
		while True:
			with self._database.open_session() as session:
				rows, cursor = ImportRepository(session).list_rejected(job.id, cursor, PAGE_ROWS)
			yield [build_row(job, row) for row in rows]
			if cursor is None:
				return


def build_header(job: ImportJobRow) -> list[str]:
	"""Return the file's columns and those of the report."""
	return [*map(defuse, _list_columns(job)), *REPORT_COLUMNS]


def build_row(job: ImportJobRow, row: ImportRejectionRow) -> list[str]:
	"""Return a refused row as it came, with line, field, reason and code."""
	width = len(_list_columns(job))
	cells = [*(row.cells or []), *[""] * width][:width]
	reason = [str(row.line), row.field or "", str(row.reason), row.code]
	return [*map(defuse, cells), *reason]


def _list_columns(job: ImportJobRow) -> list[str]:
	# A report that was imported again brings its own columns: they are not doubled.
	return job.header[: find_report(job.header)]


def defuse(text: str) -> str:
	"""Return a text that no spreadsheet runs as a formula."""
	return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _write_csv(pages: Iterable[list[list[str]]], delimiter: str) -> Iterator[str]:
	yield BOM
	for page in pages:
		text = io.StringIO()
		csv.writer(text, delimiter=delimiter).writerows(page)
		yield text.getvalue()


def _write_xlsx(rows: Iterable[list[str]]) -> Iterator[bytes]:
	workbook = Workbook(write_only=True)
	sheet = workbook.create_sheet(str(say("Rechazadas")))
	for number, row in enumerate(rows):
		if number < MOST_SHEET_ROWS:
			sheet.append([_make_cell(sheet, text) for text in row])
	with tempfile.TemporaryFile() as file:
		workbook.save(file)
		file.seek(0)
		while piece := file.read(PIECE_BYTES):
			yield piece


def _make_cell(sheet: object, text: str) -> WriteOnlyCell:
	printable = "".join(char for char in text if char.isprintable())
	cell = WriteOnlyCell(sheet, value=printable)
	cell.data_type = "s"
	return cell
