"""A page with a report, declared: by what it counts, what its bars show, the list behind a figure.

Bars with their table beside, filters in the address, CSV and Excel as of any list. What a report
counts and who may ask is its endpoint's to say (`chasqui.contracts.reports`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.endpoint import Endpoint
from chasqui.contracts.reports import BY, Report, ReportLine, ReportShape, read_shape
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from portal.shell.labels.formats import NOTHING, format_money, format_number, format_percent
from portal.shell.lists.cells import Cell
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.addresses import CURSOR, FORMAT, read_query
from portal.shell.pages.list_files import read_format, send_list
from portal.shell.pages.list_page import FilledList, ListPage
from portal.shell.pages.parts import Part, load_part
from portal.siblings import ask

# More bars want a taller chart, fewer a lower one.
FEW_BARS, MANY_BARS = 4, 12
# A table of more columns stands below the bars.
FEW_COLUMNS = 5
UNKNOWN = _("Sin dato")
NO_TABLE = Table[ReportLine]("", ())


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


@dataclass(frozen=True, kw_only=True)
class ReportPage(ListPage[Any]):
	report: Endpoint[..., Report[Any]]
	cuts: Sequence[Cut]
	behind: str
	"""The list that it counts: every line leads there, narrowed to what it counted."""
	listed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
	"""The figures that are rows of that list, each with the filters that narrow it further."""
	note: Any = ""
	"""What one has to know to read it."""
	table: Table[Any] = NO_TABLE
	"""Follows from the rest."""

	def __post_init__(self) -> None:
		"""Raise TypeError where it says nothing by something that its report counts by."""
		known, shape = {one.by for one in self.cuts}, self.read_shape()
		if left := set(shape.by) - known:
			raise TypeError(f"{self.title}: no bars by {left}")
		bars = {bar.figure for one in self.cuts for bar in one.bars}
		if strange := (bars | self.listed.keys()) - shape.figures.keys():
			raise TypeError(f"{self.title}: {strange} are no figures")

	def read_shape(self) -> ReportShape:
		"""Return what its report counts."""
		return read_shape(self.report)

	def build_blueprint(self, name: str, module: str, address: str) -> Blueprint:
		"""Return its pages below an address, for those who may ask the report."""
		blueprint = Blueprint(name, module, url_prefix=address)

		@blueprint.get("/", endpoint="show")
		@grant(*self.report.needs)
		def show() -> ResponseReturnValue:
			return self.show()

		@blueprint.get("/grafico.json", endpoint="show_chart")
		@grant(*self.report.needs)
		def show_chart() -> ResponseReturnValue:
			query = read_query(self.read_shape().query)
			cut = self.find_cut(query)
			return jsonify(build_chart(self.read_shape(), cut, ask(self.report, query=query)))

		return blueprint

	def show(self) -> ResponseReturnValue:
		"""Return the page, or the file that its address asks for."""
		query = read_query(self.read_shape().query)
		if self.leaves_as and (form := read_format()) is not None:
			report = ask(self.report, query=query)
			page, table = Page[Any](items=report.lines), self.build_table(query, report)
			return send_list(self.file, form, query, lambda _asked: page, lambda _rows: table)
		part = load_part(lambda: ask(self.report, query=query))
		return render_template("shell/report.html", list=self.fill_report(query, part))

	def fill_report(self, query: Any, part: Part[Report[Any]]) -> "FilledReport":
		"""Return the report with its lines, or why there are none."""
		report = part.value
		table = self.build_table(query, report) if report else self.table
		rows = Part(Page[Any](items=report.lines), "") if report else Part(None, part.error)
		cut = self.find_cut(query)
		return FilledReport(self, query, rows, {}, report=report, cut=cut, table=table)

	def find_cut(self, query: Any) -> Cut:
		"""Return by what a query counts."""
		return next(one for one in self.cuts if one.by == getattr(query, BY))

	def build_table(self, query: Any, report: Report[Any]) -> Table[ReportLine]:
		"""Return the table: a column for each figure that says something, and for its share."""
		cut, columns = self.find_cut(query), list[Column[ReportLine]]()
		for name, figure in self.read_shape().figures.items():
			if all(getattr(line, name) is None for line in (*report.lines, report.total)):
				continue
			show = partial(self.show_figure, cut, report, name)
			columns.append(Column(figure.title, show, is_number=True))
			if figure.share is not None:
				whole = getattr(report.total, name)
				part = partial(show_share, name, whole)
				columns.append(Column(figure.share, part, is_number=True))
		return Table(cut.title, (Column(cut.title, partial(self.name_line, cut, report)), *columns))

	def name_line(self, cut: Cut, report: Report[Any], line: ReportLine) -> Cell:
		"""Return what a line is of, which leads to the list of what it counts."""
		is_total = line is report.total
		text = gettext("Total") if is_total else name_line(cut, line)
		return Cell(text, self.link_list(cut, line) if line.key or is_total else "")

	def show_figure(self, cut: Cut, report: Report[Any], name: str, line: ReportLine) -> Cell:
		"""Return a figure; one that is of rows of the list leads there."""
		value = getattr(line, name)
		is_listed = value and name in self.listed and (line.key or line is report.total)
		way = self.link_list(cut, line, self.listed[name]) if is_listed else ""
		return Cell(format_figure(value), way)

	def link_list(self, cut: Cut, line: ReportLine, more: Mapping[str, str] | None = None) -> str:
		"""Return the address of the list of what a line counts, or of all that is counted."""
		narrower = {cut.by.value: line.key, **(more or {})} if line.key else dict(more or {})
		gone = {BY, FORMAT, CURSOR, *narrower}
		kept = [one for one in request.args.items(multi=True) if one[0] not in gone and one[1]]
		pairs = urlencode([*kept, *narrower.items()])
		return f"{url_for(self.behind)}{'?' if pairs else ''}{pairs}"


@dataclass(frozen=True)
class FilledReport(FilledList[Any]):
	"""A report as a page shows it."""

	report: Report[Any] | None = None
	cut: Cut | None = None
	table: Table[Any] = NO_TABLE

	def list_rows(self) -> list[ReportLine]:
		"""Return the lines and what they come to."""
		return [*self.report.lines, self.report.total] if self.report else []

	@property
	def is_wide(self) -> bool:
		"""Return whether the table takes all of the width."""
		return len(self.table.columns) > FEW_COLUMNS

	@property
	def height(self) -> str:
		"""Return the class of the style sheet that gives the chart its height."""
		bars = len(self.report.lines) if self.report else 0
		return "chart-low" if bars <= FEW_BARS else "chart-tall" if bars > MANY_BARS else ""

	def _list_names(self) -> set[str]:
		"""Return the filters; by what is counted narrows nothing."""
		return super()._list_names() - {BY}


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


def build_chart(shape: ReportShape, cut: Cut, report: Report[Any]) -> dict[str, Any]:
	"""Return what the bars show, line by line."""
	values = [[getattr(line, bar.figure) or 0 for line in report.lines] for bar in cut.bars]
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
			for bar, some in zip(cut.bars, values, strict=True)
		],
	}


def has_money(values: Iterable[Iterable[Any]]) -> bool:
	"""Return whether figures are of money."""
	return any(isinstance(one, Decimal) for some in values for one in some)
