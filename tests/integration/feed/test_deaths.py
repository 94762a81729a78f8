"""An event that takes the process with it is found out, and the rest go on."""

import multiprocessing
import os
import signal
from typing import Any

from chasqui.kernel.data.database import Database
from tests.integration.feed.feed_world import FeedWorld


class TestDeaths:
	def test_an_event_that_kills_its_process_gets_stuck_alone(self, world: FeedWorld) -> None:
		for customer_id in (4, 5, 6):
			world.withdraw(customer_id)
		deaths = 0
		for _ in range(12):
			deaths += consume_in_a_process(world) == -signal.SIGKILL
			world.hurry()
		assert world.list_objections() == {4, 6}
		assert world.list_aside() == [("customer:5", 5)]
		assert deaths == 6  # once within its page, then five tries of its own

	def test_a_page_that_fails_at_its_commit_does_not_come_back_for_ever(
		self, world: FeedWorld
	) -> None:
		"""A constraint that is checked at the end: no savepoint sees it."""
		world.campaigns.wiring.database.engine.dispose()
		with world.campaigns.wiring.database.open_raw(autocommit=True) as raw:
			raw.execute(
				"CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
				" IF NEW.customer_id = 5 THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$"
			)
			raw.execute(
				"CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON objection"
				" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()"
			)
		for customer_id in (4, 5, 6):
			world.withdraw(customer_id)
		for _ in range(8):
			world.consume()
			world.hurry()
		assert world.list_objections() == {4, 6}
		assert world.list_aside() == [("customer:5", 5)]


def consume_in_a_process(world: FeedWorld) -> int:
	"""Read the feeds in a process that the fifth customer's event kills; return how it ended."""

	def run() -> None:
		for app in world.apps.values():
			assert app.database is not None
			app.database.engine.dispose(close=False)
		world.campaigns.wiring.database.engine.dispose(close=False)
		world.consume(kill_at_five, Database(world.url, pool_size=1))

	process = multiprocessing.get_context("fork").Process(target=run)
	process.start()
	process.join(60)
	assert process.exitcode is not None
	return process.exitcode


def kill_at_five(handle: Any) -> Any:
	def run(session: Any, event: Any) -> None:
		if event.payload.customer_id == 5:
			os.kill(os.getpid(), signal.SIGKILL)
		handle(session, event)

	return run
