"""A page with a list, declared: title, filters, columns, what can be done, what stands when empty.

A feature declares its lists in `lists`; a view asks its service and renders.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
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
from portal.shell.lists.actions import RowActions
from portal.shell.lists.facets import Facet
from portal.shell.lists.filters import Filter, FilterWords
from portal.shell.lists.tables import Table
from portal.shell.pages.addresses import COLUMNS, CURSOR
from portal.shell.pages.filled_list import FilledList
from portal.shell.pages.filter_notes import describe_filters
from portal.shell.pages.list_files import read_format, send_list
from portal.shell.pages.parts import is_fragment, load_part
from portal.shell.pages.views import build_bar

Row = TypeVar("Row")
Asked = TypeVar("Asked", bound=BaseModel)
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
	keeps: Collection[str] = ()
	"""Filters that go along: of whom a list is, on the way to another of the same person."""
	extra: Mapping[str, str] = field(default_factory=dict)

	def link(self) -> str:
		"""Return its address."""
		args = request.args.to_dict(flat=False)
		kept = args if self.keeps_filters else {name: args.get(name) for name in self.keeps}
		kept.pop(CURSOR, None)
		return url_for(self.endpoint, **{**read_place(self.endpoint), **kept, **self.extra})


@dataclass(frozen=True)
class WayMenu:
	"""Several ways behind one button."""

	text: Any
	ways: Sequence[Way]
	icon: str = ""
	needs: Permission | None = None


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
	ways: Sequence[Way | WayMenu] = ()
	tabs: Sequence[Way] = ()
	"""The pages of which it is one."""
	tabs_title: Any = ""
	views: ListName | None = None
	"""Under which its views are kept."""
	further: Sequence[Filter] = ()
	"""Filters that unfold below the others."""
	words: FilterWords | None = None
	"""With them the page says what narrows the list, and takes it off one by one."""
	facets_at: str = ""
	"""The page that counts its facets, where that takes longer than the rows; see `FacetSide`."""
	actions: RowActions[Row] | None = None
	"""What can be done with several rows at once."""
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
		if not self.file and not any(one.keeps_filters for one in self.list_ways()):
			raise TypeError(f"{self.title}: every list leaves as a file")
		is_askable = bool(self.filters or self.further) or any(
			one.sort or one.name for one in self.table.columns
		)
		if is_askable is not (self.views is not None):
			raise TypeError(f"{self.title}: what can be narrowed or sorted has views")

	def list_ways(self) -> Iterator[Way]:
		"""Yield the ways that lead on from the page, those of menus too."""
		for one in self.ways:
			yield from one.ways if isinstance(one, WayMenu) else [one]

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
			columns = request.args.getlist(COLUMNS)
			notes = [*describe_filters((*self.filters, *self.further), facets, query)]
			abort(
				send_list(
					self.file,
					form,
					query,
					load,
					lambda rows: dressed(rows).table.choose(columns),
					notes,
				)
			)
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
