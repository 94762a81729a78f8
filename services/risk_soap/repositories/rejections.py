"""The report of rejected rows: a CSV file that grows on disk, not in memory."""

import csv
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

HEADINGS = ("linea", "campo", "motivo")


class RejectionFile:
	"""Writes line, field and reason of each rejected row; never a cell of it.

	The file appears with the first rejection; one of an earlier load is removed.
	"""

	def __init__(self, path: Path) -> None:
		self.path = path
		self._open = ExitStack()
		self._writer: Any = None

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
		if self._writer is None:
			text = self._open.enter_context(self.path.open("w", encoding="utf-8", newline=""))
			self._writer = csv.writer(text)
			self._writer.writerow(HEADINGS)
		self._writer.writerow((line, field, reason))
