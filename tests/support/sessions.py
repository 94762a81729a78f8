"""Database sessions of tests within one process: rolled back, or waiting for each other."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from chasqui.kernel.data.database import Database
from tests.support.suite import wait_until

END_SECONDS = 10
LIVES = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s"
BLOCKED = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


@contextmanager
def open_rolled_back(engine: Engine) -> Iterator[Session]:
	"""Yield a session within an outer transaction that is rolled back at the end."""
	with engine.connect() as connection:
		outer = connection.begin()
		with Session(connection, expire_on_commit=False) as session:
			yield session
		outer.rollback()


@contextmanager
def open_until_ended(database: Database) -> Iterator[psycopg.Connection[Any]]:
	"""Yield a session of somebody who will have died afterwards, and hold nothing any more.

	A server lets go of a session's locks a moment after its client is gone.
	"""
	with database.open_raw(autocommit=True) as connection:
		session = connection.info.backend_pid
		yield connection
	with database.open_raw(autocommit=True) as connection:
		wait_until(lambda: connection.execute(LIVES, [session]).fetchone() == (0,), END_SECONDS)


def is_anybody_blocked(database: Database) -> bool:
	"""Return whether somebody waits for another one's lock in this database."""
	with database.open_session() as session:
		return bool(session.execute(text(BLOCKED)).scalar_one())
