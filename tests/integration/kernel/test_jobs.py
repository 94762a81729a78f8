"""Every kind of job, found by itself: held by one, gone on with by another, ended once."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text, update

from chasqui.contracts.jobs import Job, JobAct, JobKind, JobQuery, JobStage
from chasqui.kernel.data.database import Database
from chasqui.kernel.jobs.columns import JobMixin
from tests.support.job_kinds import (
	SERVICES,
	Kind,
	find_repository,
	find_service,
	list_kinds,
	plant_job,
)
from tests.support.suite import wait_until

LEASE = 60
PATIENCE = 10
KINDS = list_kinds()
# Claims, counts what it has not committed, and waits for its death.
WORKER = """
import sys, time
from importlib import import_module
from chasqui.kernel.data.database import Database
kind = getattr(import_module(sys.argv[1]), sys.argv[2])
database, job_id = Database(sys.argv[3]), int(sys.argv[4])
with database.open_raw(autocommit=True) as own:
	token = kind(own).claim(job_id, 60)
	with database.open_raw() as work:
		assert kind(work).step(job_id, token, 3600, {"attempts": 7})
		print(token, flush=True)
		time.sleep(60)
"""


@dataclass
class World:
	database: Database
	kind: Kind
	job_id: int

	def read(self, column: str) -> Any:
		name = getattr(self.kind.row, column).property.columns[0].name
		query = f"SELECT {name} FROM {self.kind.row.__tablename__} WHERE id = :id"
		with self.database.open_session() as session:
			return session.execute(text(query), {"id": self.job_id}).scalar_one()

	def call(self, method: str, *values: Any, raw: bool = False, **more: Any) -> Any:
		"""Call a method of the store in a transaction of its own."""
		opened: Any = self.database.open_raw() if raw else self.database.open_session()
		with opened as place:
			return getattr(self.kind(place), method)(*values, **more)

	def find_stages(self) -> set[JobStage]:
		"""Return under which stages the job is listed; without one it always is."""
		repository = find_repository(self.kind)
		with self.database.open_session() as session:
			listed: dict[JobStage | None, bool] = {
				stage: any(row.id == self.job_id for row in found)
				for stage in (None, *JobStage)
				for found, _ in [repository(session).list_page(JobQuery(stage=stage))]
			}
		assert listed.pop(None)
		return {stage for stage, is_listed in listed.items() if stage and is_listed}

	def put(self, state: str, filled: str = "", *, ended: bool = False) -> None:
		"""Put the job into a state, with a column filled that an act may need."""
		with self.database.open_session() as session:
			values: dict[str, Any] = {"state": state, **({filled: "queued"} if filled else {})}
			if ended:
				values[self.kind.ended] = text("now()")
			session.execute(update(self.kind.row).values(values))

	def describe(self) -> Job:
		"""Return how the job is shown."""
		with self.database.open_session() as session:
			return self.kind.describe(session.get(self.kind.row, self.job_id))

	def let_lease_end(self) -> None:
		row = self.kind.row
		with self.database.open_session() as session:
			session.execute(update(row).values({row.leased_until: text("now()")}))


class TestKinds:
	def test_whatever_has_the_columns_of_a_job_is_a_kind(self) -> None:
		tables = set()
		for features in SERVICES.values():
			for module in features.load("models"):
				tables |= {
					one.__tablename__
					for one in vars(module).values()
					if isinstance(one, type) and issubclass(one, JobMixin) and one is not JobMixin
				}
		assert tables == {kind.row.__tablename__ for kind in KINDS}
		assert tables

	def test_every_kind_says_which_it_is(self) -> None:
		assert sorted(kind.kind for kind in KINDS) == sorted(JobKind)

	def test_one_is_held_by_one_of_many(self, world: World) -> None:
		with ExitStack() as stack, ThreadPoolExecutor(6) as pool:
			own = [stack.enter_context(world.database.open_raw(autocommit=True)) for _ in range(6)]
			claims = [pool.submit(world.kind(one).claim, world.job_id, LEASE) for one in own]
			tokens = [claim.result() for claim in claims]
		assert len([token for token in tokens if token]) == 1

	@pytest.mark.parametrize("raw", [False, True])
	def test_a_lost_lease_writes_nothing(self, world: World, raw: bool) -> None:
		dead = world.call("claim", world.job_id, LEASE, raw=raw)
		assert world.call("renew", world.job_id, dead, LEASE, raw=raw)
		world.let_lease_end()
		living = world.call("claim", world.job_id, LEASE, raw=raw)
		assert living not in (None, dead)
		attempts = world.read("attempts")
		for method, values in (
			("renew", [LEASE]), ("step", [LEASE, {"attempts": 5}]), ("advance", []),
			("postpone", [5]), ("finish", []),
		):  # fmt: skip
			assert not world.call(method, world.job_id, dead, *values, raw=raw)
		assert world.call("hold", world.job_id, dead, LEASE) is None
		assert (world.read("lease_token"), world.read("attempts")) == (living, attempts)

	def test_what_was_put_off_waits_by_the_databases_clock(self, world: World) -> None:
		token = world.call("claim", world.job_id, LEASE)
		assert world.call("postpone", world.job_id, token, 0.6)
		assert world.read("lease_token") is None
		assert world.call("claim", world.job_id, LEASE) is None
		assert world.call("list_waiting") == []
		with world.database.open_session() as session:
			session.execute(text("SELECT pg_sleep(0.7)"))
		assert world.call("list_waiting") == [world.job_id]
		assert world.call("claim", world.job_id, LEASE)

	def test_a_stop_takes_it_from_its_holder(self, world: World) -> None:
		token = world.call("claim", world.job_id, LEASE)
		assert not world.call("stop", world.job_id, world.kind.row.id == 0)
		assert world.call("stop", world.job_id)
		assert not world.call("finish", world.job_id, token)

	def test_of_two_people_who_do_the_same_at_once_one_is_told(self, world: World) -> None:
		for act, change in world.kind.acts.items():
			for state in change.froms:
				world.put(state, change.needs)
				assert act in world.describe().acts
				with ThreadPoolExecutor(2) as pool:
					asked = [pool.submit(world.call, "act", world.job_id, act) for _ in range(2)]
				assert sorted(one.result() for one in asked) == [False, True]
				assert act not in world.describe().acts

	def test_in_any_other_state_an_act_does_nothing(self, world: World) -> None:
		for act in JobAct:
			world.put("x")
			assert not world.call("act", world.job_id, act)
			assert world.read("state") == "x"
		shown = world.describe()
		assert (shown.kind, shown.acts, shown.is_busy) == (world.kind.kind, [], False)

	def test_a_cancelled_one_is_taken_from_its_holder_for_good(self, world: World) -> None:
		token = world.call("claim", world.job_id, LEASE)
		if JobAct.CANCEL not in world.kind.acts:
			assert not world.call("act", world.job_id, JobAct.CANCEL)
			return
		assert world.call("act", world.job_id, JobAct.CANCEL)
		assert world.read("state") == "cancelled"
		assert not world.call("finish", world.job_id, token)
		assert world.call("list_waiting") == []

	def test_a_list_shows_those_that_stand_where_it_asks(self, world: World) -> None:
		assert world.find_stages() == {JobStage.OPEN}
		world.put("done", ended=True)
		assert world.find_stages() == {JobStage.ENDED}
		world.put("failed", ended=True)
		assert world.find_stages() == {JobStage.ENDED, JobStage.FAILED}

	def test_a_token_of_nobody_is_refused(self, world: World) -> None:
		assert not world.call("finish", world.job_id, uuid4())

	def test_after_a_kill_another_goes_on_and_it_ends_once(self, world: World) -> None:
		kind = world.kind
		worker = [sys.executable, "-c", WORKER, kind.__module__, kind.__name__]
		arguments = [*worker, world.database.url, str(world.job_id)]
		environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
		with subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE) as process:
			assert process.stdout is not None
			dead = process.stdout.readline().decode().strip()
			assert world.call("claim", world.job_id, LEASE) is None, "the holder lives"
			process.send_signal(signal.SIGKILL)
		assert str(world.read("lease_token")) == dead
		assert world.read("attempts") == 1, "what was not committed is void"
		if not kind.shows_presence:
			assert world.call("claim", world.job_id, LEASE) is None
			world.let_lease_end()
		# PostgreSQL lets go of what a dead process held once it notices, a moment later.
		wait_until(lambda: world.call("list_waiting") == [world.job_id], PATIENCE)
		token = world.call("claim", world.job_id, LEASE)
		ended = {kind.ended: text("now()")}
		assert world.call("finish", world.job_id, token, **ended)
		assert not world.call("finish", world.job_id, token), "it ends once"
		assert world.read(kind.ended) is not None


@pytest.fixture(params=KINDS, ids=lambda kind: str(kind.row.__tablename__))
def world(request: pytest.FixtureRequest, make_database: Callable[[str], str]) -> Iterator[World]:
	database = Database(make_database(find_service(request.param)))
	with database.open_session() as session:
		job_id = plant_job(session, request.param)
	yield World(database, request.param, job_id)
	database.close()
