"""Bulk actions: at once or by the worker, counted, repeated without harm, audited."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from chasqui.kernel.data.database import Database
from customers.app.wiring import Wiring
from customers.config import CustomersConfig
from customers.lists.repositories.bulk_jobs import BulkJobRepository
from tests.integration.customers.doors import Api
from tests.integration.customers.person_world import insert_people

MANY = 2500
EVERYBODY: dict[str, Any] = {}


def ask(client: Api, action: str, filters: dict[str, Any], expected: int, **more: Any) -> Any:
	body = {"action": action, "filters": filters, "expected": expected, **more}
	return client.post("/v1/bulk-jobs", body)


def count(client: Api, asked: str = "") -> int:
	return int(client.get(f"/v1/customers/facets?{asked}").get_json()["total"])


@pytest.fixture
def people(database: Database) -> None:
	with database.open_session() as session:
		insert_people(session, MANY)


class TestSmallActions:
	@pytest.mark.covers("R11", "M4")
	def test_those_picked_are_tagged_at_once_and_each_is_audited(self, client: Api) -> None:
		ids = [client.register(id_type="passport", id_number=f"PICK{n}")["id"] for n in range(3)]
		job = ask(client, "tag", {"ids": ids[:2]}, 2, tag=" feria  2026 ").get_json()
		assert (job["state"], job["done"], job["changed"], job["tag"]) == (
			"done", 2, 2, "feria 2026",
		)  # fmt: skip
		assert count(client, "tag=FERIA 2026") == 2
		noted = client.get(f"/v1/audit?customer_id={ids[0]}&action=changed").get_json()["items"]
		assert noted[0]["details"] == {"bulk_job": job["id"], "fields": ["tags"]}
		profile = client.get(f"/v1/customers/{ids[0]}/profile").get_json()
		assert (profile["tags"], profile["version"]) == (["feria 2026"], 1)

	@pytest.mark.covers("R11", "R10")
	def test_those_picked_are_assigned_to_an_advisor_and_found_by_it(self, client: Api) -> None:
		ids = [client.register(id_type="passport", id_number=f"PICK{n}")["id"] for n in range(3)]
		rosa, luis = ({"id": 7, "name": "Rosa Vera"}, {"id": 8, "name": "Luis Mora"})
		assert ask(client, "assign", {"ids": ids[:2]}, 2, advisor=rosa).get_json()["changed"] == 2
		assert ask(client, "assign", {"ids": ids[:2]}, 2, advisor=rosa).get_json()["changed"] == 0
		assert ask(client, "assign", {"ids": ids[:1]}, 1, advisor=luis).get_json()["changed"] == 1
		counts = [count(client, f"advisor={one}") for one in (7, 8, "none")]
		assert counts == [1, 1, 1]
		assert count(client, "advisor=7&advisor=none") == 2
		listed = client.get("/v1/customers?advisor=7").get_json()["items"]
		assert [(one["id"], one["advisor"]) for one in listed] == [(ids[1], rosa)]
		assert client.get(f"/v1/customers/{ids[1]}/file").get_json()["advisor"] == rosa
		exported = client.get("/v1/customers/export?columns=advisor&format=jsonl")
		assert "Rosa Vera" in exported.get_data(as_text=True)
		assert ask(client, "unassign", {"ids": ids}, 3).get_json()["changed"] == 2
		assert count(client, "advisor=none") == 3

	def test_a_second_time_changes_nothing(self, client: Api) -> None:
		ids = [client.register()["id"]]
		ask(client, "tag", {"ids": ids}, 1, tag="vip")
		assert ask(client, "tag", {"ids": ids}, 1, tag="VIP").get_json()["changed"] == 0
		assert ask(client, "untag", {"ids": ids}, 1, tag="Vip").get_json()["changed"] == 1
		assert ask(client, "untag", {"ids": ids}, 1, tag="vip").get_json()["changed"] == 0

	def test_archived_ones_are_restored(self, client: Api) -> None:
		customer = client.register()
		assert ask(client, "archive", {"q": "maria"}, 1).get_json()["changed"] == 1
		assert count(client) == 0
		assert ask(client, "restore", {"archived": True}, 1).get_json()["changed"] == 1
		assert client.search("maria") == [customer["id"]]

	def test_another_count_than_was_confirmed_is_a_conflict(self, client: Api) -> None:
		client.register()
		answer = ask(client, "archive", EVERYBODY, 5)
		assert answer.status_code == 409
		assert answer.get_json()["code"] == "list_changed"
		assert count(client) == 1

	def test_a_double_click_is_one_action(self, client: Api) -> None:
		client.register()
		body = {"action": "archive", "filters": {}, "expected": 1}
		twice = [
			client.post("/v1/bulk-jobs", body, headers={"Idempotency-Key": "k"}).get_json()
			for _ in range(2)
		]
		assert twice[0]["id"] == twice[1]["id"]

	@pytest.mark.parametrize(
		"wrong",
		[
			{"action": "tag"}, {"action": "archive", "tag": "x"}, {"action": "restore"},
			{"action": "tag", "tag": "\u0000"}, {"action": "tag", "tag": "x", "filters": {"a": 1}},
		],
	)  # fmt: skip
	def test_what_makes_no_sense_is_refused(self, client: Api, wrong: dict[str, Any]) -> None:
		client.register()
		body = {"filters": {}, "expected": 1, **wrong}
		assert client.post("/v1/bulk-jobs", body).status_code == 422

	def test_only_an_administrator_may(self, client: Api) -> None:
		body = {"action": "archive", "filters": {}, "expected": 1}
		assert client.post("/v1/bulk-jobs", body, role="marketing_head").status_code == 403


@pytest.mark.usefixtures("people")
class TestLargeActions:
	def test_the_worker_does_all_that_match_and_nobody_who_came_later(
		self, client: Api, config: CustomersConfig
	) -> None:
		female = count(client, "gender=F")
		assert female > 200
		job = ask(client, "tag", {"gender": ["F"]}, female, tag="mujeres").get_json()
		assert job["state"] == "queued"
		client.register(id_type="passport", id_number="LATE1")
		Wiring(config).bulk_runner.run(job["id"])
		done = client.get(f"/v1/bulk-jobs/{job['id']}").get_json()
		assert (done["state"], done["done"], done["changed"]) == ("done", female, female)
		assert count(client, "tag=mujeres") == female
		assert client.get("/v1/bulk-jobs").get_json()["items"][0]["id"] == job["id"]

	def test_what_leaves_its_own_filter_on_the_way_is_done_whole(
		self, client: Api, config: CustomersConfig
	) -> None:
		job = ask(client, "archive", EVERYBODY, MANY).get_json()
		Wiring(config).bulk_runner.run(job["id"])
		assert count(client) == 0
		assert count(client, "archived=true") == MANY
		counted = client.post("/v1/segments/count", {"kind": "any"}, role="marketing_head")
		assert counted.get_json()["total"] == 0

	def test_another_holder_goes_on_where_the_first_one_died(
		self, client: Api, config: CustomersConfig, database: Database
	) -> None:
		job = ask(client, "tag", EVERYBODY, MANY, tag="todos").get_json()
		wiring = Wiring(config)
		runner = wiring.bulk_runner
		with database.open_session() as session:
			token = BulkJobRepository(session).claim(job["id"], 20)
		assert token is not None
		assert runner._do_batch(job["id"], token)  # and then its process is gone
		assert client.get(f"/v1/bulk-jobs/{job['id']}").get_json()["done"] == 1000
		assert runner.list_waiting() == []  # its lease still holds
		with database.open_session() as session:
			session.execute(
				text("UPDATE bulk_job SET leased_until = :past"),
				{"past": datetime(2020, 1, 1, tzinfo=UTC)},
			)
		assert runner.list_waiting() == [job["id"]]
		runner.run(job["id"])
		done = client.get(f"/v1/bulk-jobs/{job['id']}").get_json()
		assert (done["state"], done["changed"]) == ("done", MANY)
		assert not runner._do_batch(job["id"], token)  # the dead one's lease is worth nothing

	def test_it_is_paused_resumed_and_cancelled_and_what_was_done_stays(
		self, client: Api, config: CustomersConfig, database: Database
	) -> None:
		job = ask(client, "tag", EVERYBODY, MANY, tag="todos").get_json()
		assert job["job"]["acts"] == ["pause", "cancel"]
		runner = Wiring(config).bulk_runner
		with database.open_session() as session:
			token = BulkJobRepository(session).claim(job["id"], 20)
		assert token is not None
		assert runner._do_batch(job["id"], token)
		paused = act(client, job, "pause").get_json()
		assert (paused["state"], paused["job"]["acts"]) == ("paused", ["resume", "cancel"])
		assert not runner._do_batch(job["id"], token)  # it was taken from its holder
		assert runner.list_waiting() == []
		assert act(client, job, "resume").get_json()["state"] == "queued"
		ended = act(client, job, "cancel").get_json()
		assert (ended["state"], ended["done"], ended["job"]["acts"]) == ("cancelled", 1000, [])
		assert ended["finished_at"]
		runner.run(job["id"])
		assert count(client, "tag=todos") == 1000

	def test_who_comes_second_is_told(self, client: Api) -> None:
		job = ask(client, "tag", EVERYBODY, MANY, tag="todos").get_json()
		assert act(client, job, "cancel").status_code == 200
		late = act(client, job, "pause")
		assert (late.status_code, late.get_json()["code"]) == (409, "bad_state")

	def test_one_that_failed_goes_on_where_it_stood(
		self, client: Api, config: CustomersConfig, database: Database
	) -> None:
		job = ask(client, "tag", EVERYBODY, MANY, tag="todos").get_json()
		with database.open_session() as session:
			session.execute(text("UPDATE bulk_job SET state = 'failed', finished_at = now()"))
		assert act(client, job, "retry").get_json()["finished_at"] is None
		Wiring(config).bulk_runner.run(job["id"])
		assert client.get(f"/v1/bulk-jobs/{job['id']}").get_json()["changed"] == MANY


def act(client: Api, job: dict[str, Any], action: str) -> Any:
	return client.post(f"/v1/bulk-jobs/{job['id']}/actions", {"action": action})
