"""Two persons who stand in every table of a service, as the tables declare it, for a merge of them.

Rows stand at places (an audience, a campaign, a run by the place's number), at each of which chance
says which of the two has one. What the services know of a person agrees among them, as it
does in life: a contact, a permission, an objection.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Column, Integer, Table, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, registry

from chasqui.kernel.config.settings import DEVELOPMENT_SECRET
from chasqui.kernel.personal.declarations import (
	FOLLOWS,
	IS_MERGE,
	By,
	Personal,
	read_declarations,
)
from mailer.designs.domain.address_digests import AddressHasher
from tests.support.planting import WRITTEN_BY_ERASING, fill_plain

PLACES = range(1, 15)
OTHERS = 700
DROP_CHECKS = """
DO $$ DECLARE one record; BEGIN
	FOR one IN SELECT conrelid::regclass AS owner, conname FROM pg_constraint
		WHERE contype = 'c' AND connamespace = 'public'::regnamespace
	LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.owner, one.conname); END LOOP;
END $$
"""
# What a column may say that is a word of a closed list, by column or by table and column.
WORDS: dict[str, Sequence[Any]] = {
	"kind": ["person"], "gender": ["F"], "channel": ["email", "phone"], "label": ["other"],
	"language": ["es"], "phase": ["in_execution"], "purpose": ["marketing", "service"],
	"state": ["open"], "call_task.state": ["pending", "pending", "done", "withdrawn"],
	"delivery.state": ["queued", "queued", "deferred", "accepted", "failed"],
	"duplicate_pair.state": ["open", "dismissed"], "objection.source": ["consent"],
	"suppression.source": ["consent", "unsubscribe"],
	"number_series.kind": ["01", "04", "CO"],
	"quality_dismissal.kind": ["wrong_phone", "bounced_email", "stale", "unreachable"],
}  # fmt: skip
# What would say that a record or a run is over.
UNSAID = {
	"archived_at", "merged_into", "erasing_at", "erased_at", "finished_at", "closing_reason",
	"lease_token", "leased_until", "fill_token", "lease_until",
}  # fmt: skip


@dataclass(frozen=True)
class Planted:
	"""A record of a customer, with what every service knows of it."""

	id: int
	facts: dict[str, Any]

	def is_refused(self, channel: str) -> bool:
		"""Tell whether the person has said no, or the address does not exist."""
		told = [self.facts.get(f"{channel}_{what}_at") for what in ("withdrawn", "bounced")]
		return any(told)


class MergeGarden:
	"""Of one service, whose tables the registry maps; chance is that of the seed."""

	def __init__(self, tables: registry, kept: Planted, merged: Planted, seed: int) -> None:
		self._declared = dict(read_declarations(tables))
		self._pair = (kept, merged)
		self._chance = random.Random(seed)
		self._members: set[tuple[int, int]] = set()

	def plant(self, session: Session) -> set[str]:
		"""Write the rows; return the tables in which both persons stand."""
		session.execute(text("SET LOCAL session_replication_role = replica"))
		session.execute(text(DROP_CHECKS))
		planted = set()
		for table, rule in sorted(self._declared.items(), key=lambda one: one[0].name):
			if isinstance(rule, Personal):
				is_written = table.name in WRITTEN_BY_ERASING or rule.merge in (IS_MERGE, FOLLOWS)
				for row in [] if is_written else self._list_rows(table, rule):
					session.execute(insert(table).values(row).on_conflict_do_nothing())
					planted.add(table.name)
			else:
				self._plant_places(session, table)
		return planted

	def read(self, session: Session) -> dict[str, dict[tuple[Any, ...], dict[str, Any]]]:
		"""Return the rows of every table that refers to persons, by primary key."""
		return {
			table.name: {
				tuple(getattr(row, key.name) for key in table.primary_key): dict(row._mapping)
				for row in session.execute(select(table))
			}
			for table, rule in self._declared.items()
			if isinstance(rule, Personal)
		}

	def list_rules(self) -> Iterator[tuple[str, Personal]]:
		for table, rule in self._declared.items():
			if isinstance(rule, Personal):
				yield table.name, rule

	def _plant_places(self, session: Session, table: Table) -> None:
		has_number = "id" in table.columns and isinstance(table.columns["id"].type, Integer)
		if has_number and (table.foreign_keys or table in self._list_owners()):
			for place in PLACES:
				row = self._make_row(table, None, None, place)
				session.execute(insert(table).values({**row, "id": place}).on_conflict_do_nothing())

	def _list_owners(self) -> set[Table]:
		"""Return the tables to whose rows others point."""
		return {key.column.table for table in self._declared for key in table.foreign_keys}

	def _list_rows(self, table: Table, rule: Personal) -> Iterator[dict[str, Any]]:
		named = [name for name, by in rule.refers.items() if by is By.ID and "." not in name]
		if table.name == "customer":
			yield from (_make_customer(one) for one in self._pair)
		elif len(named) > 1:
			yield from self._list_pairs(table, rule, named)
		elif named:
			for place in PLACES:
				for one in self._pair:
					row = self._make_row(table, rule, one, place)
					if self._is_true(table, one, row, place):
						yield row
		else:
			yield self._make_row(table, rule, None, 1)

	def _list_pairs(self, table: Table, rule: Personal, named: list[str]) -> Iterator[Any]:
		"""Yield a row of the two, and rows of either with somebody else."""
		kept, merged = (one.id for one in self._pair)
		ids = [(kept, merged)] + [
			(one, OTHERS + place) for place in PLACES for one in (kept, merged)
		]
		for left, right in ids:
			row = self._make_row(table, rule, None, 1)
			yield {**row, named[0]: min(left, right), named[1]: max(left, right)}

	def _is_true(self, table: Table, one: Planted, row: dict[str, Any], place: int) -> bool:
		"""Tell whether the services could know that of a person."""
		if table.name == "objection":
			return one.is_refused(row["channel"])
		if table.name == "suppression":
			return one.is_refused("email") and "address_hash" in row
		if table.name == "call_task" and one.is_refused("phone") and row["state"] == "pending":
			return False
		if self._chance.random() > 0.7:
			return False
		if table.name == "audience_member":
			self._members.add((place, one.id))
		return table.name != "call_task" or (place, one.id) in self._members

	def _make_row(
		self, table: Table, rule: Personal | None, one: Planted | None, place: int
	) -> dict[str, Any]:
		row = {}
		for name, column in table.columns.items():
			is_unsaid = column.nullable and column.name in UNSAID
			if column.computed is None and not column.identity and not is_unsaid:
				by = rule.refers.get(name) if rule else None
				row[name] = self._choose(table, column, by, one, place)
				if row[name] is None and _is_asked_for(column):  # the person had one then
					row[name] = fill_plain(column)
		made = {name: value for name, value in row.items() if value is not None}
		if table.name == "delivery":
			_settle(made, one)
		return made

	def _choose(
		self, table: Table, column: Column[Any], by: By | None, one: Planted | None, place: int
	) -> Any:
		name = column.name
		words = WORDS.get(f"{table.name}.{name}") or WORDS.get(name)
		if name == "address_hash":
			email = one.facts["email"] if one else None
			return AddressHasher(DEVELOPMENT_SECRET).make(email) if email else None
		if by is By.ID:
			return one.id if one else place
		if words:
			return self._chance.choice(words)
		if one and name in one.facts:
			return one.facts[name]
		if _is_number(column) and (column.foreign_keys or name.endswith("_id")):
			return None if column.foreign_keys and column.nullable else place
		is_free = column.nullable or column.server_default is not None
		return None if is_free and self._chance.random() < 0.5 else fill_plain(column)


def _make_customer(one: Planted) -> dict[str, Any]:
	computed = {"may_email", "may_phone"}
	return {
		"id": one.id,
		**{name: told for name, told in one.facts.items() if name not in computed},
	}


def _is_asked_for(column: Column[Any]) -> bool:
	is_given = column.nullable or column.primary_key or column.foreign_keys
	return not is_given and column.server_default is None and column.default is None


def _settle(row: dict[str, Any], one: Planted | None) -> None:
	"""Make a delivery's columns agree with its state."""
	row.pop("reason", None)
	if row.get("email") is None:
		row.update(state="skipped", reason="no_address")
	if row["state"] in ("queued", "skipped"):
		row.update(attempts=0)
	if row["state"] == "deferred":
		row.update(attempts=2)
	assert one


def _is_number(column: Column[Any]) -> bool:
	return isinstance(column.type, BigInteger | Integer)
