"""Reads an import file into batches, from its stored pieces, streaming."""

import csv
from collections.abc import Iterator

from chasqui.contracts.customers.people import IdentityType
from chasqui.kernel.texts.text import say
from customers.imports.domain.rows import RowParser
from customers.imports.domain.sections import Extra, SectionParser
from customers.imports.engines.records import RecordParser, keep_cells
from customers.imports.repositories.loader import Batch, Rejection
from customers.people.domain.erased_marks import ERASED_PERSON, ErasedPersons
from customers.people.domain.problems import BadField
from customers.people.domain.profiles import Profile

DIGITS_ONLY = (IdentityType.CEDULA, IdentityType.RUC)


class ImportFileParser:
	"""One pass over a file. An identity seen before in the file is rejected: the first wins."""

	def __init__(
		self,
		chunks: Iterator[bytes],
		*,
		encoding: str,
		delimiter: str,
		rows: RowParser,
		sections: SectionParser | None,
		erased: ErasedPersons,
	) -> None:
		self._records = RecordParser(chunks, encoding=encoding, delimiter=delimiter)
		self._rows = rows
		self._sections = sections
		self._erased = erased
		self._seen: set[int | tuple[str, str]] = set()

	def read_batches(self, size: int) -> Iterator[Batch]:
		"""Yield the records in batches of `size`, the last one smaller."""
		while True:
			batch = Batch([], [])
			for line, cells in self._records.read(size):
				self._read_into(batch, line, cells)
			if not batch.size:
				return
			batch.bytes_read = self._records.bytes_read
			yield batch

	def skip(self, records: int, size: int) -> None:
		"""Pass over records that were loaded before, remembering whom they told of."""
		left = records
		while left > 0:
			batch = Batch([], [])
			for line, cells in self._records.read(min(size, left)):
				self._read_into(batch, line, cells)
			if not batch.size:
				return
			left -= batch.size

	def _read_into(self, batch: Batch, line: int, cells: list[str] | csv.Error) -> None:
		try:
			if isinstance(cells, csv.Error):
				raise BadField("", "bad_record", say("La fila no se puede leer como CSV."))
			profile = self._erased.check(self._rows.read(cells))
			extras: list[Extra] = []
			if self._sections is not None:
				profile, extras = self._sections.read(cells, profile)
				extras = [one for one in extras if not self._erased.has_contact(one.value)]
			self._refuse_repeated(profile)
		except BadField as bad:
			kept = _keep_cells(cells, bad.code)
			batch.rejections.append(
				Rejection(line, bad.field[:40] or None, bad.code, bad.message, kept)
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
			message = say("La identificación ya vino en una fila anterior del archivo.")
			raise BadField("id_number", "repeated", message)
		self._seen.add(key)


def _keep_cells(cells: list[str] | csv.Error, code: str) -> list[str] | None:
	"""Return a refused row as the report gives it back; nothing of who asked to be forgotten."""
	return None if code == ERASED_PERSON else keep_cells(cells)
