"""Lets the customers' indexes rest while a first file comes in, and builds them after it.

Kept row by row, they are most of what an import costs the database; built at once, from the whole
table, they cost a third of that. What makes an identity unique never rests. The definitions are
kept in the very transaction that drops the indexes, and an advisory lock says that somebody is at
work: whoever finds definitions and no lock builds them.
"""

from typing import Any

import psycopg
from psycopg import sql

LOCK = 7_204_118
# Who cannot have the table at once does without: nobody waits for an import to begin.
PATIENCE = "SET LOCAL lock_timeout = '2s'"
# From the catalogue, not from our models: an index that an administrator has added rests and comes
# back too. Unique ones stay, since ON CONFLICT needs them.
KEEP = """
INSERT INTO resting_index (name, definition)
SELECT c.relname, replace(pg_get_indexdef(c.oid), 'CREATE INDEX', 'CREATE INDEX IF NOT EXISTS')
FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
WHERE i.indrelid = 'customer'::regclass AND NOT i.indisunique
RETURNING name
"""
COUNT = "SELECT count(*) FROM (SELECT FROM customer LIMIT %s)"


class IndexRepository:
	"""On a connection of its own; closing it gives the lock back."""

	def __init__(self, connection: psycopg.Connection[Any]) -> None:
		self._connection = connection

	def count_customers(self, most: int) -> int:
		"""Return how many customers there are, counting no more than `most`."""
		found = self._connection.execute(COUNT, [most]).fetchone()
		return int(found[0]) if found else 0

	def acquire(self) -> bool:
		"""Return whether this connection is the one that may let indexes rest, or build them."""
		found = self._connection.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()
		return bool(found and found[0])

	def release(self) -> None:
		"""Let others do so."""
		self._connection.execute("SELECT pg_advisory_unlock(%s)", [LOCK])

	def are_resting(self) -> bool:
		found = self._connection.execute("SELECT EXISTS (SELECT FROM resting_index)").fetchone()
		return bool(found and found[0])

	def set_aside(self) -> None:
		"""Drop the indexes and keep how they are built: both in one transaction.

		:raises psycopg.errors.LockNotAvailable: the table is in use; nothing has changed
		"""
		self._connection.execute(PATIENCE)
		names = [sql.Identifier(row[0]) for row in self._connection.execute(KEEP)]
		if names:
			drop = sql.SQL("DROP INDEX {}").format(sql.SQL(", ").join(names))
			self._connection.execute(drop)

	def list_resting(self) -> list[tuple[str, str]]:
		"""Return the indexes that rest, each with the statement that builds it."""
		query = "SELECT name, definition FROM resting_index ORDER BY name"
		return [(name, definition) for name, definition in self._connection.execute(query)]

	def build(self, name: str, definition: str) -> None:
		"""Have an index again, and remember no longer that it rested: both in one transaction."""
		self._connection.execute(definition)
		self._connection.execute("DELETE FROM resting_index WHERE name = %s", [name])

	def analyze(self) -> None:
		"""Have the planner know the table as it has become."""
		self._connection.execute("ANALYZE customer")
