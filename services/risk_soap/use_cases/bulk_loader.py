"""Loads a file of risk records as a new version, which replaces the old one at once."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from chasqui.kernel.errors import Invalid
from risk_soap.domain.records import COLUMNS, BadRecord, RiskRecord, read_record
from risk_soap.repositories.store import RiskLoading

BATCH = 1000


@dataclass
class LoadReport:
	"""`rejected` are pairs of line and reason, in Spanish."""

	loaded: int = 0
	rejected: list[tuple[int, str]] = field(default_factory=list)


class BulkLoader:
	def __init__(self, open_loading: Callable[[], RiskLoading], *, today: date) -> None:
		self._open_loading = open_loading
		self._today = today

	def load(self, file: Path, show_progress: Callable[[int], None]) -> LoadReport:
		"""Load a CSV file (UTF-8); `show_progress` hears of each batch's size.

		:raises Invalid: a column is missing, or no row serves: the old records stay
		:raises Unavailable: the store does not answer: the old records stay
		"""
		report = LoadReport()
		with file.open(encoding="utf-8-sig", newline="") as text:
			rows = csv.DictReader(text)
			missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
			if missing:
				detail = f"Faltan columnas: {', '.join(missing)}."
				raise Invalid(detail, code="missing_column")
			loading = self._open_loading()
			try:
				self._add_all(loading, self._read_rows(rows, report), report, show_progress)
			except BaseException:
				loading.discard()
				raise
		if not report.loaded:
			loading.discard()
			raise Invalid("El archivo no trae ningún registro válido.", code="no_records")
		loading.publish()
		return report

	def _add_all(
		self,
		loading: RiskLoading,
		records: Iterator[RiskRecord],
		report: LoadReport,
		show_progress: Callable[[int], None],
	) -> None:
		while batch := list(islice(records, BATCH)):
			loading.add(batch)
			report.loaded += len(batch)
			show_progress(len(batch))

	def _read_rows(self, rows: "csv.DictReader[str]", report: LoadReport) -> Iterator[RiskRecord]:
		for row in rows:
			try:
				yield read_record(row, self._today)
			except BadRecord as bad:
				report.rejected.append((rows.line_num, str(bad)))
