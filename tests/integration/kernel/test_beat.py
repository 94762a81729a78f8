"""The beat's memory and its lock, on real processes: no tick late, no tick twice, one beat."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from chasqui.beat.lock import BEAT_LOCK, BeatLock
from chasqui.contracts.queues import BEAT_SCHEDULE
from chasqui.stack.places import REPOSITORY
from tests.support.own_redis import OwnRedis, make_own_redis
from tests.support.servers import TestServers
from tests.support.suite import wait_until

PATIENCE = 20
PROMPT_SECONDS = 5.0
TASKS = {tick.task for tick in BEAT_SCHEDULE}
LONG_TASKS = {tick.task for tick in BEAT_SCHEDULE if tick.seconds > 10 * PATIENCE}


class BeatWorld:
	"""Beats as processes, the database that they share, and the queues that nobody empties."""

	def __init__(self, database_url: str, broker_url: str, prefix: str, folder: Path) -> None:
		self.database_url = database_url
		self.broker_url = broker_url
		self.beats: list[subprocess.Popen[bytes]] = []
		self._prefix = prefix
		self._log = (folder / "beat.log").open("wb")

	def start(self) -> subprocess.Popen[bytes]:
		environment = {
			"CHASQUI_DATABASE_URL": self.database_url,
			"CHASQUI_BROKER_URL": self.broker_url,
			"CHASQUI_REDIS_PREFIX": self._prefix,
		}
		self.beats.append(
			subprocess.Popen(
				[sys.executable, "-m", "chasqui.beat.clock"],
				cwd=REPOSITORY,
				env={**os.environ, **environment},
				stdout=self._log,
				stderr=self._log,
			)
		)
		return self.beats[-1]

	def end(self) -> None:
		for beat in self.beats:
			beat.kill()
			beat.wait()
		self._log.close()

	def count(self) -> Counter[str]:
		"""Return how often each tick has been sent, by task."""
		with redis.Redis.from_url(self.broker_url) as client:
			queues = {f"{self._prefix}{tick.queue}" for tick in BEAT_SCHEDULE}
			messages = [one for queue in queues for one in client.lrange(queue, 0, -1)]
		return Counter(json.loads(one)["headers"]["task"] for one in messages)

	def wait_for_all(self, times: int = 1) -> None:
		wait_until(lambda: min(self.count()[task] for task in TASKS) >= times, PATIENCE)

	def execute(self, statement: str) -> None:
		with psycopg.connect(self.database_url, autocommit=True) as connection:
			connection.execute(statement)

	def take_connections(self) -> None:
		"""End whatever connections hold the beat's lock."""
		self.execute(
			"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
			f" AND objid = {BEAT_LOCK} AND granted"
			" AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
		)


class TestTicks:
	def test_the_first_ticks_of_all_come_at_once(self, world: BeatWorld) -> None:
		world.start()
		world.wait_for_all()

	def test_a_new_beat_goes_on_where_the_last_one_ended(self, world: BeatWorld) -> None:
		first = world.start()
		world.wait_for_all()
		first.kill()
		before = world.count()
		world.start()
		wait_until(lambda: world.count().total() > before.total() + 3, PATIENCE)
		assert {task: world.count()[task] for task in LONG_TASKS} == dict.fromkeys(LONG_TASKS, 1)

	@pytest.mark.parametrize("change", ["- interval '1 day'", "+ interval '1 day'"])
	def test_a_tick_that_is_due_or_of_a_wrong_clock_comes_at_once(
		self, world: BeatWorld, change: str
	) -> None:
		first = world.start()
		world.wait_for_all()
		first.kill()
		world.execute(f"UPDATE beat_tick SET sent_at = sent_at {change}")
		world.start()
		world.wait_for_all(2)

	def test_a_broker_that_is_away_costs_no_period(
		self, world: BeatWorld, own_redis: OwnRedis
	) -> None:
		world.broker_url = own_redis.build_url(0)
		world.start()
		time.sleep(2 * PROMPT_SECONDS)
		own_redis.start()
		back_at = time.monotonic()
		world.wait_for_all()
		assert time.monotonic() - back_at < 2 * PROMPT_SECONDS


class TestBeatLock:
	def test_a_second_beat_idles_and_takes_over_from_a_dead_one(self, world: BeatWorld) -> None:
		first = world.start()
		world.wait_for_all()
		world.start()
		time.sleep(PROMPT_SECONDS)
		first.kill()
		before = world.count().total()
		wait_until(lambda: world.count().total() > before, 2 * PROMPT_SECONDS)
		assert {task: world.count()[task] for task in LONG_TASKS} == dict.fromkeys(LONG_TASKS, 1)

	def test_a_beat_that_loses_its_lock_ticks_again_once_it_has_it(self, world: BeatWorld) -> None:
		beat = world.start()
		world.wait_for_all()
		other = BeatLock(world.database_url)
		world.take_connections()
		wait_until(other.take, PATIENCE)
		silent = world.count().total()
		time.sleep(2 * PROMPT_SECONDS)  # twice the shortest period
		assert world.count().total() == silent, "two clocks tick"
		other.close()
		wait_until(lambda: world.count().total() > silent, PATIENCE)
		assert beat.poll() is None

	def test_whoever_has_lost_the_lock_knows(self, world: BeatWorld) -> None:
		first, second = BeatLock(world.database_url), BeatLock(world.database_url)
		assert first.take()
		assert not second.take()
		world.take_connections()
		assert second.take()
		assert not first.check()
		assert not first.take()
		second.close()
		assert first.take()
		first.close()


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[OwnRedis]:
	with make_own_redis(tmp_path) as redis:
		yield redis


@pytest.fixture
def world(
	servers: TestServers,
	make_database: Callable[[str], str],
	redis_prefix: str,
	tmp_path: Path,
) -> Iterator[BeatWorld]:
	made = BeatWorld(make_database("campaigns"), servers.redis.build_url(0), redis_prefix, tmp_path)
	yield made
	made.end()
