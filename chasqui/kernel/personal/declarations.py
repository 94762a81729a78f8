"""What a table holds of persons, said beside its columns: how it is found, erased, merged and
disclosed.

A class of a table without a declaration of its own cannot be made. An erasure is written from the
declarations; a merge's rule is said in words and what outlives its undoing by name; of the file's
sections the titles are compared.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import ARRAY, JSON, Column, LargeBinary, MetaData, String, Table, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, registry

from chasqui.kernel.texts.text import Text

DECLARATION = "__personal__"
# A shorter text is a word of a closed list or a code; a longer one may say anything.
SHORTEST_PROSE = 40
BLANK = "''"
NOTHING = "NULL"
CUT = "cut"
GONE = "'(datos borrados)'"

# Reasons that columns of many tables share.
STAFF = "Names who of the staff acted, not the person."
WORD = "A word of a closed list."


class By(StrEnum):
	"""How a column leads to a person; the values are those of `PersonKeys`."""

	ID = "ids"
	DIGEST = "digests"
	SURE = "sure"
	"""A text in which only what nobody else has counts: identification, e-mail, phone."""
	WORDS = "words"
	"""A text in which the full name counts too: what is found by it may go without harm."""
	NOTHING = ""
	"""It is the person's where another column says so."""


@dataclass(frozen=True)
class Delete:
	"""The rows go."""


@dataclass(frozen=True)
class Keep:
	"""The rows stay as they are, for a reason."""

	why: str


@dataclass(frozen=True)
class Undisclosed:
	"""The person's file does not hold it, for a reason."""

	why: str


@dataclass(frozen=True)
class MergeRule:
	"""What a merge of two records does to the rows, in words (`rule`).

	Undone, every row is as it was before, but for what is named here, each with its reason: rows
	that were added (`adds`), columns that stay as they came to be (`lasts`).
	"""

	rule: str
	adds: str = ""
	lasts: Mapping[str, str] = field(default_factory=dict)


STAYS = MergeRule("Rows stay by record; whoever reads looks at all records of the person.")
JOINS = MergeRule("Rows follow the kept record, and an undoing gives them back.")
HISTORY = MergeRule(STAYS.rule, adds="It is a history: merging and parting are part of it.")
FOLLOWS = MergeRule("The database writes the rows anew with those that they are taken from.")
IS_MERGE = MergeRule("It is the merge.", adds="It is the merge.")


@dataclass(frozen=True)
class Personal:
	"""A table that refers to persons.

	`refers`: column to `By`; ``payload.customer_id`` is a field of a JSON column.
	`erase`: `Delete`, `Keep`, or what each column becomes: SQL, or `CUT` for the mention alone.
	`merge`: what a merge does and its undoing does not give back.
	`disclose`: the title in the person's file.
	`keeps`: columns that could hold something of the person and stay, each with its reason.
	"""

	refers: Mapping[str, By]
	erase: Delete | Keep | Mapping[str, str]
	merge: MergeRule
	disclose: Text | Undisclosed
	keeps: Mapping[str, str] = field(default_factory=dict)

	def list_columns(self) -> set[str]:
		"""Return every column that it names."""
		erased = self.erase if isinstance(self.erase, Mapping) else {}
		return {name.partition(".")[0] for name in self.refers} | {*erased, *self.keeps}


@dataclass(frozen=True)
class Impersonal:
	"""A table that refers to no person, and why that is so."""

	why: str


class Declared:
	"""Put before `DeclarativeBase`: refuses a table that does not say what it holds of persons."""

	def __init_subclass__(cls, **options: Any) -> None:
		"""Check the class's own declaration: an inherited one was written for another table.

		:raises TypeError: there is none
		"""
		is_base = DeclarativeBase in cls.__bases__
		if not is_base and not isinstance(cls.__dict__.get(DECLARATION), Personal | Impersonal):
			raise TypeError(f"{cls.__qualname__}.{DECLARATION}: Personal(…) or Impersonal(why)")
		super().__init_subclass__(**options)


def read_declarations(tables: registry) -> Iterator[tuple[Table, Personal | Impersonal]]:
	"""Yield the tables of a base's registry with their declarations, by name."""
	found = {}
	for mapper in tables.mappers:
		assert isinstance(mapper.local_table, Table)
		found[mapper.local_table.name] = (mapper.local_table, mapper.class_.__dict__[DECLARATION])
	yield from (found[name] for name in sorted(found))


def may_hold_prose(column: Column[Any]) -> bool:
	"""Return whether a column may hold whatever somebody wrote."""
	kind = column.type
	kind = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
	if isinstance(kind, ARRAY | JSON | LargeBinary):
		return True
	return isinstance(kind, String) and (kind.length is None or kind.length >= SHORTEST_PROSE)


def list_undeclared(metadata: MetaData, tables: registry) -> set[str]:
	"""Return the tables of a metadata that no declared class maps."""
	return set(metadata.tables) - {table.name for table, _ in read_declarations(tables)}
