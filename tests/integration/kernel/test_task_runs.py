"""A task whose database goes away is done when it is back; a task that fails is not repeated."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from chasqui.kernel.data.database import Database
from chasqui.kernel.tasks.runs import guard_task, run_all
from chasqui.stack.places import find_free_port
from tests.support.outage import Outage

AWAY_SECONDS = 1.5


class Task:
	"""Asks the database in each of its runs; `breaks` is called in the middle of the first."""

	def __init__(self, database: Database, breaks: Callable[[], None], statement: str) -> None:
		self.runs = 0
		self.answers: list[object] = []
		self._database = database
		self._breaks = breaks
		self._statement = text(statement)

	def run(self, *, number: int) -> None:
		self.runs += 1
		with self._database.open_session() as session:
			session.execute(text("SELECT 1"))
			self._breaks()
			self.answers.append(session.scalar(self._statement, {"number": number}))


@pytest.fixture
def database(make_database: Callable[[str], str]) -> Database:
	return Database(make_database("mailer"))


class TestGuardedTasks:
	def test_a_database_that_goes_away_is_waited_for(self, database: Database) -> None:
		task = Task(database, Outage(database.url, AWAY_SECONDS).begin, "SELECT :number + 1")
		guard_task("mailer.try", task.run)(number=6)
		assert task.answers == [7]
		assert task.runs > 1

	def test_a_statement_that_the_server_refuses_is_asked_once(self, database: Database) -> None:
		task = Task(database, lambda: None, "SELECT :number / 0")
		guard_task("mailer.try", task.run)(number=6)
		assert (task.runs, task.answers) == (1, [])


class TestSweeps:
	def test_a_step_that_fails_does_not_stop_the_others(self) -> None:
		done: list[str] = []

		def fail() -> None:
			done.append("failed")
			raise RuntimeError("a step's own fault")

		run_all([fail, lambda: done.append("went on")])
		assert done == ["failed", "went on"]

	def test_without_a_database_none_goes_on(self) -> None:
		done: list[str] = []
		away = Database(f"postgresql://127.0.0.1:{find_free_port()}/none")

		def ask() -> None:
			with away.open_session() as session:
				session.execute(text("SELECT 1"))

		with pytest.raises(OperationalError):
			run_all([ask, lambda: done.append("went on")])
		assert done == []
