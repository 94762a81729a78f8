"""A table as a file that leaves while it is read: CSV or XLSX, by its media type."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain

from sqlalchemy.orm import Session

from chasqui.contracts.endpoint import XLSX
from chasqui.kernel.data.database import Database
from chasqui.kernel.sheets.cells import ExportFile, Row, Words
from chasqui.kernel.sheets.csv_files import write_csv
from chasqui.kernel.sheets.xlsx_files import write_xlsx

Notes = Sequence[tuple[Words, Words]]
Rows = Generator[Row, None, None]


@dataclass(frozen=True)
class TableFile:
	"""`read` yields the rows, in a transaction of their own; `notes` say by what was asked."""

	name: str
	media_type: str
	titles: Sequence[Words]
	read: Callable[[Session], Rows]
	sheet: Words
	notes: Notes = ()
	delimiter: str = ";"

	def open(self, database: Database) -> ExportFile:
		"""Return the file; what fails at once fails here, before the first byte."""
		chunks = self._stream(database)
		return ExportFile(self.name, self.media_type, chain([next(chunks, b"")], chunks))

	def write(self, rows: Iterable[Row]) -> Iterator[bytes]:
		"""Yield the pieces of the file."""
		if self.media_type == XLSX:
			return write_xlsx(self.titles, rows, sheet=self.sheet, notes=self.notes)
		note = " · ".join(f"{name}: {value}" for name, value in self.notes)
		return write_csv(self.titles, rows, delimiter=self.delimiter, note=note)

	def _stream(self, database: Database) -> Iterator[bytes]:
		with database.open_session() as session, closing(self.read(session)) as rows:
			yield from self.write(rows)
