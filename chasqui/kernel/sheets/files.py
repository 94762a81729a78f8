"""A table as a file: CSV or XLSX, by its media type."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from chasqui.contracts.endpoint import XLSX
from chasqui.kernel.sheets.cells import ExportFile, Row, Words
from chasqui.kernel.sheets.csv_files import write_csv
from chasqui.kernel.sheets.xlsx_files import write_xlsx

Notes = Sequence[tuple[Words, Words]]


def open_file(name: str, media_type: str, chunks: Iterator[bytes]) -> ExportFile:
	"""Return a file that leaves; what fails at once fails here, before the first byte."""
	return ExportFile(name, media_type, chain([next(chunks, b"")], chunks))


def write_table(
	media_type: str,
	titles: Sequence[Words],
	rows: Iterable[Row],
	*,
	sheet: Words,
	notes: Notes,
	delimiter: str,
) -> Iterator[bytes]:
	"""Yield a table as XLSX or else as CSV; `notes` say by what it was asked."""
	if media_type == XLSX:
		return write_xlsx(titles, rows, sheet=sheet, notes=notes)
	note = " · ".join(f"{name}: {value}" for name, value in notes)
	return write_csv(titles, rows, delimiter=delimiter, note=note)
