"""Turns an XLSX or JSON file into the CSV that the import reads, in one transaction.

So that everything after it is one way: pieces, batches, resuming after a crash. A converter that
dies leaves the file as it came.
"""

import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import IO
from uuid import UUID

from chasqui.contracts.customers.imports import ImportFormat, ImportKind
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import Invalid, TooLarge
from chasqui.kernel.jobs.store import LeaseLost
from chasqui.kernel.sheets.csv_files import write_lines
from chasqui.kernel.texts.text import say
from customers.imports.domain.layout import EMPTY
from customers.imports.engines.json_table import read_document
from customers.imports.engines.xlsx_table import read_sheet
from customers.imports.models.import_job import ImportJobRow
from customers.imports.repositories.jobs import ImportRepository, Lease, read_chunks
from customers.imports.use_cases.tables import CHUNK_BYTES, prepare_columns

ROWS_AT_ONCE = 256


class ImportConversionWorker:
	def __init__(
		self, database: Database, *, most_bytes: int, most_json_bytes: int, lease_seconds: int
	) -> None:
		self._database = database
		self._most_bytes = most_bytes
		self._most_json_bytes = most_json_bytes
		self._lease_seconds = lease_seconds

	def convert(self, job: ImportJobRow, token: UUID) -> None:
		"""Store the file anew as CSV and let the import go on: to its person, or by itself.

		:raises Invalid: the file cannot be read, or cannot start by itself
		:raises LeaseLost: another process has it
		"""
		with self._database.open_raw(autocommit=True) as reading, tempfile.TemporaryFile() as file:
			lease = Lease(reading, job.id, token, self._lease_seconds)
			for piece in read_chunks(reading, job.id):
				file.write(piece)
				lease.renew()
			file.seek(0)
			kind, header, rows = self._read_table(job, file)
			pieces = _write_pieces(rows, len(header), lease)
			self._store(job, token, kind, pieces)

	def _read_table(
		self, job: ImportJobRow, file: IO[bytes]
	) -> tuple[ImportKind | None, list[str], Iterable[list[str]]]:
		if job.format == ImportFormat.JSON:
			if job.bytes_total > self._most_json_bytes:
				message = say(
					"El archivo JSON pasa del tamaño permitido. Divídalo o guárdelo como CSV UTF-8."
				)
				raise TooLarge(message, code="file_too_large")
			table = read_document(file.read(), job.file_name)
			return table.kind, table.header, chain([table.header], table.rows)
		rows = read_sheet(file, most_bytes=self._most_bytes)
		above = []  # empty rows above the header: the others keep their numbers
		for row in rows:
			above.append(row)
			if row:
				return None, row, chain(above, rows)
		raise Invalid(EMPTY, code="empty_file")

	def _store(
		self, job: ImportJobRow, token: UUID, kind: ImportKind | None, pieces: Iterator[bytes]
	) -> None:
		with self._database.open_session() as session:
			imports = ImportRepository(session)
			imports.delete_file(job.id)
			head, total = b"", 0
			for number, piece in enumerate(pieces):
				head = head or piece
				total += len(piece)
				imports.add_chunk(job.id, number, piece)
			settled = prepare_columns(session, job, kind, head)
			values = {**settled, "bytes_total": total, "bytes_read": 0}
			if not imports.advance(job.id, token, **values):
				raise LeaseLost(str(job.id))


def _write_pieces(rows: Iterable[list[str]], width: int, lease: Lease) -> Iterator[bytes]:
	"""Yield the rows as CSV in even pieces; a row keeps its line, so that faults name it."""
	lines = (row + [""] * (width - len(row)) if row else row for row in rows)
	held = b""
	while text := write_lines(islice(lines, ROWS_AT_ONCE)):
		held += text.encode()
		if len(held) >= CHUNK_BYTES:
			lease.renew()
			yield held
			held = b""
	if held:
		yield held
