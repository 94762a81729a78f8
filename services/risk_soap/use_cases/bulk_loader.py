"""Loads files of risk records: in the place of all that there is, or on top of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Protocol

from chasqui.kernel.errors import Invalid
from chasqui.kernel.texts.text import say
from risk_soap.domain.persons import PersonHasher, RiskRecord
from risk_soap.domain.records import BadRecord, read_record
from risk_soap.repositories.record_files import Row, read_rows
from risk_soap.repositories.store import RiskWriter

BATCH = 1000
ERASED = "la persona pidió que se borren sus datos"
ShowProgress = Callable[[int], None]
Line = tuple[int, RiskRecord]


class Rejections(Protocol):
	def add(self, line: int, field: str, reason: str) -> None:
		"""Receive why a row was rejected, in Spanish."""


@dataclass
class LoadReport:
	"""Rows of a file: written, left out because a newer record stays, and rejected."""

	loaded: int = 0
	kept: int = 0
	rejected: int = 0


class BulkLoader:
	"""`open_editor` gives the one writer of the store; only one load runs at a time."""

	def __init__(
		self, open_editor: Callable[[], RiskWriter], marker: PersonHasher, *, today: date
	) -> None:
		self._open_editor = open_editor
		self._marker = marker
		self._today = today

	def load(
		self, file: Path, show_progress: ShowProgress, rejections: Rejections | None = None
	) -> LoadReport:
		"""Replace all records by a file's; `show_progress` is called with each batch's rows.

		:raises Invalid: a column is missing, or no row serves: the old records stay
		:raises Conflict: another load or deletion is under way: the old records stay
		:raises Unavailable: the store does not answer: the old records stay
		"""
		with self._open_editor() as editor:
			reading = _Reading(self._today, rejections)
			lines = reading.read(file, before_first=editor.begin)
			report = self._put_all(editor, lines, reading, show_progress)
			editor.publish()
		return report

	def update(
		self, file: Path, show_progress: ShowProgress, rejections: Rejections | None = None
	) -> LoadReport:
		"""Add a file's records to those there are; an older one never replaces a newer one.

		:raises Invalid: a column is missing, or no row serves
		:raises Conflict: another load or deletion is under way
		:raises Unavailable: the store does not answer: some records may have been written; the
			same file may be loaded again
		"""
		with self._open_editor() as editor:
			reading = _Reading(self._today, rejections)
			return self._put_all(editor, reading.read(file), reading, show_progress)

	def _put_all(
		self,
		editor: RiskWriter,
		lines: Iterator[Line],
		reading: "_Reading",
		show_progress: ShowProgress,
	) -> LoadReport:
		report = LoadReport()
		shown = 0
		while batch := list(islice(lines, BATCH)):
			records = self._leave_erased(editor, batch, reading)
			written = editor.put(records)
			report.loaded += written
			report.kept += len(records) - written
			show_progress(reading.rows - shown)
			shown = reading.rows
		show_progress(reading.rows - shown)
		report.rejected = reading.rejected
		if not report.loaded and not report.kept:
			raise Invalid(say("El archivo no trae ningún registro válido."), code="no_records")
		return report

	def _leave_erased(
		self, editor: RiskWriter, batch: Sequence[Line], reading: "_Reading"
	) -> list[RiskRecord]:
		marks = [self._marker.mark(record.key) for _, record in batch]
		erased = editor.find_erased(marks)
		if not erased:
			return [record for _, record in batch]
		left = []
		for (line, record), mark in zip(batch, marks, strict=True):
			if mark in erased:
				reading.reject(line, "id_number", ERASED)
			else:
				left.append(record)
		return left


class _Reading:
	"""Rows as they are read: how many, and how many were rejected."""

	def __init__(self, today: date, rejections: Rejections | None) -> None:
		self._today = today
		self._rejections = rejections
		self.rows = 0
		self.rejected = 0

	def read(self, file: Path, before_first: Callable[[], None] | None = None) -> Iterator[Line]:
		"""Yield the good records; `before_first` is called once the first of them is there."""
		for line, row in read_rows(file):
			self.rows += 1
			record = self._read(line, row)
			if record is None:
				continue
			if before_first is not None:
				before_first()
				before_first = None
			yield line, record

	def reject(self, line: int, field: str, reason: str) -> None:
		self.rejected += 1
		if self._rejections is not None:
			self._rejections.add(line, field, reason)

	def _read(self, line: int, row: Row) -> RiskRecord | None:
		if isinstance(row, str):
			self.reject(line, "", row)
			return None
		try:
			return read_record(row, self._today)
		except BadRecord as bad:
			self.reject(line, bad.field, str(bad))
			return None
