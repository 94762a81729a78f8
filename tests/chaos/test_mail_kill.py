"""`kill -9` in the middle of a run: nobody forgotten, nobody written to twice.

CHASQUI_CHAOS_KILLS sets how often the worker is killed (2 by default).
"""

import logging
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import psycopg
import pytest

from chasqui.stack.places import REPOSITORY
from mailer.app.wiring import Wiring
from mailer.config import MailerConfig
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import open_run
from tests.support.servers import TestServers
from tests.support.smtp_sink import SmtpSink

RECIPIENTS = 5000
KILLS = int(os.environ.get("CHASQUI_CHAOS_KILLS", "2"))
CONNECTIONS = 8
PATIENCE_SECONDS = 120


@pytest.mark.chaos
@pytest.mark.timeout(900)
class TestKilling:
	def test_workers_at_random_instants(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink, worker: "WorkerProcess"
	) -> None:
		run_id = open_run(wiring, campaigns, RECIPIENTS)
		# Spread over the run, so that each kill finds mails on their way.
		marks = sorted(random.sample(range(100, RECIPIENTS - 400), KILLS))
		for mark in marks:
			wait_for(wiring, worker, partial(has_mails, sink, mark))
			time.sleep(random.random() * 0.02)
			worker.kill()
			worker.start()
		check_run(wiring, worker, sink, run_id, most_uncertain=KILLS * CONNECTIONS)

	def test_postgresql_in_the_middle_of_a_run(
		self,
		wiring: Wiring,
		campaigns: FakeCampaigns,
		sink: SmtpSink,
		worker: "WorkerProcess",
		own_servers: TestServers,
	) -> None:
		run_id = open_run(wiring, campaigns, RECIPIENTS)
		wait_for(wiring, worker, partial(has_mails, sink, RECIPIENTS // 3))
		kill_server(own_servers, "postgres")
		check_run(wiring, worker, sink, run_id, most_uncertain=CONNECTIONS)

	def test_redis_in_the_middle_of_a_run(
		self,
		wiring: Wiring,
		campaigns: FakeCampaigns,
		sink: SmtpSink,
		worker: "WorkerProcess",
		own_servers: TestServers,
	) -> None:
		run_id = open_run(wiring, campaigns, RECIPIENTS)
		wait_for(wiring, worker, partial(has_mails, sink, RECIPIENTS // 3))
		kill_server(own_servers, "redis")
		check_run(wiring, worker, sink, run_id, most_uncertain=0)


class WorkerProcess:
	"""A real worker of the mailer, as the suite starts it."""

	def __init__(self, environment: dict[str, str], log: Path) -> None:
		self._environment = environment
		self._log = log
		self._process: subprocess.Popen[bytes] | None = None

	def start(self) -> None:
		with self._log.open("ab") as log:
			self._process = subprocess.Popen(
				[sys.executable, "-m", "mailer.app.worker"],
				cwd=REPOSITORY,
				env={**os.environ, **self._environment},
				stdout=log,
				stderr=log,
			)

	def keep_running(self) -> None:
		"""Start it again if it has ended, as the suite's supervisor does."""
		assert self._process is not None
		if self._process.poll() is not None:
			self.start()

	def kill(self) -> None:
		assert self._process is not None
		self._process.send_signal(signal.SIGKILL)
		self._process.wait(10)


def has_mails(sink: SmtpSink, count: int) -> bool:
	return len(sink.mails) >= count


def kill_server(servers: TestServers, name: str) -> None:
	"""Kill a server at once and let its supervisor start it again."""
	pid = servers.supervisor.children[name].pid
	assert pid is not None
	os.kill(pid, signal.SIGKILL)
	time.sleep(0.2)
	servers.supervisor.wait_ready([name], 60)


def wait_for(wiring: Wiring, worker: WorkerProcess, condition: Callable[[], bool]) -> None:
	"""Wait as the suite would: a sweep every second stands behind lost nudges."""
	deadline = time.monotonic() + PATIENCE_SECONDS
	sweep_at = 0.0
	while not condition():
		assert time.monotonic() < deadline, "the run did not get on"
		if time.monotonic() > sweep_at:
			sweep_at = time.monotonic() + 1
			worker.keep_running()
			wiring.sweeper.sweep()
		time.sleep(0.005)


def check_run(
	wiring: Wiring, worker: WorkerProcess, sink: SmtpSink, run_id: int, *, most_uncertain: int
) -> None:
	"""Wait for the run's end, then compare the ledger with what the server has seen."""
	wait_for(wiring, worker, lambda: read_state(wiring, run_id) == "done")
	with wiring.database.open_raw() as connection:
		rows = connection.execute(
			"SELECT state, email FROM delivery WHERE run_id = %s", [run_id]
		).fetchall()
	accepted = {email for state, email in rows if state == "accepted"}
	uncertain = {email for state, email in rows if state == "uncertain"}
	seen = sink.recipients
	assert len(set(sink.message_ids)) == len(seen), "somebody was written to twice"
	assert len(accepted) + len(uncertain) == len(rows) == RECIPIENTS, "somebody is lost"
	assert accepted <= set(seen), "accepted, but the server never saw it"
	assert set(seen) <= accepted | uncertain
	logging.getLogger("chaos").info("uncertain: %d of %d", len(uncertain), most_uncertain)
	assert len(uncertain) <= most_uncertain


def read_state(wiring: Wiring, run_id: int) -> str:
	try:
		with wiring.database.open_raw() as connection:
			row = connection.execute("SELECT state FROM run WHERE id = %s", [run_id]).fetchone()
	except psycopg.OperationalError:
		return "unknown"
	assert row is not None
	return str(row[0])


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
	with SmtpSink() as running:
		running.keeps_bodies = False
		running.delay = 0.004
		yield running


@pytest.fixture
def environment(
	own_servers: TestServers, sink: SmtpSink, campaigns: FakeCampaigns, redis_prefix: str
) -> Iterator[dict[str, str]]:
	with own_servers.make_database("mailer") as url:
		yield {
			"CHASQUI_DATABASE_URL": url,
			"CHASQUI_BROKER_URL": own_servers.redis.build_url(0),
			"CHASQUI_REDIS_URL": own_servers.redis.build_url(1),
			"CHASQUI_REDIS_PREFIX": redis_prefix,
			"CHASQUI_CAMPAIGNS_URL": campaigns.url,
			"CHASQUI_CUSTOMERS_URL": campaigns.url,
			"CHASQUI_SMTP_URL": sink.url,
			"CHASQUI_SMTP_IS_LOCAL_MAILBOX": "true",
			"CHASQUI_SMTP_CONNECTIONS": str(CONNECTIONS),
			"CHASQUI_LEASE_SECONDS": "3",
			"CHASQUI_CLAIM_BATCH": "300",
			"CHASQUI_SLICE_SECONDS": "2",
		}


@pytest.fixture
def wiring(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Wiring]:
	for name, value in environment.items():
		monkeypatch.setenv(name, value)
	made = Wiring(MailerConfig())
	yield made
	made.database.close()


@pytest.fixture
def worker(environment: dict[str, str], tmp_path: Path) -> Iterator[WorkerProcess]:
	process = WorkerProcess(environment, tmp_path / "worker.log")
	process.start()
	yield process
	process.kill()
