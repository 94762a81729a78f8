"""What a cell of an exported table may hold, and a file that leaves piece by piece."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

Cell = str | int | Decimal | date | datetime | bool | None
Row = Sequence[Cell]


@dataclass(frozen=True)
class ExportFile:
	name: str
	media_type: str
	chunks: Iterator[bytes]
