"""Plants a person in every table and column that may hold one, as the tables declare it.

Rows are written past foreign keys, checks and triggers, in a database of the test's own; each by
one way in which it may be found: the number of a record, a digest, or a mention as people write
it. What must go is a secret of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from sqlalchemy import (
	ARRAY,
	JSON,
	Boolean,
	Column,
	Date,
	DateTime,
	Integer,
	LargeBinary,
	Numeric,
	SmallInteger,
	String,
	Table,
	TypeDecorator,
	Uuid,
	text,
)
from sqlalchemy.orm import Session

from chasqui.contracts.customers.known_person import KnownIdentity, KnownPerson
from chasqui.contracts.customers.rights import Holdings
from chasqui.kernel.data.kept_text import KeptText
from chasqui.kernel.personal.declarations import CUT, By, Delete, Keep, Personal
from chasqui.kernel.texts.text import Text, say
from tests.support.declarations import list_personal

PERSON_ID = 501
PERSON = KnownPerson(
	identities=[KnownIdentity(id_type="cedula", id_number="0926687856")],
	names=["Rosa Vera Loor"],
	emails=["rosa.secreta@example.com"],
	phones=["+593991112222"],
)
FACTS = {
	"id_type": "cedula", "id_number": "0926687856", "name": "Rosa Vera Loor",
	"name_key": "ROSA VERA LOOR", "email": "rosa.secreta@example.com", "phone": "+593991112222",
	"kind": "person", "state": "queued", "level": "HIGH", "consent_source": "staff:1",
}  # fmt: skip
SURE = ("092668785-6", "Rosa.Secreta@Example.com", "099 111 2222")
WORDS = (*SURE, "VERA LÓOR, Rosa")
# The row of an erasure under way is written by the erasure itself.
WRITTEN_BY_ERASING = {"erasure", "erasure_order", "erased_customer"}
DROP_CHECKS = """
DO $$ DECLARE one record; BEGIN
	FOR one IN SELECT conrelid::regclass AS owner, conname FROM pg_constraint
		WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace
	LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.owner, one.conname); END LOOP;
