"""Segments under a name: by criteria, or of customers who were picked (R29)."""

from typing import Any

import pytest
from sqlalchemy import text

from chasqui.contracts.event_payloads import EventName
from chasqui.kernel.data.database import Database
from customers.app.wiring import Wiring
from customers.config import CustomersConfig
from tests.integration.customers.doors import Api
from tests.integration.customers.person_world import insert_people
from tests.support.events import hand_event

HEAD = "marketing_head"
PATH = "/v1/saved-segments"


class TestPicked:
	@pytest.mark.covers("R29")
	def test_who_was_picked_stays_whatever_the_list_says_later(
		self, client: Api, database: Database
	) -> None:
		fill(database, 60)
		kept = save(client, filters={"gender": ["F"]}, expected=count_list(client, "gender=F"))
		assert kept["kind"] == "picked"
		assert kept["customers"] == count_list(client, "gender=F") > 0
		run(database, "UPDATE customer SET gender = 'M' WHERE gender = 'F'")
		assert count_again(client, kept["id"]) == kept["customers"]
		assert count_list(client, "gender=F") == 0

	@pytest.mark.covers("R29")
	def test_rows_that_were_chosen_are_picked(self, client: Api, database: Database) -> None:
		fill(database, 9)
		ids = list_ids(database)[:3]
		kept = save(client, filters={"ids": ids}, expected=3)
		assert kept["customers"] == 3
		more = {"kind": "any", "picked": kept["id"], "may_email": ["yes"]}
		counted = client.post("/v1/segments/count", more, role=HEAD).get_json()
		assert counted["total"] == counted["reachable_email"] < 3

	@pytest.mark.covers("R29")
	def test_whoever_was_merged_is_followed_and_whoever_was_erased_is_gone(
		self, client: Api, database: Database
	) -> None:
		fill(database, 8)
		first, second, third, kept, other, *_ = list_ids(database)
		segment = save(client, filters={"ids": [first, second, third]}, expected=3)["id"]
		# A chain of two merges, both into one who was not picked: the two are one person.
		for merged, into in ((first, other), (other, kept)):
			merge(client, into, merged)
		undone = merge(client, kept, second)
		assert count_again(client, segment) == 2
		assert client.post(f"/v1/merges/{undone}/undoing", {}).status_code < 300
		assert count_again(client, segment) == 3
		run(database, "UPDATE customer SET archived_at = now(), erased_at = now() WHERE id = :one",
			one=third)  # fmt: skip
		assert count_again(client, segment) == 2

	@pytest.mark.parametrize(
		("filters", "expected", "status", "code"),
		[
			({"gender": ["F"]}, 1, 409, "list_changed"),
			({}, 29, 409, "list_changed"),
			({}, 31, 409, "list_changed"),
			({"archived": True}, 1, 422, "archived"),
			({"custom": ["nadie:1"]}, 1, 422, "unknown_field"),
			({}, 200_001, 422, "too_many"),
		],
	)
	def test_what_cannot_be_picked_is_refused(
		self, client: Api, database: Database, filters: Any, expected: int, status: int, code: str
	) -> None:
		fill(database, 30)
		body = {"name": "Nadie", "filters": filters, "expected": expected}
		answer = client.post(PATH, body, role=HEAD)
		assert answer.status_code == status
		assert answer.get_json()["code"] == code
		assert client.get(PATH, role=HEAD).get_json()["items"] == []

	def test_its_criteria_do_not_change(self, client: Api, database: Database) -> None:
		fill(database, 3)
		kept = save(client, filters={}, expected=3)
		body = {"name": "Otro nombre", "version": 1, "criteria": {"genders": ["F"]}}
		answer = client.put_path(f"{PATH}/{kept['id']}", body, role=HEAD)
		assert (answer.status_code, answer.get_json()["code"]) == (422, "picked")


