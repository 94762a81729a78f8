"""A page with a list, declared: title, filters, columns, what can be done, what stands when empty.

A feature declares its lists in `lists`; a view asks its service and renders.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from flask import abort, current_app, render_template, request, url_for
from flask_babel import lazy_gettext as _
from pydantic import BaseModel

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.views import ListName
from chasqui.contracts.wire import Page
from portal.session.staff import read_person
from portal.shell.forms.form_card import FormCard
from portal.shell.lists.facets import Facet
from portal.shell.lists.filters import Chips, Filter
from portal.shell.lists.tables import Table
from portal.shell.pages.addresses import CURSOR, UNFILTERING
from portal.shell.pages.list_files import read_format, send_list
from portal.shell.pages.parts import Part, is_fragment, load_part
from portal.shell.pages.views import ViewBar, build_bar

Row = TypeVar("Row")
Asked = TypeVar("Asked", bound=BaseModel)
Pairs = list[tuple[str, str]]
NOTHING_MATCHES = _("Nada coincide con los filtros")


@dataclass(frozen=True)
class Way:
	"""Where a page leads, for those who may go there."""

	text: Any
	endpoint: str
	icon: str = ""
	needs: Permission | None = None
	is_primary: bool = False
	keeps_filters: bool = False
	"""The filters of the list go along: a file of what it shows."""
	extra: Mapping[str, str] = field(default_factory=dict)

	def link(self) -> str:
		"""Return its address."""
		kept = request.args.to_dict(flat=False) if self.keeps_filters else {}
		kept.pop(CURSOR, None)
		return url_for(self.endpoint, **{**read_place(self.endpoint), **kept, **self.extra})


@dataclass(frozen=True)
class Empty:
	"""What a list says when it has no rows: how the first one comes to be, and the way there.

	Where filters leave none, `narrowed` is said instead.
	"""

	icon: str
	title: Any
	text: Any
	way: Way | None = None
	narrowed: Any = NOTHING_MATCHES


@dataclass(frozen=True)
class FilledList(Generic[Row]):
	"""A list with the rows that a service returned, or why it did not."""

	declared: "ListPage[Row]"
	query: BaseModel
	page: Part[Page[Row]]
	counts: Mapping[Any, int]
	facets: Sequence[Facet] = ()
	"""Shown at the side, on a phone above."""
	adding: FormCard | None = None
	"""What adds a row, beside the list."""
	bar: ViewBar | None = None

	def list_chips(self) -> list[Chips]:
		"""Return the filters that stand above the list."""
		return [one for one in self.declared.filters if isinstance(one, Chips)]

	def offer(self, one: Chips) -> list[tuple[str, Any, int | None]]:
		"""Return the choices above the list: ``(value, text, rows)``, rows if they were counted."""
		counted = [(value, text, self._count(value)) for value, text in one.list_options()]
		now = one.show(self.query)
		return [
			(value, text, rows)
			for value, text, rows in counted
			if rows != 0 or value in ("", now) or not one.hides_none
		]

	def _count(self, value: str) -> int | None:
		if not self.counts:
			return None
		return self.counts.get(value, 0) if value else sum(self.counts.values())

	def list_fields(self) -> list[Filter]:
		"""Return the filters of the form."""
		return [one for one in self.declared.filters if not isinstance(one, Chips)]

	def list_kept(self) -> Pairs:
		"""Return what else stands in the address and stays there."""
		shown = {one.name for one in self.list_fields()} | {CURSOR}
		return [pair for pair in request.args.items(multi=True) if pair[0] not in shown]

	def choose(self, name: str, value: str) -> Pairs:
		"""Return the address with a choice made or, with no value, taken back.

		Where the list would set the filter itself, the choice of none is said.
		"""
		gone = {name, CURSOR}
		kept = [pair for pair in request.args.items(multi=True) if pair[0] not in gone]
		is_said = value or name in self.declared.blanks
		return [*kept, (name, value)] if is_said else kept

	def clear(self) -> Pairs:
		"""Return the address without filters."""
		gone = {*self._list_names(), CURSOR}
		return [pair for pair in request.args.items(multi=True) if pair[0] not in gone]

	@property
	def is_filtered(self) -> bool:
		"""Return whether the address narrows the list."""
		names = self._list_names()
		return any(value for name, value in request.args.items(multi=True) if name in names)

	def list_known(self) -> set[str]:
		"""Return the names in an address that mean something here."""
		return self._list_names() | type(self.query).model_fields.keys()

	def _list_names(self) -> set[str]:
		"""Return the names of all filters, those of facets too."""
		declared = {one.name for one in self.declared.filters}
		return declared | type(self.query).model_fields.keys() - UNFILTERING


@dataclass(frozen=True)
class ListPage(Generic[Row]):
	"""`crumbs` are the pages above, as (endpoint, text); the list stands below the first page."""

	title: Any
	table: Table[Row]
	empty: Empty
	filters: Sequence[Filter] = ()
	lead: Any = ""
	crumbs: Sequence[tuple[str, Any]] = (("home.show", _("Inicio")),)
	name: Any = ""
	"""What the list is called in the path, if not by its title."""
	ways: Sequence[Way] = ()
	views: ListName | None = None
	"""Under which its views are kept."""
	blanks: Collection[str] = ()
	"""Filters that the list sets itself where its address does not name them: empty, they ask."""
	file: str = ""
	"""What a file of the list is called; a list whose service writes files of its own has ways."""
	file_needs: Permission | None = None
	"""Who may take the file, if not everybody who sees the list: that of people is."""

	def __post_init__(self) -> None:
		"""Raise TypeError where it can be narrowed or sorted and has no views, or the reverse; and
		where it cannot leave as a file.
		"""
		if not self.file and not any(one.keeps_filters for one in self.ways):
			raise TypeError(f"{self.title}: every list leaves as a file")
		is_askable = bool(self.filters) or any(one.sort for one in self.table.columns)
		if is_askable is not (self.views is not None):
			raise TypeError(f"{self.title}: what can be narrowed or sorted has views")

	@property
	def leaves_as(self) -> str:
		"""Return what a file of the list is called, if this person may take one."""
		may_take = self.file_needs is None or read_person().may(self.file_needs)
		return self.file if may_take else ""

	def fill(
		self,
		query: Asked,
		load: Callable[[Asked], Page[Row]],
		*,
		counts: Mapping[Any, int] | None = None,
		facets: Sequence[Facet] = (),
		adding: FormCard | None = None,
		dress: "Dress[Row] | None" = None,
	) -> FilledList[Row]:
		"""Return the list with its rows, for a page that shows more than a list.

		Where the address asks for a file, that is sent instead of the page. `counts` says how many
		rows each of the choices above the list has; `dress` gives the list for the rows of a page,
		where its columns have to know them first.

		:raises HTTPException: with the file as its answer
		"""
		dressed: Dress[Row] = dress or (lambda _rows: self)
		if self.leaves_as and (form := read_format()) is not None:
			abort(send_list(self.file, form, query, load, lambda rows: dressed(rows).table))
		page = load_part(lambda: load(query))
		declared = dressed(page.value.items) if page.value else self
		filled = FilledList(declared, query, page, counts or {}, facets, adding)
		if self.views is None or is_fragment():
			return filled
		return replace(filled, bar=build_bar(self.views, filled.list_known(), self.blanks))

	def render(
		self,
		query: Asked,
		load: Callable[[Asked], Page[Row]],
		*,
		facets: Sequence[Facet] = (),
		adding: FormCard | None = None,
		dress: "Dress[Row] | None" = None,
	) -> str:
		"""Return the page; see `fill`."""
		filled = self.fill(query, load, facets=facets, adding=adding, dress=dress)
		return render_template("shell/list.html", list=filled)


Dress = Callable[[Sequence[Row]], ListPage[Row]]


def read_place(endpoint: str) -> dict[str, Any]:
	"""Return what the address of this page says that the address of another needs too."""
	here = request.view_args or {}
	expects = current_app.url_map.is_endpoint_expecting
	return {name: value for name, value in here.items() if expects(endpoint, name)}
