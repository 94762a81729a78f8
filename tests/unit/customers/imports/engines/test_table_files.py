"""What leaves as a table comes back through the import's own readers as it was."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chasqui.contracts.customers.list_values import TableFormat
from chasqui.kernel.sheets.csv_files import write_lines
from chasqui.kernel.sheets.files import TableFile
from chasqui.kernel.sheets.xlsx_cells import UNWRITABLE
from chasqui.kernel.texts.cleaning import drop_invisible
from customers.imports.engines.records import RecordParser
from customers.imports.engines.xlsx_table import read_sheet

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARKS = st.sampled_from(["", "'", "''", " ", "  "])
SIGNS = st.sampled_from(["", *STARTS])
PLAIN = st.text(st.characters(codec="utf-8", exclude_characters="\x00")).map(drop_invisible)
TEXTS = st.one_of(PLAIN, st.builds("".join, st.tuples(MARKS, SIGNS, PLAIN)))
ROWS = st.lists(st.lists(TEXTS, min_size=3, max_size=3), max_size=5)
MOST_BYTES = 10_000_000


def write_file(form: TableFormat, rows: list[list[str]], delimiter: str = ";") -> bytes:
	file = TableFile(
		name="x",
		media_type=form.media_type,
		titles=["a", "b", "c"],
		read=lambda _session: (row for row in rows),
		sheet="Hoja",
		delimiter=delimiter,
	)
	return b"".join(file.write(rows))


def read_records(content: bytes, delimiter: str = ";") -> list[list[str]]:
	parser = RecordParser(
		iter([content]), encoding="utf-8-sig", delimiter=delimiter, header=["a", "b", "c"]
	)
	return [[cell.strip() for cell in cells] for _line, cells in parser.read(1000)]


@pytest.mark.covers("M15")
class TestTableFiles:
	@given(rows=ROWS, delimiter=st.sampled_from([";", ",", "\t", "|"]))
	def test_a_csv_comes_back_as_it_was(self, rows: list[list[str]], delimiter: str) -> None:
		content = write_file(TableFormat.CSV, rows, delimiter)
		# Spaces around a cell say nothing, and neither does a row of nothing else.
		told = [list(map(str.strip, row)) for row in rows]
		assert read_records(content, delimiter) == [row for row in told if any(row)]

	@given(rows=ROWS, delimiter=st.sampled_from([";", ","]))
	def test_no_cell_of_a_csv_begins_a_formula(self, rows: list[list[str]], delimiter: str) -> None:
		text = write_file(TableFormat.CSV, rows, delimiter).decode("utf-8-sig")
		with_marks = read_raw(text, delimiter)
		assert len(with_marks) == len(rows) + 1
		assert not [
			cell
			for row in with_marks
			for cell in row
			if cell.startswith(STARTS) or cell.lstrip().startswith(STARTS[:4])
		]

	@given(rows=ROWS)
	def test_a_workbook_comes_back_and_runs_nothing(self, rows: list[list[str]]) -> None:
		content = write_file(TableFormat.XLSX, rows)
		book = openpyxl.load_workbook(io.BytesIO(content))
		assert book.sheetnames == ["Hoja"]
		assert book["Hoja"].auto_filter.ref == f"A1:C{len(rows) + 1}"
		assert all(cell.data_type != "f" for row in book["Hoja"].iter_rows() for cell in row)
		# Its reader takes blanks for one, and rows without a word at the end for none.
		told = [list(map(clean_cell, row)) for row in rows]
		while told and not any(told[-1]):
			told.pop()
		found = list(read_sheet(io.BytesIO(content), most_bytes=MOST_BYTES))
		assert [[*row, "", "", ""][:3] for row in found] == [["a", "b", "c"], *told]

	def test_what_programs_read_keeps_its_signs(self) -> None:
		assert write_lines([["=1", "+593"]]) == "=1,+593\r\n"


def read_raw(text: str, delimiter: str) -> list[list[str]]:
	"""Return the cells as a spreadsheet sees them, marks included."""
	return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def clean_cell(text: str) -> str:
	return " ".join(UNWRITABLE.sub("", text).split())
