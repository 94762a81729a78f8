"""Counts of members, kept so that no page counts the members themselves.

A cell is changed in the transaction of what it counts. Who counts members anew (a building, an
erasure) does it alone; all others, who add to cells, share the counts of the audience.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, TextClause, text
from sqlalchemy.orm import Session

from campaigns.audiences.repositories.cells import KEYS, TABLES, FigureTable
from campaigns.campaigns.models.audience_figure import COUNTERS

OF_AUDIENCE = "member.audience_id = :audience_id"
OF_PEOPLE = "member.customer_id = ANY(:people)"
# The changes come as JSON, one object a member, and are added up by cell.
CHANGED = f"""
	jsonb_to_recordset(CAST(:changes AS jsonb))
		AS done (customer_id bigint, {", ".join(f"{one} int" for one in COUNTERS)})
	JOIN audience_member AS member ON member.customer_id = done.customer_id
"""
# A lock of its own, not the audience's row: its builder holds that one's lease by another
# transaction, and members come before counts wherever both are locked.
HOLD = text("SELECT pg_advisory_xact_lock(hashtextextended('audience_figure:' || :audience_id, 0))")
SHARE = text(
	"SELECT pg_advisory_xact_lock_shared(hashtextextended('audience_figure:' || :audience_id, 0))"
)
# What an erasure leaves of a person: only cells of these have to be counted again.
FIND_PARTS = text(f"""
	SELECT DISTINCT audience_id, gender, {KEYS["province"]} AS province
	FROM audience_member AS member WHERE {OF_PEOPLE} ORDER BY 1, 2, 3
