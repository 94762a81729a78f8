"""Rows and cells of an XLSX sheet, as XML."""

import re
from datetime import date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape

from chasqui.kernel.sheets.cells import NO, YES, Cell, Row
from chasqui.kernel.texts.text import Text

EPOCH = date(1899, 12, 30)  # serial numbers of days count from it
STYLE_TITLE, STYLE_DATE, STYLE_INSTANT = 1, 2, 3
# Characters that XML 1.0 cannot hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write_row(place: int, row: Row) -> str:
	"""Return a row; the first one, counted from 1, is of titles."""
	is_title = place == 1
	cells = "".join(
		_write_cell(f"{name_column(number)}{place}", cell, is_title)
		for number, cell in enumerate(row)
		if cell is not None
	)
	return f'<row r="{place}">{cells}</row>'


def _write_cell(place: str, cell: Cell, is_title: bool) -> str:
	if isinstance(cell, bool):
		cell = YES if cell else NO
	if isinstance(cell, str | Text):
		text = escape(UNWRITABLE.sub("", str(cell)))
		style = f' s="{STYLE_TITLE}"' if is_title else ""
		return (
			f'<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
		)
	if isinstance(cell, datetime):
		seconds = (cell - datetime.combine(EPOCH, datetime.min.time())).total_seconds()
		return f'<c r="{place}" s="{STYLE_INSTANT}"><v>{seconds / 86400:.6f}</v></c>'
	if isinstance(cell, date):
		if cell.year < 1900:  # spreadsheets know no earlier day
			return _write_cell(place, cell.isoformat(), is_title)
		return f'<c r="{place}" s="{STYLE_DATE}"><v>{(cell - EPOCH).days}</v></c>'
	text = f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
	return f'<c r="{place}"><v>{text}</v></c>'


def name_column(number: int) -> str:
	"""Return the letters of a column counted from 0: 0 is ``A``, 26 is ``AA``."""
	letters = ""
	number += 1
	while number:
		number, rest = divmod(number - 1, 26)
		letters = chr(65 + rest) + letters
	return letters
