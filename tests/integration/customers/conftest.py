"""Fixtures of the customers service: a database that rolls back, and one of the test's own."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.orm import Session

from chasqui.kernel.db import Database
from tests.support.sessions import open_rolled_back


@pytest.fixture
def session(shared_database: Callable[[str], str]) -> Iterator[Session]:
	"""A session whose work is rolled back."""
	database = Database(shared_database("customers"), pool_size=1)
	with open_rolled_back(database.engine) as session:
		yield session
	database.close()


@pytest.fixture
def database(make_database: Callable[[str], str]) -> Iterator[Database]:
	"""A database of this test, for what needs commits."""
	database = Database(make_database("customers"), pool_size=4)
	yield database
	database.close()
