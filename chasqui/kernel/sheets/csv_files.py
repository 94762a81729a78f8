"""Exports as CSV that the import takes again."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from chasqui.kernel.sheets.cells import NO, YES, Cell, Row, Words
from chasqui.kernel.texts.text import Text

BOM = "\ufeff"  # with it, spreadsheets read UTF-8
# Spreadsheets take a cell that begins so for a formula (OWASP: CSV injection).
FORMULA = re.compile(r"^[=+\-@\t\r\n＝＋－＠]")
ROWS_AT_ONCE = 1000


def write_csv(
	titles: Sequence[Words], rows: Iterable[Row], *, delimiter: str, note: str
) -> Iterator[bytes]:
	"""Yield a CSV file. `note` is the title of a last, empty column: the import leaves it out.

	With ``;`` decimals have a comma, as in Ecuador.
	"""
	is_spanish = delimiter == ";"
	lines = iter([[defuse(str(title)) for title in (*titles, _quiet(note))]])
	yield BOM.encode() + _write_lines(lines, delimiter)
	cells = ([*(_write_cell(cell, is_spanish) for cell in row), ""] for row in rows)
	while chunk := _write_lines(islice(cells, ROWS_AT_ONCE), delimiter):
		yield chunk


def defuse(text: str) -> str:
	"""Return a text that no spreadsheet takes for a formula: with an apostrophe before it."""
	return f"'{text}" if FORMULA.match(text) else text


def _write_lines(lines: Iterable[Sequence[str]], delimiter: str) -> bytes:
	text = io.StringIO()
	csv.writer(text, delimiter=delimiter).writerows(lines)
	return text.getvalue().encode()


def _write_cell(cell: Cell, is_spanish: bool) -> str:
	if cell is None:
		return ""
	if isinstance(cell, bool):
		return str(YES if cell else NO)
	if isinstance(cell, str | Text):
		return defuse(str(cell))
	if isinstance(cell, datetime):
		return cell.isoformat(" ", "minutes")
	if isinstance(cell, date):
		return cell.isoformat()
	text = f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
	return text.replace(".", ",") if is_spanish else text


def _quiet(note: str) -> str:
	"""Return a note without the signs by which the import finds a delimiter."""
	return re.sub(r"[;,|\s]+", " ", note)
