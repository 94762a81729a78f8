"""Files of risk records, row by row: CSV, or JSON with one object a line; and what was refused.

The report of rejected rows is a CSV file that grows on disk, not in memory.
"""

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from chasqui.kernel.errors import Invalid
from chasqui.kernel.plain_json import read_json
from chasqui.kernel.sheets.csv_files import write_lines
from chasqui.kernel.texts.text import say
from risk_soap.domain.records import COLUMNS

JSON_ENDINGS = frozenset({".jsonl", ".ndjson", ".json"})
LONGEST_LINE = 64 * 1024
HEADINGS = ("linea", "campo", "motivo")
Row = dict[str, object] | str


class RejectionWriter:
	"""Writes line, field and reason of each rejected row; never a cell of it.

	The file appears with the first rejection; one of an earlier load is removed.
	"""

	def __init__(self, path: Path) -> None:
		self.path = path
		self._open = ExitStack()
		self._text: IO[str] | None = None

	def __enter__(self) -> Self:
		self.path.unlink(missing_ok=True)
		return self

	def __exit__(
		self,
		kind: type[BaseException] | None,
		error: BaseException | None,
		trace: TracebackType | None,
	) -> None:
		self._open.close()

	def add(self, line: int, field: str, reason: str) -> None:
		"""Write one rejection."""
		if self._text is None:
			self._text = self._open.enter_context(self.path.open("w", encoding="utf-8", newline=""))
			self._text.write(write_lines([HEADINGS]))
		self._text.write(write_lines([(str(line), field, reason)]))


def read_rows(file: Path) -> Iterator[tuple[int, Row]]:
	"""Yield each row's line number, from 1, and its cells; or why it is none, in Spanish.

	:raises Invalid: a CSV file lacks a column (code ``missing_column``)
	"""
	# Bytes that are not UTF-8 become surrogates, which the rules of a record refuse.
	with file.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
		start = text.read(LONGEST_LINE)
		text.seek(0)
		if file.suffix.lower() in JSON_ENDINGS or start.lstrip().startswith("{"):
			yield from _read_json(text)
		else:
			yield from _read_csv(text, start)


def count_lines(file: Path) -> int:
	"""Return the number of lines, the whole of the progress."""
	with file.open("rb") as lines:
		return sum(1 for _ in lines)


def _read_json(text: IO[str]) -> Iterator[tuple[int, Row]]:
	number = 0
	while line := text.readline(LONGEST_LINE):
		number += 1
		if line.strip():
			yield number, _read_object(line)


def _read_object(line: str) -> Row:
	try:
		row = read_json(line)
	except ValueError:
		return "la línea no es un objeto JSON"
	if not isinstance(row, dict):
		return "la línea no es un objeto JSON"
	return row


def _read_csv(text: IO[str], start: str) -> Iterator[tuple[int, Row]]:
	head = start.partition("\n")[0]
	# Spreadsheets in Spanish part the cells by semicolons.
	lines = csv.reader(text, delimiter=";" if head.count(";") > head.count(",") else ",")
	names = _read_names(lines)
	while True:
		try:
			cells = next(lines)
		except StopIteration:
			return
		except csv.Error:
			yield lines.line_num, "la línea no se puede leer"
			continue
		if cells:
			yield lines.line_num, dict(zip(names, cells, strict=False))


def _read_names(lines: Iterator[list[str]]) -> list[str]:
	try:
		names = [name.strip().lower() for name in next(lines, [])]
	except csv.Error:
		names = []
	missing = [name for name in COLUMNS if name not in names]
	if missing:
		raise Invalid(
			say("Faltan columnas: {names}.", names=", ".join(missing)), code="missing_column"
		)
	return names