""")  # noqa: S608 - our own columns
# The cells of a part, and its members; the last table has no gender.
OF_PART = "gender = :gender AND province = :province"
PARTS = (
	(OF_PART, f"member.gender = :gender AND {KEYS['province']}"),
	(OF_PART, f"member.gender = :gender AND {KEYS['province']}"),
	("province = :province", KEYS["province"]),
)


def write_delete(table: FigureTable, when: str = "") -> TextClause:
	"""Return the statement that forgets what an audience, or a part of it, was counted with."""
	more = f" AND {when}" if when else ""
	return text(f"DELETE FROM {table.name} WHERE audience_id = :audience_id{more}")  # noqa: S608


def write_new() -> TextClause:
	"""Return the statement that counts members with whom nothing has been done yet: they are read
	once for all tables, by `GROUPING SETS` (PostgreSQL manual, 7.2.4).
	"""
	keys = sorted({key for table in TABLES for key in table.keys})
	cells = ", ".join(f"{KEYS[key]} AS {key}" for key in keys)
	sets = ", ".join(f"({table.places})" for table in TABLES)
	inserts = ", ".join(
		f"into_{table.name} AS (INSERT INTO {table.name} ({table.places}, members) "  # noqa: S608
		f"SELECT {table.places}, members FROM counted WHERE place = {place})"
		for place, table in enumerate(TABLES)
	)
	# Which table a row is for: the first of which no key was left out.
	places = " ".join(
		f"WHEN grouping({table.places}) = 0 THEN {place}" for place, table in enumerate(TABLES)
	)
	return text(f"""
		WITH counted AS MATERIALIZED (
			SELECT {", ".join(keys)}, CASE {places} END AS place, count(*) AS members
			FROM (SELECT {cells} FROM audience_member AS member WHERE {OF_AUDIENCE}) AS one
			GROUP BY GROUPING SETS ({sets})
		), {inserts} SELECT
	""")  # noqa: S608 - our own columns


def write_part(table: FigureTable, when: str) -> TextClause:
	"""Return the statement that counts the members of a part of an audience."""
	return text(f"""
		INSERT INTO {table.name} ({table.places}, {", ".join(COUNTERS)})
		{table.count(f"{OF_AUDIENCE} AND {when} = :province")}
	""")


def write_change(table: FigureTable) -> TextClause:
	"""Return the statement that adds to the cells of some members."""
	moved = ", ".join(f"{one} = figure.{one} + changed.{one}" for one in COUNTERS)
	places = " AND ".join(f"figure.{key} = changed.{key}" for key in table.keys)
	return text(f"""
		UPDATE {table.name} AS figure SET {moved}
		FROM ({write_changed_cells(table)}) AS changed WHERE {places}
	""")  # noqa: S608 - our own columns


def write_changed_cells(table: FigureTable) -> str:
	"""Return the query of what some changes of members come to, by cell."""
	sums = ", ".join(f"coalesce(sum(done.{one}), 0) AS {one}" for one in COUNTERS)
	return (
		f"SELECT {table.cell}, {sums} FROM {CHANGED} WHERE {OF_AUDIENCE} "  # noqa: S608
		f"GROUP BY {table.groups}"
	)


def write_differences(table: FigureTable) -> TextClause:
	"""Return the query of the cells that are not what their members come to."""
	kept = " OR ".join(f"figure.{one} <> 0" for one in COUNTERS)
	pairs = ", ".join(f"figure.{one} AS kept_{one}, counted.{one}" for one in COUNTERS)
	both = "({}) IS DISTINCT FROM ({})".format(
		*(", ".join(f"{of}.{one}" for one in COUNTERS) for of in ("figure", "counted"))
	)
	return text(f"""
		SELECT {table.places}, {pairs}
		FROM (SELECT * FROM {table.name} AS figure WHERE {kept}) AS figure
		FULL JOIN ({table.count("true")}) AS counted USING ({table.places})
		WHERE {both}
	""")  # noqa: S608 - our own columns


COUNT = [*(write_delete(table) for table in TABLES), write_new()]
COUNT_PART = [
	statement
	for table, (cells, members) in zip(TABLES, PARTS, strict=True)
	for statement in (write_delete(table, cells), write_part(table, members))
]
ADD = [write_change(table) for table in TABLES]
FIND_DIFFERENCES = [write_differences(table) for table in TABLES]
# Of each audience: the mails that its members have, and those that the mailer's events said.
FIND_LOST_MAILS = text("""
	SELECT audience.id AS audience_id, coalesce(kept.mails, 0) AS kept_mails,
		coalesce(told.mails, 0) AS mails
	FROM audience
	LEFT JOIN (SELECT audience_id, sum(mails) AS mails FROM member_progress GROUP BY 1) AS kept
		ON kept.audience_id = audience.id
	LEFT JOIN (SELECT campaign_id, sum(mails) AS mails FROM accepted_mails GROUP BY 1) AS told
		USING (campaign_id)
	WHERE coalesce(kept.mails, 0) <> coalesce(told.mails, 0)
""")


class AudienceFigureRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def count(self, audience_id: int) -> None:
		"""Count the members of an audience in the transaction that replaces them all: nothing has
		been done with the new ones.
		"""
		for statement in (HOLD, *COUNT):
			self._session.execute(statement, {"audience_id": audience_id})

	def count_again(self, customer_ids: Iterable[int]) -> None:
		"""Count anew the parts of audiences that hold customers who were changed before."""
		found = self._session.execute(FIND_PARTS, {"people": list(customer_ids)}).mappings()
		for part in found.all():
			for statement in (HOLD, *COUNT_PART):
				self._session.execute(statement, dict(part))

	def share(self, audience_id: int) -> None:
		"""Keep the counts of an audience from being counted anew until the transaction ends."""
		self._session.execute(SHARE, {"audience_id": audience_id})

	def add(self, audience_id: int, changes: Sequence[Mapping[str, int]]) -> None:
		"""Add to the counts of an audience that is shared: a `customer_id` each, and counts."""
		asked = {"audience_id": audience_id, "changes": json.dumps([dict(one) for one in changes])}
		for statement in ADD:
			self._session.execute(statement, asked)

	def find_differences(self) -> list[Row[Any]]:
		"""Return where a count is not what was counted: there should be nothing."""
		checks = (*FIND_DIFFERENCES, FIND_LOST_MAILS)
		return [row for check in checks for row in self._session.execute(check)]
