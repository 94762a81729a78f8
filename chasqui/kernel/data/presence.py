"""Who is still at work, as PostgreSQL knows it: a lock on a token, held by a connection.

The lock goes with its connection, and the connection with its process, at once after a `kill -9`.
A machine that vanishes without a word leaves both for the hours of TCP's patience: a lease stands
beside every such lock. The connection must be the holder's own, never one that goes back to a
pool, on either side: a pooler that lends a connection for one transaction would lose the lock.
"""

from typing import Any
from uuid import UUID

import psycopg


def hold_presence(connection: psycopg.Connection[Any], token: UUID) -> None:
	"""Show, as long as this connection lives, that the holder of the token does.

	Called before anybody else can have seen the token: so nobody finds it free too early.
	"""
	connection.execute(f"SELECT pg_advisory_lock({_name_lock('%s')})", [token])


def ask_absence(token: str) -> str:
	"""Return the SQL that asks whether the holder of a token, given as SQL, is gone.

	It is false for the rest of the transaction to others that ask: one of them acts on it.
	"""
	return f"pg_try_advisory_xact_lock({_name_lock(token)})"


def _name_lock(token: str) -> str:
	return f"hashtextextended({token}::text, 0)"
