"""By what a report counts, and what its bars show."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from chasqui.contracts.reports import Report, ReportLine, ReportShape
from portal.shell.labels.formats import NOTHING, format_money, format_number, format_percent

UNKNOWN = _("Sin dato")


@dataclass(frozen=True)
class Bars:
	"""A figure as bars; several stand one after the other in the bar of a line."""

	figure: str
	tone: str = "primary"


@dataclass(frozen=True)
class Cut:
	"""By what a report counts: `name` says what a value is called, where the service does not."""

	by: StrEnum
	title: Any
	bars: Sequence[Bars]
	name: Callable[[str], Any] = str
	unknown: Any = UNKNOWN
	is_whole: bool = True
	"""Whether all that the list has is counted: else the total leads nowhere."""


def name_line(cut: Cut, line: ReportLine) -> str:
	"""Return what a line is of."""
	return str(line.name or (cut.name(line.key) if line.key else cut.unknown))


def format_figure(value: int | Decimal | None) -> str:
	"""Return a count, or money."""
	if value is None:
		return NOTHING
	return format_money(value) if isinstance(value, Decimal) else format_number(value)


def show_share(name: str, whole: int | Decimal, line: ReportLine) -> str:
	"""Return which part of the whole a figure of a line is."""
	return format_percent(float(getattr(line, name) or 0), float(whole or 0))


def show_rate(name: str, among: Sequence[str], line: ReportLine) -> str:
	"""Return which part a figure is of itself and some others of its line."""
	whole = sum(float(getattr(line, one) or 0) for one in (name, *among))
	return format_percent(float(getattr(line, name) or 0), whole)


def build_chart(
	shape: ReportShape, cut: Cut, bars: Sequence[Bars], report: Report[Any]
) -> dict[str, Any]:
	"""Return what the bars show, line by line."""
	values = [[getattr(line, bar.figure) or 0 for line in report.lines] for bar in bars]
	return {
		"title": str(cut.title),
		"unit": "money" if has_money(values) else "count",
		"categories": [name_line(cut, line) for line in report.lines],
		"series": [
			{
				"name": str(shape.figures[bar.figure].title),
				"values": [float(one) for one in some],
				"tone": bar.tone,
			}
			for bar, some in zip(bars, values, strict=True)
		],
	}


def has_money(values: Iterable[Iterable[Any]]) -> bool:
	"""Return whether figures are of money."""
	return any(isinstance(one, Decimal) for some in values for one in some)


def says_something(report: Report[Any], figure: str) -> bool:
	"""Return whether a report has a figure at all, as it is counted now."""
	return any(getattr(line, figure) is not None for line in (*report.lines, report.total))


def has_list(cut: Cut, report: Report[Any], line: ReportLine) -> bool:
	"""Return whether the list can be narrowed to what a line counts."""
	return bool(line.key) or (line is report.total and cut.is_whole)
