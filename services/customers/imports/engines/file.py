"""Reads an import file into batches, from its stored pieces, streaming."""

import csv
import io
from collections.abc import Iterator

from chasqui.contracts.customers import IdentityType
from customers.imports.domain.rows import RowReader
from customers.imports.domain.sections import Extra, SectionReader
from customers.imports.repositories.loader import Batch, Rejection
from customers.people.domain.erased_marks import ERASED_PERSON, ErasedPersons
from customers.people.domain.problems import BadField
from customers.people.domain.profiles import Profile

BUFFER_BYTES = 256 * 1024
DIGITS_ONLY = (IdentityType.CEDULA, IdentityType.RUC)


class ImportFile:
	"""One pass over a file. An identity seen before in the file is rejected: the first wins."""

	def __init__(
		self,
		chunks: Iterator[bytes],
		*,
		encoding: str,
		delimiter: str,
		rows: RowReader,
		sections: SectionReader | None,
		erased: ErasedPersons,
	) -> None:
		self._chunks = ChunkStream(chunks)
		# A byte that cp1252 does not know becomes «�»: visible, and no reason to stop.
		text = io.TextIOWrapper(
			io.BufferedReader(self._chunks, BUFFER_BYTES),  # type: ignore[type-var]
			encoding=encoding,
			errors="replace",
			newline="",
		)
		self._records = csv.reader(text, delimiter=delimiter)
		self._pass_header()
		self._rows = rows
		self._sections = sections
		self._erased = erased
		self._seen: set[int | tuple[str, str]] = set()

	def read_batches(self, size: int) -> Iterator[Batch]:
		"""Yield the records in batches of `size`, the last one smaller."""
		while True:
			batch = Batch([], [])
			for line, cells in self._read_records(size):
				self._read_into(batch, line, cells)
			if not batch.size:
				return
			batch.bytes_read = self._chunks.bytes_read
			yield batch

	def skip(self, records: int, size: int) -> None:
		"""Pass over records that were loaded before, remembering whom they told of."""
		left = records
		while left > 0:
			batch = Batch([], [])
			for line, cells in self._read_records(min(size, left)):
				self._read_into(batch, line, cells)
			if not batch.size:
				return
			left -= batch.size

	def _pass_header(self) -> None:
		while not next(self._records, ["the end"]):
			pass

	def _read_records(self, size: int) -> Iterator[tuple[int, list[str] | csv.Error]]:
		"""Yield up to `size` records with the line on which each begins; blank lines are none."""
		count = 0
		while count < size:
			line = self._records.line_num + 1
			try:
				cells: list[str] | csv.Error = next(self._records)
			except StopIteration:
				return
			except csv.Error as error:
				cells = error
			if cells:
				count += 1
				yield line, cells

	def _read_into(self, batch: Batch, line: int, cells: list[str] | csv.Error) -> None:
		try:
			if isinstance(cells, csv.Error):
				raise BadField("", "bad_record", "La fila no se puede leer como CSV.")
			profile = self._erased.check(self._rows.read(cells))
			extras: list[Extra] = []
			if self._sections is not None:
				profile, extras = self._sections.read(cells, profile)
				extras = [one for one in extras if not self._erased.has_contact(one.value)]
			self._refuse_repeated(profile)
		except BadField as bad:
			kept = _keep_cells(cells, bad.code)
			batch.rejections.append(
				Rejection(line, bad.field[:40] or None, bad.code, bad.message[:240], kept)
			)
		else:
			batch.rows.append(profile)
			batch.extras.extend(extras)

	def _refuse_repeated(self, profile: Profile) -> None:
		number = profile.id_number
		# Ten digits or thirteen: as integers, cédulas and RUCs never meet and take less memory.
		is_number = profile.id_type in DIGITS_ONLY
		key = int(number) if is_number else (profile.id_type.value, number)
		if key in self._seen:
			message = "La identificación ya vino en una fila anterior del archivo."
			raise BadField("id_number", "repeated", message)
		self._seen.add(key)


def _keep_cells(cells: list[str] | csv.Error, code: str) -> list[str] | None:
	"""Return a refused row as the report gives it back; nothing of who asked to be forgotten."""
	if isinstance(cells, csv.Error) or code == ERASED_PERSON:
		return None
	return [cell.replace("\x00", "") for cell in cells]


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
