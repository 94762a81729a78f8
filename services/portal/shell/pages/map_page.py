"""A page with a map, declared: the report that it shows by province, what it can show of it.

The map, its legend, the table beside it with the same figures, and the cantons below it; all
filters in the address, CSV and Excel as of any list, SVG and PNG of the picture.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from pydantic import ValidationError

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoint import QUERY, Endpoint
from chasqui.contracts.reports import BY, Report, ReportLine, read_shape
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from portal.session.staff import read_person
from portal.shell.labels.formats import NOTHING
from portal.shell.labels.map_metrics import MapMetric
from portal.shell.lists.cells import Cell
from portal.shell.lists.facets import Pairs
from portal.shell.lists.filters import Filter
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.addresses import SORT, read_query
from portal.shell.pages.filled_list import FilledList
from portal.shell.pages.filter_notes import describe_filters
from portal.shell.pages.list_behind import Also, link_behind
from portal.shell.pages.list_files import read_format, send_list
from portal.shell.pages.list_page import ListPage
from portal.shell.pages.parts import Part, load_part
from portal.shell.pages.province_map import ProvinceMap, draw_map
from portal.shell.pages.report_cuts import format_figure, says_something
from portal.siblings import ask

METRIC = "metric"
PLACE, VALUE = "place", "value"
NO_TABLE = Table[ReportLine]("", ())
Lines = Sequence[ReportLine]


@dataclass(frozen=True, kw_only=True)
class MapPage(ListPage[Any]):
	"""`by` counts by province, `towns` by canton; `metrics`: the first one is the usual."""

	report: Endpoint[..., Report[Any]]
	by: StrEnum
	towns: StrEnum
	metrics: Sequence[MapMetric]
	name_place: Callable[[str], str]
	name_town: Callable[[str], str]
	behind: str
	"""The list that it counts: every province leads there, narrowed to it."""
	behind_also: Also = field(default_factory=dict)
	behind_needs: Permission | None = None
	more: Sequence[Filter] = ()
	"""Filters that stand above it where its address sets them."""
	note: Any = ""
	template: str = "shell/map.html"
	surround: Callable[..., Mapping[str, Any]] = dict
	"""What its template shows besides, of what the address names."""
	table: Table[Any] = NO_TABLE
	"""Follows from the rest."""

	def __post_init__(self) -> None:
		"""Say nothing of views: what its address asks is a report's."""

	def build_blueprint(self, name: str, module: str, address: str) -> Blueprint:
		"""Return its page at an address, for those who may ask the report."""
		blueprint = Blueprint(name, module, url_prefix=address)

		@blueprint.get("/", endpoint="show")
		@grant(*self.report.needs)
		def show(**place: Any) -> ResponseReturnValue:
			return self.show(**place)

		return blueprint

	def show(self, **place: Any) -> ResponseReturnValue:
		"""Return the page, or the file that its address asks for."""
		query = read_query(self.report.takes[QUERY], by=self.by)
		if self.leaves_as and (form := read_format()) is not None:
			report = ask(self.report, query=query, **place)
			every = [*read_shape(self.report).figures]
			page, table = Page[Any](items=self.sort(report.lines)), self.build_table(report, every)
			notes = [*describe_filters((*self.filters, *self.more), [], query)]
			return send_list(
				self.file, form, query, lambda _asked: page, lambda _rows: table, notes
			)
		part = load_part(lambda: ask(self.report, query=query, **place))
		filled = self.fill_map(query, part, self.load_towns(query, **place))
		return render_template(self.template, list=filled, **self.surround(**place))

	def load_towns(self, query: Any, **place: Any) -> Report[Any] | None:
		"""Return the same by canton; None where that is not counted, or cannot be now."""
		asked = {**query.model_dump(exclude_none=True), BY: self.towns}
		try:
			by_town = type(query).model_validate(asked)
		except ValidationError:
			return None
		return load_part(lambda: ask(self.report, query=by_town, **place)).value

	def fill_map(
		self, query: Any, part: Part[Report[Any]], towns: Report[Any] | None
	) -> "FilledMap":
		"""Return the map with its lines, or why there are none."""
		report = part.value
		lines = self.sort(report.lines) if report else []
		page = Part(Page[Any](items=lines), "") if report else Part(None, part.error)
		metric = self.find_metric()
		return FilledMap(
			declared=self,
			query=query,
			page=page,
			counts={},
			report=report,
			metric=metric,
			drawing=draw_map(metric, lines, self.link_list),
			table=self.build_table(report, metric.figures) if report else self.table,
			towns=towns if towns and any(one.key.isdigit() for one in towns.lines) else None,
			town_table=self.build_town_table(towns) if towns else self.table,
		)

	def find_metric(self) -> MapMetric:
		"""Return what the address has the map show; the usual where it makes no sense."""
		asked, shown = request.args.get(METRIC), self.list_metrics()
		return next((one for one in shown if one.name == asked), shown[0])

	def list_metrics(self) -> list[MapMetric]:
		"""Return what it can show to whoever looks: not the figures that they may not see."""
		figures, may = read_shape(self.report).figures, read_person().may
		hidden = {name for name, one in figures.items() if one.needs and not may(one.needs)}
		return [one for one in self.metrics if hidden.isdisjoint(one.figures)]

	def build_table(self, report: Report[Any], figures: Sequence[str]) -> Table[ReportLine]:
		"""Return the table of the provinces: what the map shows, and these figures."""
		first = Column[ReportLine](gettext("Provincia"), self.name_line, sort=PLACE)
		columns = (first, *self.list_rates(), *self.list_figures(report, figures))
		return Table(gettext("Cifras por provincia"), columns, sort=self.read_order())

	def build_town_table(self, report: Report[Any]) -> Table[ReportLine]:
		"""Return the table of the cantons: it is not sorted, the largest stand first."""
		first = Column[ReportLine](gettext("Cantón"), lambda line: self.name_town(line.key))
		every = self.list_figures(report, [*read_shape(self.report).figures])
		figures = [replace(one, sort="") for one in every]
		return Table(gettext("Cifras por cantón"), (first, *figures))

	def list_rates(self) -> list[Column[ReportLine]]:
		"""Return the column of what the map shows, where that is no figure as it is."""
		metric = self.find_metric()
		show = partial(self.write_value, metric)
		return [Column(metric.column, show, sort=VALUE, is_number=True)] if metric.column else []

	def list_figures(self, report: Report[Any], names: Sequence[str]) -> list[Column[ReportLine]]:
		"""Return a column for each of these figures that the report has and says."""
		known = read_shape(self.report).figures
		return [
			Column(known[name].title, partial(self.write_figure, name), sort=name, is_number=True)
			for name in names
			if name in known and says_something(report, name)
		]

	def read_order(self) -> str:
		"""Return how the table stands: as the address says, or what has most first."""
		metric = self.find_metric()
		return request.args.get(SORT, f"-{VALUE if metric.column else metric.name}")

	def name_line(self, line: ReportLine) -> Cell:
		"""Return a province, which leads to the list of what it counts."""
		return Cell(self.name_place(line.key), self.link_list(line))

	def write_figure(self, name: str, line: ReportLine) -> str:
		"""Return a figure of a line."""
		return format_figure(getattr(line, name))

	def write_value(self, metric: MapMetric, line: ReportLine) -> Cell:
		"""Return what the map shows of a line."""
		value = metric.read(line)
		if value is None:
			return Cell(NOTHING)
		sub = [gettext("pocos casos")] if metric.is_of_few(line) else []
		return Cell(metric.write(float(value)), sub=sub)

	def sort(self, lines: Lines) -> list[ReportLine]:
		"""Return lines in the order of the address; what says nothing comes last."""
		asked = self.read_order()
		name, is_down = asked.removeprefix("-"), asked.startswith("-")
		metric = self.find_metric()
		if name == PLACE:
			return sorted(lines, key=lambda line: self.name_place(line.key), reverse=is_down)
		known = name in read_shape(self.report).figures

		def read(line: ReportLine) -> Any:
			return getattr(line, name) if known else metric.read(line)

		said = [line for line in lines if read(line) is not None]
		silent = [line for line in lines if read(line) is None]
		return [*sorted(said, key=read, reverse=is_down), *silent]

	def link_list(self, line: ReportLine) -> str:
		"""Return the address of the list of what a line counts; nothing for who may not see it."""
		needs = self.behind_needs
		if not line.key or (needs is not None and not read_person().may(needs)):
			return ""
		narrower = {self.by.value: line.key}
		return link_behind(self.report, self.behind, narrower, self.behind_also)


