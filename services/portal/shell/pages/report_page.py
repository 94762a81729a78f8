"""A page with a report, declared: by what it counts, what its bars show, the list behind a figure.

Bars with their table beside, filters in the address, CSV and Excel as of any list. What a report
counts and who may ask is its endpoint's to say (`chasqui.contracts.reports`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoint import Endpoint
from chasqui.contracts.reports import BY, Report, ReportLine, ReportShape, read_shape
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from portal.session.staff import read_person
from portal.shell.lists.cells import Cell
from portal.shell.lists.facets import Pairs
from portal.shell.lists.filters import Filter
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.addresses import read_query
from portal.shell.pages.filled_list import FilledList
from portal.shell.pages.filter_notes import describe_filters
from portal.shell.pages.list_behind import Also, link_behind
from portal.shell.pages.list_files import read_format, send_list
from portal.shell.pages.list_page import ListPage
from portal.shell.pages.parts import Part, load_part
from portal.shell.pages.report_cuts import (
	Bars,
	Cut,
	build_chart,
	format_figure,
	has_list,
	name_line,
	says_something,
	show_rate,
	show_share,
)
from portal.siblings import ask

# More bars want a taller chart, fewer a lower one.
FEW_BARS, MANY_BARS = 4, 12
BARS = "bars"
# A table of more columns stands below the bars.
FEW_COLUMNS = 5
NO_TABLE = Table[ReportLine]("", ())


@dataclass(frozen=True, kw_only=True)
class ReportPage(ListPage[Any]):
	report: Endpoint[..., Report[Any]]
	cuts: Sequence[Cut]
	behind: str
	"""The list that it counts: every line leads there, narrowed to what it counted."""
	listed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
	"""The figures that are rows of that list, each with the filters that narrow it further."""
	behind_also: Also = field(default_factory=dict)
	more: Sequence[Filter] = ()
	"""Filters that stand above it where its address sets them."""
	behind_needs: Permission | None = None
	"""Who may see that list, if not everybody who may ask the report."""
	note: Any = ""
	"""What one has to know to read it."""
	template: str = "shell/report.html"
	surround: Callable[..., Mapping[str, Any]] = dict
	"""What its template shows besides, of what the address names; see `Endpoint.path`."""
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
		def show(**place: Any) -> ResponseReturnValue:
			return self.show(**place)

		@blueprint.get("/grafico.json", endpoint="show_chart")
		@grant(*self.report.needs)
		def show_chart(**place: Any) -> ResponseReturnValue:
			query = read_query(self.read_shape().query)
			report, cut = ask(self.report, query=query, **place), self.find_cut(query)
			bars = self.choose_bars(cut, report)
			return jsonify(build_chart(self.read_shape(), cut, bars, report))

		return blueprint

	def show(self, **place: Any) -> ResponseReturnValue:
		"""Return the page, or the file that its address asks for; `place` is of what it counts."""
		query = read_query(self.read_shape().query)
		if self.leaves_as and (form := read_format()) is not None:
			report = ask(self.report, query=query, **place)
			page, table = Page[Any](items=report.lines), self.build_table(query, report)
			notes = [*describe_filters((*self.filters, *self.more), [], query)]
			return send_list(
				self.file, form, query, lambda _asked: page, lambda _rows: table, notes
			)
		part = load_part(lambda: ask(self.report, query=query, **place))
		filled = self.fill_report(query, part)
		return render_template(self.template, list=filled, **self.surround(**place))

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

	def choose_bars(self, cut: Cut, report: Report[Any]) -> Sequence[Bars]:
		"""Return what the bars show: the figure that the address names, or those that are usual."""
		wanted = request.args.get(BARS, "")
		is_known = wanted in self.read_shape().figures
		return (Bars(wanted),) if is_known and says_something(report, wanted) else cut.bars

	def build_table(self, query: Any, report: Report[Any]) -> Table[ReportLine]:
		"""Return the table: a column for each figure that says something, and its parts."""
		cut, columns = self.find_cut(query), list[Column[ReportLine]]()
		for name, figure in self.read_shape().figures.items():
			if not says_something(report, name):
				continue
			show = partial(self.show_figure, cut, report, name)
			columns.append(Column(figure.title, show, is_number=True))
			if figure.share is not None:
				whole = getattr(report.total, name)
				part = partial(show_share, name, whole)
				columns.append(Column(figure.share, part, is_number=True))
			if figure.rate is not None:
				rate = partial(show_rate, name, figure.among)
				columns.append(Column(figure.rate, rate, is_number=True))
		return Table(cut.title, (Column(cut.title, partial(self.name_line, cut, report)), *columns))

	def name_line(self, cut: Cut, report: Report[Any], line: ReportLine) -> Cell:
		"""Return what a line is of, which leads to the list of what it counts."""
		text = gettext("Total") if line is report.total else name_line(cut, line)
		return Cell(text, self.link_list(cut, line) if self.leads_on(cut, report, line) else "")

	def show_figure(self, cut: Cut, report: Report[Any], name: str, line: ReportLine) -> Cell:
		"""Return a figure; one that is of rows of the list leads there."""
		value = getattr(line, name)
		is_listed = value and name in self.listed and self.leads_on(cut, report, line)
		way = self.link_list(cut, line, self.listed[name]) if is_listed else ""
		return Cell(format_figure(value), way)

	def leads_on(self, cut: Cut, report: Report[Any], line: ReportLine) -> bool:
		"""Return whether a line has a list behind it that this person may see."""
		needs = self.behind_needs
		return has_list(cut, report, line) and (needs is None or read_person().may(needs))

	def link_list(self, cut: Cut, line: ReportLine, more: Mapping[str, str] | None = None) -> str:
		"""Return the address of the list of what a line counts, or of all that is counted."""
		narrower = {cut.by.value: line.key, **(more or {})} if line.key else dict(more or {})
		return link_behind(self.report, self.behind, narrower, self.behind_also)


@dataclass(frozen=True)
class FilledReport(FilledList[Any]):
	"""A report as a page shows it."""

	report: Report[Any] | None = None
	cut: Cut | None = None
	table: Table[Any] = NO_TABLE

	def list_fields(self) -> list[Filter]:
		"""Return the filters of the form, those that the address sets among them."""
		more = self.declared.more if isinstance(self.declared, ReportPage) else ()
		return [*super().list_fields(), *(one for one in more if one.read(self.query))]

	def list_choices(self) -> list[tuple[Pairs, Any, bool]]:
		"""Return by what it counts: ``(address, title, whether it is shown)``."""
		cuts = self.declared.cuts if isinstance(self.declared, ReportPage) else ()
		return [(self.choose(BY, one.by.value), one.title, one is self.cut) for one in cuts]

	def list_bars(self) -> list[tuple[str, Any, bool]]:
		"""Return what the bars can show: ``(name, text, whether they show it)``."""
		if self.cut is None or self.report is None or not isinstance(self.declared, ReportPage):
			return []
		figures, usual = self.declared.read_shape().figures, self.cut.bars
		chosen = self.declared.choose_bars(self.cut, self.report)
		first = ", ".join(str(figures[one.figure].title) for one in usual)
		others = [
			(name, figure.title, [one.figure for one in chosen] == [name])
			for name, figure in figures.items()
			if says_something(self.report, name) and [one.figure for one in usual] != [name]
		]
		return [("", first, chosen == usual), *others]

	def list_rows(self) -> list[ReportLine]:
		"""Return the lines and what they come to."""
		return [*self.report.lines, self.report.total] if self.report else []

	@property
	def chart(self) -> str:
		"""Return the page with the figures of its bars."""
		return f"{request.blueprint}.show_chart"

	@property
	def place(self) -> dict[str, Any]:
		"""Return the address of the page, as that of its bars has it too."""
		return {**request.args.to_dict(flat=False), **(request.view_args or {})}

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
