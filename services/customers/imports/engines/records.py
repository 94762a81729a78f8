"""The records of an import file, read from its stored pieces, streaming."""

import csv
import io
from collections.abc import Iterator, Sequence

from chasqui.kernel.sheets.csv_files import arm_cells
from customers.imports.domain.layout import clean_header, is_blank, read_records

BUFFER_BYTES = 256 * 1024


class RecordParser:
	"""One pass over a file of records, its header and what stands above it passed over."""

	def __init__(
		self, chunks: Iterator[bytes], *, encoding: str, delimiter: str, header: Sequence[str]
	) -> None:
		self._chunks = ChunkStream(chunks)
		# A byte that cp1252 does not know becomes «�»: visible, and no reason to stop.
		text = io.TextIOWrapper(
			io.BufferedReader(self._chunks, BUFFER_BYTES),  # type: ignore[type-var]
			encoding=encoding,
			errors="replace",
			newline="",
		)
		self._records = read_records(text, delimiter)
		self._pass_header(list(header))

	@property
	def bytes_read(self) -> int:
		return self._chunks.bytes_read

	def read(self, size: int) -> Iterator[tuple[int, list[str] | csv.Error]]:
		"""Yield up to `size` records with the line on which each begins; blank ones are none."""
		count = 0
		while count < size:
			line = self._records.line_num + 1
			try:
				cells: list[str] | csv.Error = arm_cells(next(self._records))
			except StopIteration:
				return
			except csv.Error as error:
				cells = error
			if isinstance(cells, csv.Error) or not is_blank(cells):
				count += 1
				yield line, cells

	def _pass_header(self, header: list[str]) -> None:
		while clean_header(next(self._records, header)) != header:
			pass


class ChunkStream(io.RawIOBase):
	"""Makes one readable stream of the stored pieces."""

	def __init__(self, chunks: Iterator[bytes]) -> None:
		self._chunks = chunks
		self._held = b""
		self.bytes_read = 0

	def readable(self) -> bool:
		return True

	def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
		if not self._held:
			self._held = next(self._chunks, b"")
		part = self._held[: len(buffer)]
		self._held = self._held[len(part) :]
		buffer[: len(part)] = part
		self.bytes_read += len(part)
		return len(part)


def keep_cells(cells: list[str] | csv.Error) -> list[str] | None:
	"""Return a refused row as the report gives it back; the database keeps no NUL."""
	if isinstance(cells, csv.Error):
		return None
	return [cell.replace("\x00", "") for cell in cells]
