"""Words of reports: what the lines of one count, and by what.

A report is declared once, in `endpoints/<service>/reports.py`: its query (the filters of the list
that it counts, and `by`, an enumeration whose values are names of those filters), its line (a field
for each figure) and the endpoint, which says who may ask. The service answers it with a count
(`kernel.data.reports`), the portal shows it (`portal.shell.pages.report_page`).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoint import QUERY, Endpoint
from chasqui.contracts.wire import Contract, Day
from chasqui.kernel.texts.text import Text

BY = "by"
"""The filter that says by what a report counts."""


@dataclass(frozen=True)
class Figure:
	"""What a field of a line counts: things where it is an integer, US dollars where it is money.

	A figure that is None says nothing here: where no line has it, its column is not shown.
	"""

	title: Text
	share: Text | None = None
	"""What its part of the whole is called, if that is shown too."""
	rate: Text | None = None
	"""What its part of itself and those `among` which it is of the same line is called."""
	among: tuple[str, ...] = ()
	needs: Permission | None = None
	"""Whoever may ask for the report and not this has the figure as None."""


class ReportLine(Contract):
	"""What was counted of one value: `key`, which as a filter gives the list that was counted.

	Without `key` it is what has no value; `name` is given where only the service knows one.
	"""

	key: str
	name: str = ""


Line = TypeVar("Line", bound=ReportLine)


class Report(Contract, Generic[Line]):
	"""The lines in the order in which they are read. `total` is not always their sum: a campaign
	for women and men is counted with both, and once in all.
	"""

	as_of: Day
	lines: list[Line]
	total: Line


@dataclass(frozen=True)
class ReportShape:
	"""What the declaration of a report says."""

	query: type[BaseModel]
	by: type[StrEnum]
	line: type[ReportLine]
	figures: dict[str, Figure]


def is_report(endpoint: Endpoint[..., Any]) -> bool:
	"""Return whether an endpoint answers with a report."""
	return isinstance(endpoint.gives, type) and issubclass(endpoint.gives, Report)


def read_shape(endpoint: Endpoint[..., Any]) -> ReportShape:
	"""Return the shape of a report.

	:raises TypeError: its query has no `by`, or its line a field or a rate that is of no figure
	"""
	query, line = endpoint.takes[QUERY], endpoint.gives.model_fields["total"].annotation
	by = query.model_fields[BY].annotation if BY in query.model_fields else None
	if not (isinstance(by, type) and issubclass(by, StrEnum)):
		raise TypeError(f"{endpoint.name}: its query does not say by what it counts")
	if strange := {one.value for one in by} - query.model_fields.keys():
		raise TypeError(f"{endpoint.name}: no filter gives the list behind {strange}")
	fields = line.model_fields.keys() - ReportLine.model_fields.keys()
	figures = {
		name: one
		for name, field in line.model_fields.items()
		for one in field.metadata
		if isinstance(one, Figure)
	}
	if plain := fields - figures.keys():
		raise TypeError(f"{endpoint.name}: {plain} are no figures")
	if unknown := {name for one in figures.values() for name in one.among} - figures.keys():
		raise TypeError(f"{endpoint.name}: rates are of {unknown}, which are no figures")
	return ReportShape(query, by, line, figures)
