"""A database session whose work is rolled back, for tests within one process."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.orm import Session


@contextmanager
def open_rolled_back(engine: Engine) -> Iterator[Session]:
	"""Yield a session within an outer transaction that is rolled back at the end."""
	with engine.connect() as connection:
		outer = connection.begin()
		with Session(connection, expire_on_commit=False) as session:
			yield session
		outer.rollback()
