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
COMMA = ","
MARK = "'"
# Spreadsheets take a cell that begins so for a formula (OWASP: CSV injection); one that begins so
# after marks is marked once more, so that `arm` gives every text back as it was.
FORMULA = re.compile(r"'*(\s*[=+\-@＝＋－＠]|[\t\r\n])")
ROWS_AT_ONCE = 1000


def write_csv(
	titles: Sequence[Words], rows: Iterable[Row], *, delimiter: str, note: str
) -> Iterator[bytes]:
	"""Yield a CSV file. A `note` is a line above the titles: the import passes over it.

	With ``;`` decimals have a comma, as in Ecuador.
	"""
	is_spanish = delimiter == ";"
	above = [[defuse(_quiet(note))]] if note else []
	head = [*above, [defuse(str(title)) for title in titles]]
	yield f"{BOM}{write_lines(head, delimiter)}".encode()
	cells = ([_write_cell(cell, is_spanish) for cell in row] for row in rows)
	while chunk := write_lines(islice(cells, ROWS_AT_ONCE), delimiter):
		yield chunk.encode()


def defuse(text: str) -> str:
	"""Return a text that no spreadsheet takes for a formula: with an apostrophe before it."""
	return f"{MARK}{text}" if FORMULA.match(text) else text


def arm(text: str) -> str:
	"""Return what a text was before it was defused."""
	return text[1:] if text.startswith(MARK) and FORMULA.match(text, 1) else text


def arm_cells(cells: Iterable[str]) -> list[str]:
	"""Return the cells of a record as they were before they were defused."""
	return [arm(cell) if cell[:1] == MARK else cell for cell in cells]


def write_lines(lines: Iterable[Iterable[str]], delimiter: str = COMMA) -> str:
	"""Return lines of CSV with the texts as they are: what programs read."""
	text = io.StringIO()
	csv.writer(text, delimiter=delimiter).writerows(lines)
	return text.getvalue()


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
