"""A file of an import that would cost more than it is worth is refused within two seconds."""

import io
import time
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from chasqui.kernel.errors import AppError
from customers.imports.engines.json_table import read_document
from customers.imports.engines.xlsx_table import read_sheet

MOST_SECONDS = 2.0
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCTYPE = '<!DOCTYPE worksheet [<!ENTITY a "x">]>'
SHEET = f'<worksheet xmlns="{MAIN}"><sheetData>{{rows}}</sheetData></worksheet>'
STRINGS_TYPE = (
	'<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
	'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
CELL = '<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>x</t></is></c></row>'


def make_book(part: str, content: bytes) -> io.BytesIO:
	"""Return a good workbook in which one part has other content."""
	book = Workbook()
	book.active.append(["nombre"])
	plain, made = io.BytesIO(), io.BytesIO()
	book.save(plain)
	with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as to:
		for name in {*source.namelist(), STRINGS_PART}:
			to.writestr(name, content if name == part else _read_part(source, name))
	return made


def _read_part(source: zipfile.ZipFile, name: str) -> bytes:
	"""Return a part of a book that has a table of strings besides what openpyxl writes."""
	if name == STRINGS_PART:
		return f'<sst xmlns="{MAIN}"><si><t>x</t></si></sst>'.encode()
	end = b"</Types>"
	return source.read(name).replace(end, STRINGS_TYPE.encode() + end)


def write_sheet(rows: str, *, before: str = "", encoding: str = "utf-8") -> bytes:
	head = f'<?xml version="1.0" encoding="{encoding}"?>'
	return (head + before + SHEET.format(rows=rows)).encode(encoding)


SHEET_PART = "xl/worksheets/sheet1.xml"
STRINGS_PART = "xl/sharedStrings.xml"
BOOKS: dict[str, Callable[[], io.BytesIO]] = {
	"doctype": lambda: make_book(SHEET_PART, write_sheet("", before=DOCTYPE)),
	"doctype behind a comment": lambda: make_book(
		SHEET_PART, write_sheet("", before=f"<!--{'x' * 200_000}-->{DOCTYPE}")
	),
	"doctype in UTF-16": lambda: make_book(
		SHEET_PART, write_sheet("", before=DOCTYPE, encoding="utf-16")
	),
	"endless prolog": lambda: make_book(
		SHEET_PART, write_sheet("", before=f"<!--{'x' * 3_000_000}-->")
	),
	"last row of all": lambda: make_book(
		SHEET_PART, write_sheet(CELL.format(row=1) + CELL.format(row=1_048_576))
	),
	"empty strings": lambda: make_book(
		STRINGS_PART, f'<sst xmlns="{MAIN}">{"<si/>" * 4_000_000}</sst>'.encode()
	),
	"empty rows": lambda: make_book(SHEET_PART, write_sheet("<row/>" * 3_000_000)),
}


class TestSheets:
	@pytest.mark.parametrize("name", BOOKS)
	def test_it_is_refused_soon(self, name: str) -> None:
		file = BOOKS[name]()
		started = time.process_time()
		with pytest.raises(AppError):
			list(read_sheet(file, most_bytes=10**9))
		assert time.process_time() - started < MOST_SECONDS

	def test_a_row_beyond_the_last_costs_little(self) -> None:
		file = make_book(SHEET_PART, write_sheet(CELL.format(row=1) + CELL.format(row=10**12)))
		started = time.process_time()
		assert list(read_sheet(file, most_bytes=10**9)) == [["x"]]
		assert time.process_time() - started < MOST_SECONDS

	def test_gaps_of_a_person_are_kept(self) -> None:
		file = make_book(SHEET_PART, write_sheet(CELL.format(row=1) + CELL.format(row=5000)))
		assert len(list(read_sheet(file, most_bytes=10**9))) == 5000


class TestJson:
	@pytest.mark.parametrize(
		"text",
		[
			'[{"nombre": "a", "ingreso": 1E+60000000}]',
			'[{"nombre": "\\ud800"}]',
			'{"usuarios":' * 100_000,
			'[{"nombre": NaN}]',
		],
	)
	def test_it_is_refused_soon(self, text: str) -> None:
		started = time.process_time()
		with pytest.raises(AppError) as caught:
			read_document(text.encode(), "clientes.json")
		assert caught.value.code == "bad_json"
		assert time.process_time() - started < MOST_SECONDS

	def test_numbers_of_scripts_are_read(self) -> None:
		table = read_document(b'[{"nombre": "a", "ingreso": 1e3, "x": 1e-300}]', "clientes.json")
		assert table.rows[0][:2] == ["a", "1000"]
