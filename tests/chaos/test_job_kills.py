"""Workers killed in the middle of a bulk action and of a filling: others end them, once."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import text

import customers.app.wiring
import mailer.app.wiring
from chasqui.contracts.customers.lists import BulkRequest
from chasqui.contracts.mailer.runs import RunRequest, RunState
from customers.audit.domain import Actor
from customers.config import CustomersConfig
from mailer.config import MailerConfig
from tests.integration.customers.person_world import insert_people
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import count_states, read_run
from tests.support.servers import TestServers
from tests.support.suite import wait_until

MANY = 12_000
RECIPIENTS = 3000
PATIENCE = 60
ADMIN = Actor("staff:1", "Administración")
WORKER = """
import sys
from {service}.config import {config}
from {service}.app.wiring import Wiring
{call}(int(sys.argv[1]))
"""
BULK = WORKER.format(
	service="customers",
	config="CustomersConfig",
	call="Wiring(CustomersConfig()).bulk_runner.run",
)
FILL = WORKER.format(
	service="mailer", config="MailerConfig", call="Wiring(MailerConfig()).run_fill_worker.fill"
)
SEARCH = WORKER.format(
	service="customers",
	config="CustomersConfig",
	call="Wiring(CustomersConfig()).duplicate_search_runner.run",
)
ALIKE = """
	INSERT INTO customer (kind, id_type, id_number, name, name_key, email, registered_on,
		consent_source)
	SELECT 'person', 'passport', 'AB' || n, 'P' || n, 'P' || n, 'a@example.com', '2020-01-01', 'x'
	FROM generate_series(1, 2) AS n
"""
BLOCKED = """
	SELECT count(*) FROM pg_stat_activity
	WHERE wait_event_type = 'Lock' AND query LIKE '%duplicate_%'
