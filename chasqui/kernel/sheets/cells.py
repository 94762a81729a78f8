"""What a cell of an exported table may hold, and a file that leaves piece by piece."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from chasqui.kernel.texts.text import Text, say

YES, NO = say("sí"), say("no")
Cell = str | Text | int | Decimal | date | datetime | bool | None
Row = Sequence[Cell]
# A title: a text of ours, or a name that somebody gave.
Words = str | Text


@dataclass(frozen=True)
class ExportFile:
	name: str
	media_type: str
	chunks: Iterator[bytes]
