"""Database sessions of tests within one process: rolled back, or waiting for each other."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from chasqui.kernel.data.database import Database

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


def is_anybody_blocked(database: Database) -> bool:
	"""Return whether somebody waits for another one's lock in this database."""
	with database.open_session() as session:
		return bool(session.execute(text(BLOCKED)).scalar_one())
