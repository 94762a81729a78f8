"""What a spreadsheet would take for a formula must not run (OWASP: CSV injection)."""

import csv
import io
from collections.abc import Iterable

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def defuse_cell(value: object) -> str:
	"""Return the text of a cell; what begins like a formula gets an apostrophe before it."""
	if value is None:
		return ""
	text = str(value)
	if isinstance(value, str) and text.lstrip(" ").startswith(FORMULA_STARTS):
		return f"'{text}"
	return text


def write_line(values: Iterable[object]) -> str:
	"""Return one line of CSV whose cells are defused."""
	text = io.StringIO()
	csv.writer(text).writerow(map(defuse_cell, values))
	return text.getvalue()
