"""A list, declared once: what narrows it, what it is sorted by; its pages, counts and files.

A filter is a field of the list's contract. One that says nothing (None, no values) asks nothing.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from chasqui.kernel.data.pages import Column, fetch_rows

Row = TypeVar("Row")
Condition = ColumnElement[bool]
Rule = Callable[[Any], Sequence[Condition]]
AT_ONCE = 500
MOST_VALUES = 50


@dataclass(frozen=True)
class Filters:
	"""What the filters of a contract ask of the rows.

	`values` are filters by what a column is: the one value, or any one of several. Of `ranges` both
	ends, ``…_from`` and ``…_to``, are included. A rule reads the whole contract, and returns what
	else is asked.
	"""

	values: Mapping[str, Column] = field(default_factory=dict)
	ranges: Mapping[str, Column] = field(default_factory=dict)
	rules: Sequence[Rule] = ()

	def build(self, asked: BaseModel, *, without: Collection[str] = ()) -> list[Condition]:
		"""Return what a contract asks, as if the filters named in `without` were not set."""
		fields = type(asked).model_fields
		blank = {name: fields[name].get_default(call_default_factory=True) for name in without}
		left = asked.model_copy(update=blank)
		found = [
			self._match(column, value)
			for name, column in self.values.items()
			if (value := getattr(left, name)) not in (None, [], "")
		]
		for name, column in self.ranges.items():
			low, high = getattr(left, f"{name}_from"), getattr(left, f"{name}_to")
			found += [] if low is None else [column >= low]
			found += [] if high is None else [column <= high]
		return [*found, *(one for rule in self.rules for one in rule(left))]

	@staticmethod
	def _match(column: Column, value: Any) -> Condition:
		if isinstance(value, list):
			return column.in_([getattr(one, "value", one) for one in value])
		return column.is_(value) if isinstance(value, bool) else column == value


@dataclass(frozen=True)
class Listing(Generic[Row]):
	"""The rows of a query, each as `make` gives it (as it is); `key` is of one alone.

	`when` is what its reader asks of the rows besides the contract: of which run, that they are no
	drafts.

	`sorts` are what people sort by, none of them null. `order` is how the rows stand where the
	contract asks no order: a name of `sorts`, or nothing for the key alone; backwards with «-».
	"""

	query: Select[Any]
	key: Column
	filters: Filters = field(default_factory=Filters)
	sorts: Mapping[str, Column] = field(default_factory=dict)
	order: str = ""
	make: Callable[..., Row] = lambda row: row

	def fetch_page(
		self, session: Session, asked: Any, *when: Condition
	) -> tuple[list[Row], str | None]:
		"""Return the rows from after `asked.cursor` on, at most `asked.limit`, and the next cursor.

		:raises Invalid: the cursor is not of this list
		"""
		rows, following = fetch_rows(
			session,
			self.query.where(*when, *self.filters.build(asked)),
			keys=self.list_keys(asked),
			cursor=asked.cursor,
			limit=asked.limit,
			descending=self._read_order(asked).startswith("-"),
		)
		return [self.make(*row) for row in rows], following

	def stream(self, session: Session, asked: BaseModel, *when: Condition) -> Iterator[Row]:
		"""Yield all rows in their order, some hundreds in memory at a time."""
		query = self.sort(self.query.where(*when, *self.filters.build(asked)), asked)
		for row in session.execute(query, execution_options={"yield_per": AT_ONCE}):
			yield self.make(*row)

	def count(self, session: Session, asked: BaseModel, *when: Condition) -> int:
		"""Return how many rows there are."""
		query = self.query.with_only_columns(func.count(), maintain_column_froms=True)
		return session.execute(query.where(*when, *self.filters.build(asked))).scalar_one()

	def count_by(
		self,
		session: Session,
		asked: BaseModel,
		name: str,
		*when: Condition,
		text: Column | None = None,
	) -> list[tuple[str, str, int]]:
		"""Return how many rows have each value of a filter, as if it were not set.

		``(value, text, rows)``, the commonest first; `text` is what a value is called, if not as it
		is written.
		"""
		value = self.filters.values[name]
		columns = (value.label("value"), (value if text is None else text).label("text"))
		found = self.query.with_only_columns(*columns, maintain_column_froms=True)
		inner = found.where(*when, *self.filters.build(asked, without={name})).subquery()
		groups = (inner.c.value, inner.c.text)
		query = select(*groups, func.count()).group_by(*groups)
		query = query.order_by(func.count().desc(), inner.c.text).limit(MOST_VALUES)
		return [(str(one), str(called), rows) for one, called, rows in session.execute(query)]

	def sort(self, query: Select[Any], asked: BaseModel) -> Select[Any]:
		"""Return a query of these rows in the order that is asked."""
		keys, is_down = self.list_keys(asked), self._read_order(asked).startswith("-")
		return query.order_by(*(key.desc() if is_down else key.asc() for key in keys))

	def list_keys(self, asked: BaseModel) -> list[Column]:
		"""Return what the rows are sorted by, the key last."""
		name = self._read_order(asked).removeprefix("-")
		column = self.sorts[name] if name else self.key
		return [self.key] if column is self.key else [column, self.key]

	def _read_order(self, asked: BaseModel) -> str:
		return getattr(asked, "sort", self.order)


def pick_columns(row: type, *names: str) -> dict[str, Column]:
	"""Return the columns of a table that filters of the same names ask."""
	return {name: getattr(row, name) for name in names}


def contain_all(column: Column, words: Collection[str]) -> list[Condition]:
	"""Return what holds for a text with all words, as they are written."""
	return [column.contains(word, autoescape=True) for word in words]