class TestCriteria:
	@pytest.mark.covers("R29")
	def test_it_counts_who_meets_them_now(self, client: Api, database: Database) -> None:
		fill(database, 40)
		kept = save(client, criteria={"genders": ["F"]})
		assert kept["kind"] == "criteria"
		assert kept["customers"] == count_list(client, "gender=F")
		run(database, "UPDATE customer SET gender = 'F' WHERE kind = 'person'")
		assert client.get(f"{PATH}/{kept['id']}", role=HEAD).get_json() == kept
		assert count_again(client, kept["id"]) > kept["customers"]

	def test_a_change_of_what_somebody_else_changed_is_refused(
		self, client: Api, database: Database
	) -> None:
		fill(database, 5)
		kept = save(client, criteria={})
		change = {"name": "Todos", "description": "De prueba", "version": 1}
		assert put(client, kept["id"], change).status_code == 200
		answer = put(client, kept["id"], {**change, "name": "Otros"})
		assert (answer.status_code, answer.get_json()["code"]) == (409, "stale")
		assert answer.get_json()["current"]["name"] == "Todos"

	@pytest.mark.parametrize(
		("body", "field"),
		[
			({"name": "x", "criteria": {}}, "name"),
			({"name": "Dos", "criteria": {"cantons": ["9999"]}}, "cantons"),
			({"name": "Dos", "criteria": {"picked": 99}}, "picked"),
			({"name": "Dos"}, ""),
			({"name": "Dos", "filters": {}}, ""),
			({"name": "Dos", "filters": {}, "expected": 1, "criteria": {}}, ""),
		],
	)
	def test_what_makes_no_sense_is_refused_at_its_field(
		self, client: Api, body: dict[str, Any], field: str
	) -> None:
		answer = client.post(PATH, body, role=HEAD)
		assert answer.status_code == 422
		assert [one["field"] for one in answer.get_json()["errors"]] == [field]


class TestUses:
	def test_one_that_a_campaign_uses_is_not_deleted(
		self, client: Api, config: CustomersConfig
	) -> None:
		segment = save(client, criteria={})["id"]
		use(config, campaign_id=4, campaign_name="Bienvenida", segment_ids=[segment, 99])
		use(config, campaign_id=4, campaign_name="Bienvenida", segment_ids=[segment])
		known = [{"campaign_id": 4, "campaign_name": "Bienvenida"}]
		assert client.get(f"{PATH}/{segment}", role=HEAD).get_json()["uses"] == known
		assert client.get(PATH, role=HEAD).get_json()["items"][0]["uses"] == known
		refused = ask(client, "delete", segment, "staff:1")
		assert (refused.status_code, refused.get_json()["code"]) == (409, "in_use")
		assert "«Bienvenida»" in refused.get_json()["detail"]
		use(config, campaign_id=4, campaign_name="Bienvenida", segment_ids=[])
		assert ask(client, "delete", segment, "staff:1").status_code == 204

	def test_one_that_others_are_built_on_is_not_deleted(
		self, client: Api, database: Database
	) -> None:
		fill(database, 6)
		base = save(client, filters={}, expected=6, name="Base", is_shared=True)["id"]
		built = {"kind": "any", "picked": base, "may_email": ["yes"]}
		own = save(client, criteria=built, name="Con correo")["id"]
		refused = ask(client, "delete", base, "staff:1")
		assert (refused.status_code, refused.get_json()["code"]) == (409, "in_use")
		assert "«Con correo»" in refused.get_json()["detail"]
		body = {"name": "Ajeno", "criteria": built}
		other = client.post(PATH, body, role=HEAD, subject="staff:2").get_json()["id"]
		assert "Ajeno" not in ask(client, "delete", base, "staff:1").get_json()["detail"]
		for number, subject in ((own, "staff:1"), (other, "staff:2"), (base, "staff:1")):
			assert ask(client, "delete", number, subject).status_code == 204


