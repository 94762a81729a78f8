"""The database boundary: one session per request or task, committed once, here.

Repositories and use cases take the session and never commit.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Engine, MetaData, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from chasqui.kernel.data.transactions import run_after_commit

# Connection lost or refused (08), server ending, crashed or starting (57P): appendix A of
# PostgreSQL's manual. A connection that could not be opened has no state at all.
AWAY_STATES = ("08", "57P")
NAMING = {
	"ix": "ix_%(table_name)s_%(column_0_N_name)s",
	"uq": "uq_%(table_name)s_%(column_0_N_name)s",
	"ck": "ck_%(table_name)s_%(constraint_name)s",
	"fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
	"pk": "pk_%(table_name)s",
}


def build_metadata() -> MetaData:
	"""Return an empty metadata with the house's names for constraints."""
	return MetaData(naming_convention=NAMING)


class Database:
	"""A pool of connections to one PostgreSQL database. Nothing connects before first use."""

	def __init__(self, url: str, *, pool_size: int = 8) -> None:
		self.url = url
		self.engine: Engine = create_engine(
			name_driver(url),
			pool_size=pool_size,
			max_overflow=2,
			pool_pre_ping=True,
			pool_recycle=1800,
			connect_args={"connect_timeout": 5},
			hide_parameters=True,  # errors are logged, people's data are not
		)

	@contextmanager
	def open_session(self) -> Iterator[Session]:
		"""Yield a session; commit at the end, roll back on any exception.

		What `call_after_commit` gathered is called once the commit has succeeded.
		"""
		with Session(self.engine, expire_on_commit=False) as session:
			with session.begin():
				yield session
			run_after_commit(session)

	@contextmanager
	def open_raw(self, *, autocommit: bool = False) -> Iterator[psycopg.Connection[Any]]:
		"""Yield a bare psycopg connection, for COPY streams and pipelined rounds.

		It commits at the end and rolls back on an exception; the caller's loops may commit more.
		"""
		with psycopg.connect(self.url, autocommit=autocommit, connect_timeout=5) as connection:
			yield connection

	def close(self) -> None:
		"""Close the idle connections."""
		self.engine.dispose()


def name_driver(url: str) -> str:
	"""Return a PostgreSQL URL that has SQLAlchemy use psycopg 3."""
	return url.replace("postgresql://", "postgresql+psycopg://", 1)


def is_database_away(error: BaseException) -> bool:
	"""Return whether an error says that the server is gone, not that it refuses a statement."""
	cause = error.orig if isinstance(error, DBAPIError) else error
	if not isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
		return False
	return cause.sqlstate is None or cause.sqlstate.startswith(AWAY_STATES)