"""
COPYING = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY%' AND state = 'active'"

pytestmark = pytest.mark.chaos


class SlowRows(list[dict[str, Any]]):
	"""Recipients of whom the second half waits until it is let go."""

	def __init__(self) -> None:
		super().__init__({} for _ in range(RECIPIENTS))
		self.go_on = threading.Event()

	def __iter__(self) -> Iterator[dict[str, Any]]:
		for number in range(len(self)):
			if number == len(self) * 2 // 3:
				self.go_on.wait(PATIENCE)
			yield {}


class TestBulkKill:
	def test_every_customer_is_changed_and_audited_once(
		self, customers_wiring: customers.app.wiring.Wiring
	) -> None:
		wiring = customers_wiring
		with wiring.database.open_session() as session:
			insert_people(session, MANY)
		with wiring.database.open_session() as session:
			asked = BulkRequest(action="tag", filters={}, expected=MANY, tag="todos")
			job_id = wiring.make_bulk_job_service(session).request(asked, ADMIN).id
		for goal in (1000, 5000):
			with start_worker(BULK, job_id, wiring.config) as worker:
				wait_until(lambda least=goal: read_done(wiring, job_id) >= least, PATIENCE)
				worker.send_signal(signal.SIGKILL)
			assert read_done(wiring, job_id) < MANY
			read(wiring, "UPDATE bulk_job SET leased_until = now() RETURNING id")
		wiring.bulk_runner.sweep()
		assert read_done(wiring, job_id) == MANY
		assert read(wiring, "SELECT state || changed FROM bulk_job") == f"done{MANY}"
		assert read(wiring, "SELECT count(*) FROM customer_tag") == MANY
		noted = "SELECT count(*) FROM audit_entry WHERE details ->> 'bulk_job' IS NOT NULL"
		assert read(wiring, noted) == MANY


class TestSearchKill:
	def test_another_does_it_at_once_and_every_pair_stands_there_once(
		self, customers_wiring: customers.app.wiring.Wiring
	) -> None:
		wiring = customers_wiring
		with wiring.database.open_session() as session:
			session.execute(text(ALIKE))
			search_id = wiring.make_duplicate_search_service(session).request(ADMIN).id
		for table in ("duplicate_pair", "customer_contact"):  # at its beginning, at its third step
			with wiring.database.open_session() as holder:
				holder.execute(text(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"))
				with start_worker(SEARCH, search_id, wiring.config) as worker:
					wait_until(lambda: bool(read(wiring, BLOCKED)), PATIENCE)
					assert wiring.duplicate_search_runner.list_waiting() == [], "its holder lives"
					worker.send_signal(signal.SIGKILL)
			wait_until(
				lambda: wiring.duplicate_search_runner.list_waiting() == [search_id], PATIENCE
			)
			assert read(wiring, "SELECT count(*) FROM duplicate_pair") == 0
		wiring.duplicate_search_runner.sweep()
		assert read(wiring, "SELECT state || found FROM duplicate_search") == "done1"
		assert read(wiring, "SELECT count(*) FROM duplicate_pair") == 1


class TestFillingKill:
	def test_all_recipients_stand_in_the_ledger_once(
		self, mailer_wiring: mailer.app.wiring.Wiring, campaigns: FakeCampaigns
	) -> None:
		wiring, rows = mailer_wiring, SlowRows()
		campaigns.rows = rows
		body = RunRequest(campaign_id=7, design_id=1, confirm_repeat=True)
		with wiring.database.open_session() as session:
			run_id = wiring.run_opener.open_on_demand(session, body, "Prueba").id
		with start_worker(FILL, run_id, wiring.config) as worker:
			wait_until(lambda: bool(read(wiring, COPYING)), PATIENCE)
			wiring.run_fill_worker.fill(run_id)
			assert campaigns.streams == 1, "its holder lives"
			worker.send_signal(signal.SIGKILL)
		rows.go_on.set()
		assert count_states(wiring, run_id) == {}
		wiring.run_fill_worker.fill(run_id)
		wiring.run_fill_worker.fill(run_id)
		assert count_states(wiring, run_id) == {"queued": RECIPIENTS}
		assert read_run(wiring, run_id).state is RunState.SENDING
		assert campaigns.streams == 2


def start_worker(
	code: str, job_id: int, config: CustomersConfig | MailerConfig
) -> subprocess.Popen[bytes]:
	told = {
		f"CHASQUI_{name.upper()}": value.get_secret_value()
		if isinstance(value, SecretStr)
		else str(value)
		for name in config.model_fields_set
		for value in [getattr(config, name)]
	}
	environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **told}
	return subprocess.Popen([sys.executable, "-c", code, str(job_id)], env=environment)


def read_done(wiring: customers.app.wiring.Wiring, job_id: int) -> int:
	with wiring.database.open_session() as session:
		return wiring.make_bulk_job_service(session).get(job_id).done


def read(wiring: Any, query: str) -> Any:
	with wiring.database.open_session() as session:
		return session.execute(text(query)).scalar_one()


@pytest.fixture
def customers_wiring(
	make_database: Callable[[str], str],
) -> Iterator[customers.app.wiring.Wiring]:
	url = SecretStr(make_database("customers"))
	wiring = customers.app.wiring.Wiring(
		CustomersConfig(database_url=url, broker_url=SecretStr("memory://"))
	)
	yield wiring
	wiring.database.close()


@pytest.fixture
def mailer_wiring(
	make_database: Callable[[str], str], servers: TestServers, campaigns: FakeCampaigns
) -> Iterator[mailer.app.wiring.Wiring]:
	config = MailerConfig(
		database_url=SecretStr(make_database("mailer")),
		broker_url=SecretStr("memory://"),
		redis_url=SecretStr(servers.redis.build_url(1)),
		campaigns_url=campaigns.url,
		smtp_is_local_mailbox=True,
	)
	wiring = mailer.app.wiring.Wiring(config)
	yield wiring
	wiring.database.close()
