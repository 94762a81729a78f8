"""A broken member stream leaves no half audience, whatever breaks it (K16; architecture 4.2)."""

import os
import signal
import time
from collections.abc import Iterator
from typing import Any

import httpx
import psycopg
import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from campaigns.accounts.models.staff import StaffAccountRow
from chasqui.contracts import queues
from chasqui.contracts.access import Service
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.data.database import name_driver
from chasqui.kernel.tasks.messages import Publisher
from tests.integration.customers.person_world import insert_people
from tests.support.campaigns_world import CAMPAIGN, PASSWORD, hash_password
from tests.support.faulty_proxy import FaultyProxy, run_proxy
from tests.support.processes import ServiceProcesses, run_services
from tests.support.servers import TestServers
from tests.support.suite import wait_until

CUSTOMERS = 60_000
PATIENCE = 30

pytestmark = pytest.mark.chaos


class World:
	"""Real customers, campaigns and worker processes, with a proxy before customers."""

	def __init__(self, processes: ServiceProcesses, proxy: FaultyProxy) -> None:
		self.processes = processes
		self.proxy = proxy
		self.publisher = Publisher(
			processes.plan().build_environment("campaigns")["CHASQUI_BROKER_URL"],
			prefix="chasqui:",
		)
		self._head = self._sign_in()

	def make_campaign(self) -> int:
		body = {**CAMPAIGN, "criteria": {}}
		return int(self._ask("POST", "/v1/campaigns", json=body)["id"])

	def request_audience(self, campaign_id: int) -> int:
		return int(self._ask("POST", f"/v1/campaigns/{campaign_id}/audience")["id"])

	def read_audience(self, campaign_id: int) -> dict[str, Any]:
		return self._ask("GET", f"/v1/campaigns/{campaign_id}/audience")

	def count_rows(self, audience_id: int) -> int:
		with psycopg.connect(self.processes.databases["campaigns"]) as connection:
			row = connection.execute(
				"SELECT count(*) FROM audience_member WHERE audience_id = %s", [audience_id]
			).fetchone()
		assert row is not None
		return int(row[0])

	def sweep(self) -> None:
		"""Send what the beat would send within 30 s."""
		self.publisher.publish(queues.CAMPAIGNS_SWEEP, queues.CAMPAIGNS_QUEUE)

	def _sign_in(self) -> RestClient:
		body = {"grant_type": "password", "username": "jefa", "password": PASSWORD}
		url = self.processes.build_url("campaigns")
		token = httpx.post(f"{url}/v1/token", json=body).raise_for_status().json()["access_token"]
		return RestClient(url, Service.CAMPAIGNS, read_token=lambda: token)

	def _ask(self, method: str, path: str, **options: Any) -> dict[str, Any]:
		return dict(self._head.request(method, path, **options).json())


@pytest.fixture(scope="module")
def world(servers: TestServers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
	folder = tmp_path_factory.mktemp("processes")
	with run_services(servers, folder, "customers", "campaigns") as processes:
		_fill(processes)
		with run_proxy(processes.build_url("customers")) as proxy:
			processes.start("customers-web", "campaigns-web")
			processes.start("campaigns-worker", customers=proxy.port)
			yield World(processes, proxy)


@pytest.mark.covers("K16")
class TestBrokenStream:
	@pytest.mark.parametrize("mode", ["abrupt", "as_if_whole"])
	def test_a_cut_stream_leaves_nothing_and_the_next_try_is_whole(
		self, world: World, mode: str
	) -> None:
		world.proxy.set_mode(mode)
		campaign_id = world.make_campaign()
		audience_id = world.request_audience(campaign_id)
		wait_until(lambda: world.read_audience(campaign_id)["error"], PATIENCE)
		assert world.count_rows(audience_id) == 0
		world.proxy.set_mode("pass")
		world.sweep()
		_expect_whole(world, campaign_id, audience_id)

	def test_a_killed_worker_leaves_nothing_and_its_successor_builds_the_whole(
		self, world: World
	) -> None:
		world.proxy.set_mode("slow")
		campaign_id = world.make_campaign()
		audience_id = world.request_audience(campaign_id)
		assert world.proxy.streaming.wait(PATIENCE)
		time.sleep(0.3)
		assert world.read_audience(campaign_id)["state"] == "building"
		worker = world.processes.supervisor.children["campaigns-worker"]
		assert worker.pid is not None
		os.kill(worker.pid, signal.SIGKILL)
		wait_until(lambda: not worker.is_running(), PATIENCE)
		assert world.count_rows(audience_id) == 0
		world.proxy.set_mode("pass")
		wait_until(worker.restart_if_dead, PATIENCE)
		world.sweep()
		_expect_whole(world, campaign_id, audience_id)

	def test_customers_dying_in_the_middle_leaves_nothing(self, world: World) -> None:
		world.proxy.set_mode("slow")
		campaign_id = world.make_campaign()
		audience_id = world.request_audience(campaign_id)
		assert world.proxy.streaming.wait(PATIENCE)
		customers = world.processes.supervisor.children["customers-web"]
		assert customers.pid is not None
		os.killpg(customers.pid, signal.SIGKILL)
		wait_until(lambda: world.read_audience(campaign_id)["error"], PATIENCE)
		assert world.count_rows(audience_id) == 0
		world.proxy.set_mode("pass")
		world.processes.supervisor.wait_ready(["customers-web"], PATIENCE)
		world.sweep()
		_expect_whole(world, campaign_id, audience_id)


def _fill(processes: ServiceProcesses) -> None:
	for service, fill in (("customers", _fill_customers), ("campaigns", _fill_staff)):
		engine = create_engine(name_driver(processes.databases[service]))
		with Session(engine) as session, session.begin():
			fill(session)
		engine.dispose()


def _fill_customers(session: Session) -> None:
	insert_people(session, CUSTOMERS)


def _fill_staff(session: Session) -> None:
	session.add(
		StaffAccountRow(
			username="jefa",
			name="Jefa de prueba",
			roles=["marketing_head"],
			password_hash=hash_password(),
		)
	)


def _expect_whole(world: World, campaign_id: int, audience_id: int) -> None:
	wait_until(lambda: world.read_audience(campaign_id)["state"] == "ready", PATIENCE)
	audience = world.read_audience(campaign_id)
	assert audience["members"] == world.count_rows(audience_id) > 1000
