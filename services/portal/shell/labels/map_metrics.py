"""What a map can show, declared: how it is read of a report's line, and written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from chasqui.contracts.reports import ReportLine
from chasqui.contracts.territory import list_provinces
from portal.shell.labels.formats import format_money, format_number

FEWEST = 30
"""With fewer cases a rate says little, and its place is hatched."""
Reading = Callable[[Any], Decimal | float | None]


@dataclass(frozen=True)
class MapMetric:
	"""`name` is its name in the address; `column` is what a rate is called in the table, where the
	figure of which it is stands beside it; `cases` says of how many it is.
	"""

	name: str
	title: Any
	hint: Any
	read: Reading
	write: Callable[[float], str]
	figures: Sequence[str]
	"""The figures that stand beside the map; its files have all."""
	column: Any = ""
	"""Nothing where it is the figure of that name itself, and no rate."""
	cases: Callable[[Any], int] | None = None

	def is_of_few(self, line: ReportLine) -> bool:
		"""Return whether too few cases stand behind what a line says."""
		return self.cases is not None and self.cases(line) < FEWEST


def count_of(figure: str) -> Reading:
	"""Return how to read a figure as it is."""
	return lambda line: getattr(line, figure) or None


def rate_of(part: str, whole: str, times: int = 100) -> Reading:
	"""Return how to read a figure for each hundred of another; nothing where there is none."""

	def read(line: Any) -> float | None:
		base = getattr(line, whole)
		return float(getattr(line, part) or 0) * times / float(base) if base else None

	return read


def rate_of_people(part: str, times: int = 10_000) -> Reading:
	"""Return how to read a figure for each ten thousand who live in a line's province."""

	def read(line: Any) -> float | None:
		people = read_populations().get(line.key)
		return float(getattr(line, part)) * times / people if people else None

	return read


def cases_of(figure: str) -> Callable[[Any], int]:
	"""Return how to read of how many a rate is."""
	return lambda line: int(getattr(line, figure))


@cache
def read_populations() -> dict[str, int]:
	"""Return how many people live in each province, by its code."""
	return {one.code: one.population for one in list_provinces()}


def write_percent(value: float) -> str:
	"""Return a share of a hundred: ``4,2 %``."""
	return f"{write_rate(value)} %"


def write_rate(value: float) -> str:
	"""Return a number with three digits, or all of a whole one: ``0,032``, ``4,2``, ``1.181``."""
	return format_number(round(value) if value >= 100 else float(f"{value:.3g}"))


def write_money(value: float) -> str:
	"""Return US dollars."""
	return format_money(Decimal(str(round(value, 2))))