@dataclass(frozen=True, kw_only=True)
class FilledMap(FilledList[Any]):
	"""A map as a page shows it."""

	report: Report[Any] | None
	metric: MapMetric
	drawing: ProvinceMap
	table: Table[Any] = NO_TABLE
	towns: Report[Any] | None
	town_table: Table[Any] = NO_TABLE

	def list_fields(self) -> list[Filter]:
		"""Return the filters of the form, those that the address sets among them."""
		more = self.declared.more if isinstance(self.declared, MapPage) else ()
		return [*super().list_fields(), *(one for one in more if one.read(self.query))]

	def list_choices(self) -> list[tuple[Pairs, Any, bool]]:
		"""Return what the map can show: ``(address, title, whether it does)``."""
		metrics = self.declared.list_metrics() if isinstance(self.declared, MapPage) else ()
		return [(self.choose(METRIC, one.name), one.title, one is self.metric) for one in metrics]

	def list_outside(self) -> list[str]:
		"""Return what of the table is not on the map: regions elsewhere, or no place at all."""
		shown = {shade.code for shade in self.drawing.shades}
		lines = self.page.value.items if self.page.value else []
		declared = self.declared
		assert isinstance(declared, MapPage)
		return [declared.name_place(line.key) for line in lines if line.key not in shown]

	def _list_names(self) -> set[str]:
		"""Return the filters; by what is counted narrows nothing."""
		return super()._list_names() - {BY}
