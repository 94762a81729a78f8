"""What can be done with several rows of a list at once: those that are picked, or all it finds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from chasqui.contracts.access import Permission
from portal.shell.forms.inputs import Line
from portal.shell.forms.layout import FormLayout, Limits
from portal.shell.labels.words import name_code

Row = TypeVar("Row")


@dataclass(frozen=True)
class RowAction:
	"""What changes rows is confirmed on a page that says which; what `leads` elsewhere is not."""

	code: str
	needs: Permission
	name: Any = ""
	"""What it is called, if not by the label of its code."""
	leads: str = ""
	"""The page that is given the filters of the rows, for what changes none of them."""
	extra: Mapping[str, str] = field(default_factory=dict)
	takes_all: bool = True
	"""All that the list finds can be meant, also what its pages do not show yet."""
	text: Any = ""
	"""What becomes of the rows."""
	warning: Any = ""
	"""What cannot be undone, or will be missed."""
	layout: FormLayout | None = None
	"""What else it asks; short texts can be given in the bar already."""
	fault: Any = ""
	"""Said where what it asks was not given."""
	most: int | None = None
	"""More at once only by who types how many."""
	is_offered: Callable[[Any], bool] = lambda _query: True
	"""Whether it makes sense for the rows of a query."""
	find_hindrance: Callable[[], Any] = lambda: ""
	"""Says why it cannot be done now, if so."""

	@property
	def title(self) -> Any:
		return self.name or name_code(self.code).text

	@property
	def tone(self) -> str:
		return name_code(self.code).tone


@dataclass(frozen=True)
class RowActions(Generic[Row]):
	"""`at` is the page that asks before; see `BulkPages`."""

	at: str
	caption: Any
	actions: Sequence[RowAction]
	name_box: Callable[[Row], Any]
	"""Says what the box of a row picks."""
	count_rows: Callable[[int], Any]
	everything: Any
	"""What is taken where no filter narrows the list."""
	nothing: Any
	"""Said to who picked no row."""
	kept: Sequence[str] = ()
	"""Filters of the list that the picked rows need to be found by."""

	@staticmethod
	def list_lines(actions: Sequence[RowAction]) -> list[tuple[Line, Limits]]:
		"""Return the short texts that some actions ask, each once; days wait for their page."""
		layouts = [one.layout for one in actions if one.layout]
		found = {
			one.name: (one, layout.read_limits(one.name))
			for layout in layouts
			for one in layout.list_inputs()
			if isinstance(one, Line) and one.kind == "text"
		}
		return list(found.values())
