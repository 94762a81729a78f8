"""Reads the first sheet of an XLSX file as rows of texts, streaming.

Excel keeps numbers and dates, not what was typed: a date comes as ``AAAA-MM-DD``, a number with
all its digits. A leading zero that Excel has dropped is given back later, where a check digit
vouches for it (`domain.identities`).
"""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import IO, Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from chasqui.kernel.errors import Invalid, TooLarge
from chasqui.kernel.texts.cleaning import tidy_line
from chasqui.kernel.texts.text import say
from customers.imports.engines.xml_prologs import find_root

MOST_ROWS = 1_048_576  # of Excel itself
MOST_COLUMNS = 200
MOST_PARTS = 2000
# A table compresses well, hardly this well; a bomb does.
SUSPECT_RATIO = 300
SUSPECT_BYTES = 4 * 1024 * 1024
# Each string costs some 8 microseconds (measured), however short it is: a table of texts that are
# worth their time does not shrink to a fiftieth.
STRINGS_ROOT = "sst"
STRINGS_RATIO = 50
STRINGS_BYTES = 512 * 1024
LARGEST_STRINGS = 1024**3
MOST_BLANKS = 100_000  # rows without a word between two that have some
DIGITS = ".15g"  # what a spreadsheet's numbers hold
EXPANDS = say("El archivo XLSX se expande demasiado. Guárdelo como CSV UTF-8.")
BROKEN = (
	InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError, TypeError,
	ArithmeticError,
)  # fmt: skip


def read_sheet(file: IO[bytes], *, most_bytes: int) -> Iterator[list[str]]:
	"""Yield the rows of the first sheet that has any; an empty row is an empty list.

	`most_bytes` bounds what the file may unpack to.

	:raises Invalid: it is no XLSX file, or an unsafe one
	:raises TooLarge: it would unpack to more
	"""
	try:
		check_archive(file, most_bytes)
		workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
		for sheet in workbook.worksheets:
			sheet.reset_dimensions()  # what a file says of its size need not be so
			rows = _read_rows(sheet)
			first = next(rows, None)
			if first is not None:
				yield first
				yield from rows
				return
	except BROKEN as error:
		message = say(
			"El archivo XLSX no se puede leer. Ábralo en su hoja de cálculo y guárdelo como XLSX, "
			"sin contraseña, o como CSV UTF-8."
		)
		raise Invalid(message, code="bad_xlsx") from error


def check_archive(file: IO[bytes], most_bytes: int) -> None:
	"""Refuse archives that unpack to too much, and XML that declares entities of its own."""
	with zipfile.ZipFile(file) as archive:
		parts = archive.infolist()
		unpacked = sum(part.file_size for part in parts)
		if unpacked > most_bytes or len(parts) > MOST_PARTS:
			raise TooLarge(EXPANDS, code="unpacks_too_large")
		for part in parts:
			_check_part(archive, part)
	file.seek(0)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
	with archive.open(part) as opened:
		root = find_root(opened)
	ratio = part.file_size / max(part.compress_size, 1)
	is_bomb = part.file_size > SUSPECT_BYTES and ratio > SUSPECT_RATIO
	if root == STRINGS_ROOT:
		is_bomb |= part.file_size > STRINGS_BYTES and ratio > STRINGS_RATIO
		is_bomb |= part.file_size > LARGEST_STRINGS
	if is_bomb:
		raise TooLarge(EXPANDS, code="unpacks_too_large")


def _read_rows(sheet: Any) -> Iterator[list[str]]:
	"""Yield the rows of a sheet that says something; those before its first row are empty."""
	blanks = 0
	for values in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True):
		if values.count(None) == len(values):  # so fast that a million of them do no harm
			blanks += 1
			continue
		row = [write_cell(value) for value in values]
		while row and not row[-1]:
			row.pop()
		if not row:
			blanks += 1
			continue
		if blanks > MOST_BLANKS:
			message = say(
				"La hoja tiene demasiadas filas vacías seguidas. Bórrelas, o guárdela como CSV "
				"UTF-8."
			)
			raise Invalid(message, code="too_many_blanks")
		for _ in range(blanks):
			yield []
		blanks = 0
		yield row


def write_cell(value: object) -> str:
	"""Return a cell as the import reads it."""
	if value is None:
		return ""
	if isinstance(value, str):
		return tidy_line(value)
	if isinstance(value, bool):
		return "sí" if value else "no"
	if isinstance(value, datetime):
		is_day = value.time() == time.min
		return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
	if isinstance(value, date | time | timedelta):
		return str(value)
	return write_number(value)


def write_number(value: object) -> str:
	"""Return a number in plain digits: never ``1E+12``, and never a point before three digits.

	``1.234`` would read as a thousand or as one: it becomes ``1.2340``.
	"""
	if isinstance(value, int):
		return str(value)
	text = f"{Decimal(format(value, DIGITS)):f}"
	whole, point, part = text.partition(".")
	if not point:
		return text
	part = part.rstrip("0")
	if not part:
		return whole
	return f"{whole}.{part}0" if len(part) == 3 else f"{whole}.{part}"
