"""A declared list with the rows that a service returned, and what its address asks of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from flask import request
from pydantic import BaseModel

from chasqui.contracts.wire import Page
from portal.session.staff import read_person
from portal.shell.forms.form_card import FormCard
from portal.shell.lists.actions import RowAction
from portal.shell.lists.facets import Facet, Pairs
from portal.shell.lists.filters import Chips, Choice, Filter
from portal.shell.lists.tables import Table
from portal.shell.pages.active_filters import ActiveFilter, list_active, write_pairs
from portal.shell.pages.addresses import COLUMNS, CURSOR, UNFILTERING
from portal.shell.pages.parts import Part
from portal.shell.pages.views import ViewBar

if TYPE_CHECKING:
	from portal.shell.pages.list_page import ListPage

Row = TypeVar("Row")


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

	@property
	def table(self) -> Table[Row]:
		"""Return the table with the columns that stand in it."""
		return self.declared.table.choose(request.args.getlist(COLUMNS))

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
		"""Return the filters of the form that are seen at once."""
		fields = [one for one in self.declared.filters if not isinstance(one, Chips)]
		return [one for one in fields if one.needs is None or read_person().may(one.needs)]

	def list_kept(self) -> Pairs:
		"""Return what else stands in the address and stays there.

		Of a filter that shows one of its values the others stay too.
		"""
		fields = [*self.list_fields(), *self.declared.further]
		shown = {name for one in fields for name in one.names} | {CURSOR}
		shown |= {COLUMNS} if self.declared.table.list_choices() else set()
		kept = [pair for pair in request.args.items(multi=True) if pair[0] not in shown]
		single = [one for one in fields if not one.takes_many]
		return kept + [(one.name, text) for one in single for text in one.list_set(self.query)[1:]]

	def list_options(self, one: Choice) -> list[tuple[str, Any, bool]]:
		"""Return the choices of a filter: ``(value, text, is_set)``.

		One that is set and not offered any more is kept: else the next search asked another thing.
		"""
		given = one.list_set(self.query)
		now = given if one.takes_many else given[:1]
		offered = [(str(value), text, str(value) in now) for value, text in one.list_options()]
		known = {value for value, _text, _is_set in offered}
		return offered + [(text, self._name(one, text), True) for text in now if text not in known]

	def _name(self, one: Filter, text: str) -> Any:
		words = self.declared.words
		return words.name_value(one.name, text) if words else text

	def list_pairs(self) -> Pairs:
		"""Return the address as it was understood, without its place in the list."""
		return [*write_pairs(self.query), *self._list_columns()]

	def list_active(self) -> list[ActiveFilter]:
		"""Return what narrows the list, where it says so."""
		words = self.declared.words
		return list_active(self.query, words, self._list_columns()) if words else []

	def _list_columns(self) -> Pairs:
		return [(COLUMNS, name) for name in request.args.getlist(COLUMNS)]

	def list_actions(self) -> list[RowAction]:
		"""Return what this person may do with several of these rows."""
		declared, may = self.declared.actions, read_person().may
		given = declared.actions if declared else []
		return [one for one in given if may(one.needs) and one.is_offered(self.query)]

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
		columns = {COLUMNS} if self.declared.table.list_choices() else set()
		return self._list_names() | type(self.query).model_fields.keys() | columns

	def _list_names(self) -> set[str]:
		"""Return the names of all filters, those of facets too."""
		fields = (*self.declared.filters, *self.declared.further)
		declared = {name for one in fields for name in one.names}
		return declared | type(self.query).model_fields.keys() - UNFILTERING
