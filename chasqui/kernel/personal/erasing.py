"""Erases a person by the declarations of the tables: the statements are written from them."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ARRAY, JSON, BigInteger, Integer, LargeBinary, Table, text
from sqlalchemy.orm import Session, registry

from chasqui.kernel.personal.declarations import CUT, By, Delete, Keep, Personal, read_declarations
from chasqui.kernel.personal.keys import PersonKeys

MARK = "***"
# What replaces a mention within JSON must be good as a text and as a number.
JSON_MARK = "0"


def erase_person(session: Session, tables: registry, keys: PersonKeys) -> dict[str, int]:
	"""Wipe what the declarations say of a person; return the rows touched, by table."""
	wiped = {}
	for name, statement in write_statements(tables):
		found = session.execute(text(statement), keys.list_values())
		wiped[name] = int(found.rowcount)  # type: ignore[attr-defined]
	return wiped


def write_statements(tables: registry) -> Iterator[tuple[str, str]]:
	"""Yield the names of the tables that are erased, each with its statement.

	Its parameters are those of `PersonKeys.list_values`.
	"""
	for table, rule in read_declarations(tables):
		if isinstance(rule, Personal) and not isinstance(rule.erase, Keep):
			yield table.name, _write_statement(table, rule)


def write_condition(table: Table, rule: Personal) -> str:
	"""Return the SQL that selects a person's rows; its parameters are `PersonKeys.list_values`."""
	known = "CAST(:ids AS bigint[]) IS NOT NULL AND CAST(:digests AS text[]) IS NOT NULL"
	# Every statement takes all keys, so that one set of values serves them all.
	known += " AND CAST(:sure AS text) IS NOT NULL AND CAST(:words AS text) IS NOT NULL"
	return f"({' OR '.join(_write_matches(table, rule))}) AND {known}"


def _write_statement(table: Table, rule: Personal) -> str:
	where = write_condition(table, rule)
	if isinstance(rule.erase, Delete):
		return f"DELETE FROM {table.name} WHERE {where}"  # noqa: S608 - our own names
	assert isinstance(rule.erase, Mapping)
	values = (f"{name} = {_write_value(table, rule, name)}" for name in rule.erase)
	return f"UPDATE {table.name} SET {', '.join(values)} WHERE {where}"  # noqa: S608


def _write_matches(table: Table, rule: Personal) -> Iterator[str]:
	"""Yield by what a row is the person's. One that names a record is of that record alone: an
	address or a phone may be shared."""
	records = [_name_value(name) for name, by in rule.refers.items() if by is By.ID]
	nameless = "".join(f" AND {record} IS NULL" for record in records)
	for name, by in rule.refers.items():
		if by in (By.SURE, By.WORDS):
			yield f"({_write_match(table, name, by)}{nameless})"
		elif by:
			yield _write_match(table, name, by)


def _name_value(name: str) -> str:
	column, _, field = name.partition(".")
	return f"{column} ->> '{field}'" if field else column


def _write_match(table: Table, name: str, by: By) -> str:
	column = name.partition(".")[0]
	kind: Any = table.columns[column].type
	if column != name:
		return f"{_name_value(name)} = ANY(CAST(CAST(:ids AS bigint[]) AS text[]))"
	if by is By.ID:
		if isinstance(kind, BigInteger | Integer):
			return f"{column} = ANY(CAST(:ids AS bigint[]))"
		return f"{column} = ANY(CAST(CAST(:ids AS bigint[]) AS text[]))"
	if by is By.DIGEST:
		shown = f"encode({column}, 'hex')" if isinstance(kind, LargeBinary) else column
		return f"{shown} = ANY(CAST(:digests AS text[]))"
	shown = f"array_to_string({column}, ' ')" if isinstance(kind, ARRAY) else f"{column}::text"
	return f"{shown} ~* CAST(:{by} AS text)"


def _write_value(table: Table, rule: Personal, name: str) -> str:
	assert isinstance(rule.erase, Mapping)
	value = rule.erase[name]
	if value != CUT:
		return value
	kind: Any = table.columns[name].type
	pattern = "CAST(:words AS text)"
	if isinstance(kind, JSON):
		shape = kind.__visit_name__
		return f"regexp_replace({name}::text, {pattern}, '{JSON_MARK}', 'gi')::{shape}"
	if isinstance(kind, ARRAY):
		cut = f"regexp_replace(one, {pattern}, '{MARK}', 'gi')"
		cells = f"unnest({name}) WITH ORDINALITY AS u(one, n)"
		return f"ARRAY(SELECT {cut} FROM {cells} ORDER BY n)"  # noqa: S608
	return f"regexp_replace({name}, {pattern}, '{MARK}', 'gi')"
