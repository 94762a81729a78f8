"""A table as its columns: each says its title, what it reads of a row, how it is sorted."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from portal.shell.lists.cells import Cell, read_cell

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
	"""`read` returns a text, a number as it is written, or a `Cell`."""

	title: Any
	read: Callable[[Row], Any]
	sort: str = ""
	"""What the service sorts by, if this column can be sorted."""
	is_number: bool = False
	is_short: bool = False
	"""Never broken into lines."""
	is_silent: bool = False
	"""The title is for screen readers: what a column of buttons says is said by the buttons."""
	name: str = ""
	"""By which it is chosen, where people choose; one without a name always stands."""

	def show(self, row: Row) -> Cell:
		"""Return the cell of a row."""
		return read_cell(self.read(row))


@dataclass(frozen=True)
class Table(Generic[Row]):
	"""The first column names the row."""

	caption: Any
	columns: Sequence[Column[Row]]
	sort: str = ""
	"""How the rows stand where the address does not say."""
	style: str = ""
	"""Further classes of the style sheet."""
	usual: Collection[str] = ()
	"""The columns that stand where nobody chose any."""

	def list_choices(self) -> list[Column[Row]]:
		"""Return the columns among which people choose."""
		return [one for one in self.columns if one.name]

	def choose(self, asked: Collection[str]) -> "Table[Row]":
		"""Return the table with the columns that were chosen, in their own order."""
		shown = {one.name for one in self.list_choices()} & {*asked} or {*self.usual}
		columns = [one for one in self.columns if not one.name or one.name in shown]
		return replace(self, columns=columns)
