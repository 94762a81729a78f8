"""The suite on servers that somebody else runs, named by their URLs."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from chasqui.contracts.endpoints.mailer.runs import open_test, show_run
from chasqui.contracts.mailer.runs import RunState, TestSendRequest
from tests.support.servers import TestServers, run_servers
from tests.support.smtp_sink import SmtpSink
from tests.support.suite import RunningSuite, run_suite, wait_until

ADDRESS = "pruebas@correo-propio.ec"
CSV = (
	"tipo_identificacion,identificacion,nombres,apellidos\n"
	"cedula,1710034065,María José,Peña Muñoz\n"
)


@pytest.fixture(scope="module")
def own_servers() -> Iterator[TestServers]:
	with run_servers() as servers:
		yield servers


@pytest.fixture(scope="module")
def sink() -> Iterator[SmtpSink]:
	with SmtpSink() as running:
		yield running


@pytest.fixture(scope="module")
def suite(own_servers: TestServers, sink: SmtpSink) -> Iterator[RunningSuite]:
	environment = {
		"CHASQUI_POSTGRES_URL": own_servers.postgres.build_url("postgres"),
		"CHASQUI_REDIS_URL": own_servers.redis.build_url(3),
		"CHASQUI_BROKER_URL": own_servers.redis.build_url(4),
		"CHASQUI_SMTP_URL": sink.url,
	}
	with run_suite(environment) as running:
		yield running


class TestOwnServers:
	def test_no_server_of_its_own_is_started(self, suite: RunningSuite) -> None:
		names = suite.document["pids"]
		assert not {"postgres", "redis", "mailbox"} & set(names)
		assert suite.document["mailbox"] is None

	def test_the_data_are_in_the_named_postgresql(
		self, suite: RunningSuite, own_servers: TestServers, tmp_path: Path
	) -> None:
		path = tmp_path / "clientes.csv"
		path.write_text(CSV, "utf-8")
		assert suite.import_customers(path)["created"] == 1
		with psycopg.connect(own_servers.postgres.build_url("customers")) as connection:
			assert connection.execute("SELECT count(*) FROM customer").fetchone() == (1,)

	def test_a_mail_leaves_by_the_named_smtp_server(
		self, suite: RunningSuite, sink: SmtpSink
	) -> None:
		mailer = suite.suite_client.sign_in("jefa").mailer
		design = mailer.request("GET", "/v1/designs").json()["items"][0]["id"]
		request = TestSendRequest(design_id=design, emails=[ADDRESS])
		run = mailer.once(str(uuid4())).call(open_test, body=request)
		wait_until(lambda: mailer.call(show_run, run_id=run.id).state is RunState.DONE, 30)
		assert sink.recipients == [ADDRESS]

	def test_the_end_leaves_the_servers_running(
		self, suite: RunningSuite, own_servers: TestServers
	) -> None:
		suite.stop()
		with psycopg.connect(own_servers.postgres.build_url("customers")) as connection:
			assert connection.execute("SELECT count(*) FROM customer").fetchone() == (1,)
