"""Reads an import file into batches, from its stored pieces, streaming."""

import csv
from collections.abc import Iterator, Sequence

from chasqui.contracts.customers.people import IdentityType
from chasqui.kernel.texts.text import say
from customers.imports.domain.faults import BadRow, Fault, Rejection
from customers.imports.domain.layout import BAD_RECORD
from customers.imports.domain.rows import RowParser
from customers.imports.domain.sections import ReadSections, SectionParser
from customers.imports.engines.records import RecordParser, keep_cells
from customers.imports.repositories.loader import Batch
from customers.people.domain.erased_marks import ErasedPersonFilter
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
		header: Sequence[str],
		rows: RowParser,
		sections: SectionParser | None,
		erased: ErasedPersonFilter,
	) -> None:
		self._records = RecordParser(chunks, encoding=encoding, delimiter=delimiter, header=header)
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
		"""Pass over records that were loaded before, remembering whom they concerned."""
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
			profile, extras, faults = self._read_row(cells)
			self._refuse_repeated(profile)
		except BadRow as bad:
			# Nothing is kept of who asked to be erased.
			kept = None if isinstance(bad, _Erased) else keep_cells(cells)
			batch.rejections.append(Rejection(line, bad.faults, kept))
		else:
			batch.rows.append(profile)
			batch.extras.extend(extras)
			if faults:
				warned = Rejection(line, tuple(faults), keep_cells(cells), is_warning=True)
				batch.warned.append(warned)

	def _read_row(self, cells: list[str] | csv.Error) -> ReadSections:
		if isinstance(cells, csv.Error):
			raise BadRow(Fault("", "bad_record", BAD_RECORD))
		row = self._rows.read(cells)
		try:
			profile = self._erased.check(row.profile)
		except BadField as bad:
			raise _Erased(Fault.make(bad)) from bad
		if self._sections is None:
			return ReadSections(profile, [], list(row.faults))
		read = self._sections.read(cells, profile)
		extras = [one for one in read.extras if not self._erased.has_contact(one.value)]
		return ReadSections(read.profile, extras, [*row.faults, *read.faults])

	def _refuse_repeated(self, profile: Profile) -> None:
		number = profile.id_number
		# Ten digits or thirteen: as integers, cédulas and RUCs never meet and take less memory.
		is_number = profile.id_type in DIGITS_ONLY
		key = int(number) if is_number else (profile.id_type.value, number)
		if key in self._seen:
			message = say("La identificación ya vino en una fila anterior del archivo.")
			raise BadRow(Fault("id_number", "repeated", message, number))
		self._seen.add(key)


class _Erased(BadRow):
	"""The row is of a person whose data were erased."""
