"""A table as a file that leaves while it is read: CSV, XLSX or JSON lines, by its media type."""

import json
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from chasqui.contracts.endpoint import JSON_LINES, XLSX
from chasqui.kernel.sheets.cells import ExportFile, Row, Words
from chasqui.kernel.sheets.csv_files import write_csv
from chasqui.kernel.sheets.xlsx_files import write_xlsx

if TYPE_CHECKING:  # the portal has no database and its image no SQLAlchemy
	from sqlalchemy.orm import Session

	from chasqui.kernel.data.database import Database

Notes = Sequence[tuple[Words, Words]]
Rows = Generator[Row, None, None]
ROWS_AT_ONCE = 1000


@dataclass(frozen=True)
class Table:
	"""Rows below titles; `notes` say by what they were asked, where people read it."""

	name: str
	media_type: str
	titles: Sequence[Words]
	sheet: Words
	notes: Notes = ()
	delimiter: str = ";"

	def write(self, rows: Iterable[Row]) -> Iterator[bytes]:
		"""Return the pieces of the file."""
		if self.media_type == JSON_LINES:
			return _write_json_lines([str(title) for title in self.titles], rows)
		if self.media_type == XLSX:
			return write_xlsx(self.titles, rows, sheet=self.sheet, notes=self.notes)
		note = " · ".join(f"{name}: {value}" for name, value in self.notes)
		return write_csv(self.titles, rows, delimiter=self.delimiter, note=note)


@dataclass(frozen=True, kw_only=True)
class TableFile(Table):
	"""`read` yields the rows, in a transaction of their own."""

	read: Callable[["Session"], Rows]

	def open(self, database: "Database") -> ExportFile:
		"""Return the file; what fails at once fails here, before the first byte."""
		chunks = self._stream(database)
		return ExportFile(self.name, self.media_type, chain([next(chunks, b"")], chunks))

	def _stream(self, database: "Database") -> Iterator[bytes]:
		with database.open_session() as session, closing(self.read(session)) as rows:
			yield from self.write(rows)


def _write_json_lines(names: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
	"""Yield one JSON object a row; money and dates are texts."""
	lines = (
		json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str)
		for row in rows
	)
	while chunk := [*islice(lines, ROWS_AT_ONCE)]:
		yield ("\n".join(chunk) + "\n").encode()
