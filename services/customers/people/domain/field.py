"""What the catalogue of a customer's fields is made of (see fields)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, auto
from typing import Any, Generic, TypeVar

from chasqui.contracts.customers.fields import WORDS, FieldWords

T = TypeVar("T")


@dataclass(frozen=True)
class Kind(Generic[T]):
	"""A type of values: its name in SQL, and how JSON carries one there and back."""

	sql: str
	read: Callable[[Any], T]
	write: Callable[[T], Any] = str


TEXT: Kind[str] = Kind("varchar", str)
TEXTS: Kind[list[str]] = Kind("varchar[]", list, list)
DAY: Kind[date] = Kind("date", date.fromisoformat)
MONEY: Kind[Decimal] = Kind("numeric", Decimal)
INSTANT: Kind[datetime] = Kind("timestamptz", datetime.fromisoformat)
ANSWER: Kind[bool] = Kind("boolean", bool, bool)
NUMBER: Kind[int] = Kind("bigint", int, int)
OBJECT: Kind[dict[str, Any]] = Kind("jsonb", dict, dict)


class Merge(Enum):
	"""What the kept record of a merge takes over. A chosen value (`is_chosen`) always.

	`CHOSEN` nothing else, `FILL` what it lacks, `NEWEST` the later of the two.
	"""

	CHOSEN = auto()
	FILL = auto()
	NEWEST = auto()


class Import(Enum):
	"""What a file may do to a field: set it `ONCE`, with the record, or `UPDATE` it too."""

	ONCE = auto()
	UPDATE = auto()


@dataclass(frozen=True)
class Field(Generic[T]):
	"""One column of `customer`.

	`merge` is a rule, or why a merge leaves the field alone. `empty` is what says nothing.
	Fields that are one thing with others take them along (`takes`). `synonyms` are names of a
	file's columns besides its own; `parse` reads a cell of one that obeys no rule but its own,
	and cleans what a form gives. A filter of lists that bears a field's name asks for its values;
	`ranged` begins the names of the two that ask from and to. A list is ordered by the column
	`sorts_by`, if not by the field's own, and has the values of what `is_facet` counted. What is
	`undisclosed` to the person says why.
	"""

	name: str
	kind: Kind[T]
	merge: Merge | str
	takes: tuple[str, ...] = ()
	empty: Any = None
	on_import: Import | None = None
	synonyms: tuple[str, ...] = ()
	parse: Callable[[str], T] | None = None
	ranged: str = ""
	is_facet: bool = False
	sorts_by: str = ""
	undisclosed: str = ""

	@property
	def words(self) -> FieldWords | None:
		return WORDS.get(self.name)

	@property
	def target(self) -> str | None:
		"""The name by which an import knows it."""
		return self.words.target if self.words else None

	def write(self, value: Any) -> Any:
		"""Return a value as JSON carries it."""
		return None if value is None else self.kind.write(value)

	def read(self, written: Any) -> T | None:
		"""Return the value that `write` wrote."""
		return None if written is None else self.kind.read(written)