END $$
"""
NUMBERS = count(7_654_001)


@dataclass
class Garden:
	"""What was planted: texts that may stand nowhere any more."""

	service: str
	digests: Sequence[str] = ()
	secrets: set[str] = field(default_factory=set)
	ways: set[tuple[str, str]] = field(default_factory=set)
	bare: dict[str, str] = field(default_factory=dict)
	"""Tables whose rows hold numbers alone, each with the column of the person's."""

	def plant(self, session: Session) -> None:
		"""Write the rows of all tables of the service."""
		session.execute(text("SET LOCAL session_replication_role = replica"))
		session.execute(text(DROP_CHECKS))
		for service, table, rule in list_personal():
			is_planted = service == self.service and table.name not in WRITTEN_BY_ERASING
			if is_planted and not isinstance(rule.erase, Keep):
				for way, mention in self._list_ways(table, rule):
					self.ways.add((table.name, way))
					row = self._make_row(table, rule, way, mention)
					session.execute(table.insert().values(row))
					if not any(isinstance(one, str | dict | list | bytes) for one in row.values()):
						self.bare[table.name] = way
		self.secrets |= {*SURE, *WORDS, *PERSON.emails, *PERSON.names, *self.digests}
		self.secrets |= {"0926687856", "991112222"}

	def find(self, session: Session, tables: Sequence[Table]) -> dict[str, set[str]]:
		"""Return which of the secrets stand in which tables."""
		found: dict[str, set[str]] = {}
		for table in tables:
			rows = session.scalars(text(f"SELECT t::text FROM {table.name} AS t")).all()
			whole = "\n".join(rows).lower()
			words = {*re.split(r"[^\w.@]+", whole)}
			left = {one for one in self.secrets if self._stands(one.lower(), whole, words)}
			if left:
				found[table.name] = left
		return found

	def list_bare(self, session: Session) -> set[str]:
		"""Return the tables of numbers alone in which the person's stands."""
		count = "SELECT count(*) FROM {} WHERE {} = :person"
		return {
			table
			for table, column in self.bare.items()
			if session.scalar(text(count.format(table, column)), {"person": PERSON_ID})
		}

	@staticmethod
	def _stands(secret: str, whole: str, words: set[str]) -> bool:
		return secret in words if secret.isdigit() else secret in whole

	def _list_ways(self, table: Table, rule: Personal) -> Iterator[tuple[str, str]]:
		for name, by in rule.refers.items():
			mentions: dict[By, Sequence[str]] = {
				By.ID: [str(PERSON_ID)], By.DIGEST: self.digests, By.SURE: SURE, By.WORDS: WORDS,
				By.NOTHING: (),
			}  # fmt: skip
			column = table.columns[name.partition(".")[0]]
			room = getattr(column.type, "length", None) or 200
			yield from ((name, one) for one in mentions[by] if len(one) <= room)

	def _make_row(self, table: Table, rule: Personal, way: str, mention: str) -> dict[str, Any]:
		by_record = rule.refers[way] is By.ID
		values: dict[str, Any] = {}
		for name, column in table.columns.items():
			if column.computed is not None:
				continue
			value = self._fill(column, rule, way if by_record else "", name)
			if value is not None:
				values[name] = value
		column_name, _, key = way.partition(".")
		found = table.columns[column_name]
		values[column_name] = (
			{key: mention, **self._list_contacts()} if key else _put(found, mention)
		)
		return values

	def _list_contacts(self) -> dict[str, str]:
		return {"email": FACTS["email"], "phone": FACTS["phone"]}

	def _fill(self, column: Column[Any], rule: Personal, record: str, name: str) -> Any:
		doomed = isinstance(rule.erase, Delete) or name in rule.erase
		cut = not isinstance(rule.erase, Delete) and rule.erase.get(name) == CUT
		by = rule.refers.get(name, By.NOTHING)
		if by is By.ID and not record and column.nullable:
			return None  # another way leads to the row
		if name in FACTS and name not in rule.keeps and isinstance(read_kind(column), String):
			return FACTS[name][: column.type.length]
		if doomed and not cut and by is not By.ID and not column.foreign_keys:
			return self._make_secret(column)
		if column.identity:
			return None
		is_needed = not column.nullable and column.server_default is None
		return fill_plain(column) if is_needed or column.primary_key else None

	def _make_secret(self, column: Column[Any]) -> Any:
		number = next(NUMBERS)
		value: Any = None
		if isinstance(read_kind(column), String) and (column.type.length or 99) >= 12:
			value = f"secr{number}"
		elif isinstance(read_kind(column), JSON):
			value = {"who": f"secr{number}"}
			self.secrets.add(f"secr{number}")
			return value
		elif isinstance(read_kind(column), ARRAY):
			room = getattr(column.type.item_type, "length", 0)  # only texts have one
			value = [f"secr{number}"] if (99 if room is None else room) >= 12 else []
			self.secrets |= {*value}
			return value
		elif type(column.type) in (Integer, Numeric):
			value = number
		if value is None:
			return None if column.nullable else fill_plain(column)
		self.secrets.add(str(value))
		return value


def read_kind(column: Column[Any]) -> Any:
	"""Return a column's type, that of the database where it is one of ours."""
	kind = column.type
	return kind.impl_instance if isinstance(kind, TypeDecorator) else kind


def _put(column: Column[Any], mention: str) -> Any:
	"""Return a value of the column's type that holds a mention."""
	if isinstance(column.type, KeptText):
		return say("Ya lo tiene «{words}».", words=mention)
	if isinstance(read_kind(column), JSON):
		return {"email": f"de {mention}"}
	if isinstance(read_kind(column), ARRAY):
		return ["1", f"{mention}", "x"]
	return mention if isinstance(read_kind(column), String) else int(mention)


def fill_plain(column: Column[Any]) -> Any:
	"""Return a value of the column's type that is nothing of anybody's."""
	kind = read_kind(column)
	fillers: list[tuple[Any, Any]] = [
		(String, f"{next(NUMBERS)}"[-(getattr(kind, "length", None) or 7) :]),
		(Boolean, False), (SmallInteger, 7), (Integer, next(NUMBERS)), (Numeric, 7),
		(DateTime, datetime.now(UTC)), (Date, date(2020, 1, 2)), (Uuid, uuid4()), (JSON, {}),
		(ARRAY, []), (LargeBinary, uuid4().bytes),
	]  # fmt: skip
	return next(value for types, value in fillers if isinstance(kind, types))


def list_untold(service: str, told: Holdings) -> set[str]:
	"""Return the titles that tables found by a record's number declare, and the file lacks."""
	titles = {section.title for section in told.sections}
	return {
		str(rule.disclose)
		for owner, _table, rule in list_personal()
		if owner == service
		and isinstance(rule.disclose, Text)
		and By.ID in rule.refers.values()
		and not isinstance(rule.erase, Keep)  # those are not planted
	} - titles
