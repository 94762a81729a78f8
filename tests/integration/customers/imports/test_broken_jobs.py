"""A job that always breaks waits longer each time, ends with its reason, and delays no other."""

from typing import Any

import pytest
from sqlalchemy import text

from chasqui.kernel.data.database import Database
from chasqui.kernel.jobs.runner import BROKEN, MOST_ATTEMPTS
from customers.app.wiring import Wiring
from customers.config import CustomersConfig
from customers.lists.repositories.bulk_writer import BulkWriter
from tests.integration.customers.doors import Api
from tests.integration.customers.person_world import insert_people

MANY = 300
PASS_TIME = "UPDATE bulk_job SET not_before = now(), leased_until = NULL"


@pytest.fixture
def broken(client: Api, database: Database, monkeypatch: pytest.MonkeyPatch) -> int:
	"""A bulk action that meets a fault of ours."""
	with database.open_session() as session:
		insert_people(session, MANY)
	apply = BulkWriter.apply

	def break_one(writer: BulkWriter, job: Any, ids: Any) -> int:
		if job.tag == "roto":
			raise ZeroDivisionError
		return apply(writer, job, ids)

	monkeypatch.setattr(BulkWriter, "apply", break_one)
	return ask(client, "roto")


def ask(client: Api, tag: str) -> int:
	body = {"action": "tag", "filters": {}, "expected": MANY, "tag": tag}
	return int(client.post("/v1/bulk-jobs", body).get_json()["id"])


def show(client: Api, job_id: int) -> dict[str, Any]:
	return dict(client.get(f"/v1/bulk-jobs/{job_id}").get_json())


class TestBrokenJobs:
	def test_the_sweep_goes_on_with_those_after_it(
		self, client: Api, config: CustomersConfig, broken: int
	) -> None:
		sound = ask(client, "sano")
		runner = Wiring(config).bulk_runner
		runner.sweep()
		assert show(client, sound)["state"] == "done"
		assert show(client, broken)["state"] == "running"
		assert runner.list_waiting() == []  # it waits

	def test_it_ends_with_its_reason_after_many_attempts(
		self, client: Api, config: CustomersConfig, database: Database, broken: int
	) -> None:
		runner = Wiring(config).bulk_runner
		for _ in range(MOST_ATTEMPTS + 1):
			runner.sweep()
			with database.open_session() as session:
				session.execute(text(PASS_TIME))
		ended = show(client, broken)
		assert (ended["state"], ended["error"], ended["done"]) == ("failed", str(BROKEN), 0)
		assert ended["finished_at"]
		assert runner.list_waiting() == []
