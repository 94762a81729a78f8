"""Reads a file of sales: its rows, to be gathered by document, and then document by document."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from chasqui.kernel.texts.text import say
from customers.imports.domain.faults import BadRow, Fault, Rejection
from customers.imports.domain.former_sales import DraftLine, FormerSale
from customers.imports.domain.layout import BAD_RECORD
from customers.imports.domain.sale_documents import build_sale
from customers.imports.domain.sale_lookups import ItemIndex, RateIndex, SaleLookups, list_asked
from customers.imports.domain.sale_rows import SaleRowParser
from customers.imports.engines.records import RecordParser, keep_cells
from customers.imports.repositories.sale_lookups import SaleLookupRepository
from customers.imports.repositories.sale_staging import StagedLine
from customers.people.domain.erased_marks import ERASED_PERSON, ErasedPersonFilter


@dataclass
class ReadRows:
	"""Some records of a file: rows with the numbers of their documents, and those without one."""

	rows: list[tuple[str, int, list[str]]] = field(default_factory=list)
	rejections: list[Rejection] = field(default_factory=list)

	@property
	def size(self) -> int:
		return len(self.rows) + len(self.rejections)


@dataclass
class ReadDocuments:
	"""What became of some documents."""

	sales: list[FormerSale] = field(default_factory=list)
	existing: int = 0
	good: int = 0
	"""Lines of both."""
	rejections: list[Rejection] = field(default_factory=list)
	warned: list[Rejection] = field(default_factory=list)

	def count(self) -> dict[str, int]:
		"""Return what this adds to the counters of the import."""
		return {
			"created": len(self.sales),
			"existing": self.existing,
			"rejected": len(self.rejections),
			"warnings": len(self.warned),
		}


class SaleFileParser:
	def __init__(self, rows: SaleRowParser, erased: ErasedPersonFilter) -> None:
		self._rows = rows
		self._erased = erased

	def read_rows(self, records: RecordParser, size: int) -> Iterator[ReadRows]:
		"""Yield the records in batches of `size`, the last one smaller."""
		while True:
			batch = ReadRows()
			for line, cells in records.read(size):
				self._read_into(batch, line, cells)
			if not batch.size:
				return
			yield batch

	def read_documents(
		self,
		documents: Mapping[str, Sequence[StagedLine]],
		lookups: SaleLookupRepository,
		catalogue: tuple[ItemIndex, RateIndex],
	) -> ReadDocuments:
		"""Return what some documents are, by what is here at present."""
		drafts = {
			number: [self._draft(line, cells) for line, cells in lines]
			for number, lines in documents.items()
		}
		found = _look_up(drafts, lookups, catalogue)
		read = ReadDocuments()
		for one in drafts.values():
			_sort(read, one, build_sale(one, found))
		return read

	def _read_into(self, batch: ReadRows, line: int, cells: list[str] | csv.Error) -> None:
		try:
			if isinstance(cells, csv.Error):
				raise BadRow(Fault("", "bad_record", BAD_RECORD))
			kept = keep_cells(cells) or []
			batch.rows.append((self._rows.find_number(kept), line, kept))
		except BadRow as bad:
			batch.rejections.append(
				Rejection(line, self._list_faults(cells, bad), keep_cells(cells))
			)

	def _list_faults(self, cells: list[str] | csv.Error, bad: BadRow) -> Sequence[Fault]:
		"""Return all that is wrong with a row that no document has."""
		if isinstance(cells, csv.Error) or bad.faults[0].code == "bad_columns":
			return bad.faults
		try:
			self._rows.read(cells)
		except BadRow as whole:
			return whole.faults
		return bad.faults

	def _draft(self, line: int, cells: list[str]) -> DraftLine:
		"""Return a line of a document as it was read."""
		try:
			read = self._rows.read(cells)
		except BadRow as bad:
			return DraftLine(line, cells, None, list(bad.faults))
		draft = DraftLine(line, cells, read.row, warnings=read.faults)
		identity = read.row.identity
		if identity is not None and self._erased.has_identity(*identity):
			message = say("La persona pidió que se borraran sus datos.")
			draft.faults.append(Fault("id_number", ERASED_PERSON, message))
			draft.cells = None
		return draft


def _look_up(
	drafts: Mapping[str, Sequence[DraftLine]],
	lookups: SaleLookupRepository,
	catalogue: tuple[ItemIndex, RateIndex],
) -> SaleLookups:
	given = [one.given for lines in drafts.values() for one in lines if one.given is not None]
	identities, codes = list_asked(given)
	return SaleLookups(
		*catalogue,
		lookups.find_by_identity(identities),
		lookups.find_by_code(codes),
		lookups.find_known(list(drafts)),
	)


def _sort(read: ReadDocuments, drafts: Sequence[DraftLine], sale: FormerSale | None) -> None:
	"""Put a document where it belongs: new, here already, or out."""
	is_out = any(one.faults for one in drafts)
	if not is_out:
		read.good += len(drafts)
		read.sales.extend([] if sale is None else [sale])
		read.existing += sale is None
	for found in _list_rejections(drafts):
		(read.warned if found.is_warning else read.rejections).append(found)


def _list_rejections(drafts: Iterable[DraftLine]) -> Iterator[Rejection]:
	for one in drafts:
		found = one.build_rejection()
		if found is not None:
			yield found