class TestOwners:
	@pytest.mark.covers("R29")
	def test_nobody_builds_on_what_somebody_else_keeps_to_themselves(
		self, client: Api, database: Database, config: CustomersConfig
	) -> None:
		fill(database, 5)
		own = save(client, filters={}, expected=5)["id"]
		assert build_on(client, own, "staff:1") == (200, 201)
		assert build_on(client, own, "staff:2") == (422, 422)
		use(config, campaign_id=4, campaign_name="Bienvenida", segment_ids=[own])
		assert build_on(client, own, "staff:2") == (200, 201)

	@pytest.mark.parametrize("is_first_shared", [True, False])
	def test_others_build_on_what_is_shared_and_on_what_it_is_built_on(
		self, client: Api, database: Database, *, is_first_shared: bool
	) -> None:
		fill(database, 5)
		first = save(client, filters={}, expected=5, is_shared=is_first_shared)["id"]
		criteria = {"kind": "any", "picked": first}
		built = save(client, criteria=criteria, name="Otro", is_shared=not is_first_shared)["id"]
		assert build_on(client, first, "staff:2") == (200, 201)
		status = 404 if is_first_shared else 200
		counted = client.post(f"{PATH}/{built}/count", {}, role=HEAD, subject="staff:2")
		assert counted.status_code == status

	def test_others_use_a_shared_one_and_see_no_other(
		self, client: Api, database: Database
	) -> None:
		fill(database, 4)
		own = save(client, criteria={}, name="Propio")["id"]
		shared = save(client, criteria={}, name="De todos", is_shared=True)["id"]
		other = "staff:2"
		page = client.get(PATH, role=HEAD, subject=other).get_json()["items"]
		assert [(one["name"], one["is_own"]) for one in page] == [("De todos", False)]
		assert client.get(f"{PATH}/{own}", role=HEAD, subject=other).status_code == 404
		for way in ("put", "delete"):
			answer = ask(client, way, shared, other)
			assert (answer.status_code, answer.get_json()["code"]) == (403, "not_own")

	def test_names_are_one_whatever_their_capitals(self, client: Api) -> None:
		save(client, criteria={}, name="Mujeres de Quito")
		answer = client.post(PATH, {"name": "mujeres  de quíto", "criteria": {}}, role=HEAD)
		assert (answer.status_code, answer.get_json()["code"]) == (409, "name_taken")
		assert answer.get_json()["errors"][0]["field"] == "name"

	def test_the_list_is_searched_narrowed_and_sorted(
		self, client: Api, database: Database
	) -> None:
		fill(database, 20)
		save(client, criteria={}, name="Todos")
		save(client, criteria={"genders": ["F"]}, name="Mujeres")
		save(client, filters={"kind": ["company"]}, expected=1, name="Empresas")
		assert list_names(client, "q=MUJ") == ["Mujeres"]
		assert list_names(client, "kind=picked") == ["Empresas"]
		assert list_names(client, "sort=-customers") == ["Todos", "Mujeres", "Empresas"]
		assert list_names(client, "own=false") == []

	def test_what_is_done_is_in_the_audit(self, client: Api) -> None:
		kept = save(client, criteria={})["id"]
		assert ask(client, "delete", kept, "staff:1").status_code == 204
		entries = client.get("/v1/audit").get_json()["items"]
		found = [(one["action"], one["details"]["segment_id"]) for one in entries[:2]]
		assert found == [("segment_deleted", kept), ("segment_saved", kept)]
		assert client.get(f"{PATH}/{kept}", role=HEAD).status_code == 404


def build_on(client: Api, segment_id: int, subject: str) -> tuple[int, int]:
	"""Return how counting and saving criteria that ask for a picked segment are answered."""
	criteria = {"kind": "any", "picked": segment_id}
	counted = client.post("/v1/segments/count", criteria, role=HEAD, subject=subject)
	body = {"name": f"De {subject} sobre {segment_id}", "criteria": criteria}
	saved = client.post(PATH, body, role=HEAD, subject=subject)
	for answer in (counted, saved):
		if answer.status_code == 422:
			assert [one["field"] for one in answer.get_json()["errors"]] == ["picked"]
	return counted.status_code, saved.status_code


def use(config: CustomersConfig, **payload: Any) -> None:
	"""Have campaigns publish what a campaign uses."""
	wiring = Wiring(config)
	with wiring.database.open_session() as session:
		hand_event(session, wiring.list_subscriptions(), EventName.SEGMENTS_USED, payload)
	wiring.database.close()


def merge(client: Api, kept: int, merged: int) -> int:
	answer = client.post("/v1/merges", {"kept_id": kept, "merged_id": merged, "taken": []})
	assert answer.status_code == 201, answer.get_json()
	return int(answer.get_json()["id"])


def fill(database: Database, count: int) -> None:
	with database.open_session() as session:
		insert_people(session, count)


def run(database: Database, statement: str, **values: Any) -> None:
	with database.open_session() as session:
		session.execute(text(statement), values)


def list_ids(database: Database) -> list[int]:
	with database.open_session() as session:
		return list(session.scalars(text("SELECT id FROM customer ORDER BY id")))


def save(client: Api, *, name: str = "Un segmento", **body: Any) -> dict[str, Any]:
	answer = client.post(PATH, {"name": name, **body}, role=HEAD)
	assert answer.status_code == 201, answer.get_json()
	return dict(answer.get_json())


def put(client: Api, segment_id: int, body: dict[str, Any]) -> Any:
	return client.put_path(f"{PATH}/{segment_id}", body, role=HEAD)


def ask(client: Api, way: str, segment_id: int, subject: str) -> Any:
	path = f"{PATH}/{segment_id}"
	if way == "delete":
		return client.delete_path(path, role=HEAD, subject=subject)
	body = {"name": "Nada", "version": 1}
	return client.put_path(path, body, role=HEAD, subject=subject)


def count_again(client: Api, segment_id: int) -> int:
	return int(client.post(f"{PATH}/{segment_id}/count", {}, role=HEAD).get_json()["customers"])


def count_list(client: Api, asked: str) -> int:
	return int(client.get(f"/v1/customers/facets?{asked}").get_json()["total"])


def list_names(client: Api, asked: str) -> list[str]:
	return [one["name"] for one in client.get(f"{PATH}?{asked}", role=HEAD).get_json()["items"]]
