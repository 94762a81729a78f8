"""The company's own results: named by the administrator, used at the desk, kept when retired."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest

from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.kernel.clock import read_now
from tests.integration.campaigns.desk.test_desk import record, start_campaign, take_next
from tests.support.campaigns_world import CampaignsWorld

PATH = "/v1/own-results"
LATER = {"name": "Fuera de servicio", "like": "WRONG_NUMBER", "key": "f"}
SCHOOL = {
	"name": "En clases",
	"like": "BUSY",
	"retry_minutes": 45,
	"most_a_day": 1,
	"least_note": 5,
}


def add(world: CampaignsWorld, **fields: Any) -> dict[str, Any]:
	answer = world.open_client(Role.ADMINISTRATOR).post(PATH, json=fields)
	assert answer.status_code == 201, answer.json
	return dict(answer.json)


def change(world: CampaignsWorld, row: dict[str, Any], **changes: Any) -> Any:
	body = {name: row[name] for name in row if name not in ("id", "is_retired")}
	way = f"{PATH}/{row['id']}"
	return world.open_client(Role.ADMINISTRATOR).put(way, json={**body, **changes})


@pytest.mark.covers("K27")
class TestKeeping:
	def test_an_administrator_adds_changes_and_retires_them(self, world: CampaignsWorld) -> None:
		admin, made = world.open_client(Role.ADMINISTRATOR), add(world, **LATER)
		assert change(world, made, name="Sin servicio").json["name"] == "Sin servicio"
		stale = change(world, made, name="Otro")
		assert (stale.status_code, stale.json["code"]) == (409, "stale")
		for _ in range(2):  # again is nothing
			assert admin.post(f"{PATH}/{made['id']}/retirement").json["is_retired"] is True
		assert world.open_client(Role.ADVISOR).get("/v1/desk").json["own_results"] == []
		assert len(admin.get(PATH).json["items"]) == 1
		add(world, **LATER)  # its name and key are free
		again = admin.post(f"{PATH}/{made['id']}/return")
		assert (again.status_code, again.json["code"]) == (409, "same_key")
		for role in (Role.ADVISOR, Role.SUPERVISOR, Role.MARKETING_HEAD):
			assert world.open_client(role).post(PATH, json=LATER).status_code == 403

	@pytest.mark.parametrize(
		("changes", "field"),
		[
			({"key": "f", "name": "Otro"}, "key"),
			({"key": "g", "name": "FUERA de servicio"}, "name"),
			({"key": "g", "name": "No contesta"}, "name"),
			({"key": "r", "name": "Otro"}, "key"),
			({"key": "7", "name": "Otro"}, "key"),
			({"like": "DO_NOT_CALL", "key": None, "name": "Otro"}, "like"),
			({"like": "BUSY", "key": None, "name": "Otro", "most_a_day": 0}, "most_a_day"),
			({"like": "BUSY", "key": None, "name": "Otro", "retry_minutes": 0}, "retry_minutes"),
			({"like": "SALE", "key": None, "name": "Otro", "retry_minutes": 5}, ""),
			({"like": "SALE", "key": None, "name": "Otro", "is_last": True}, ""),
			({"like": "CALLBACK_OWN", "key": None, "name": "Otro", "is_last": True}, ""),
			({"like": "BUSY", "key": None, "name": "Otro", "is_last": True, "most_a_day": 2}, ""),
			({"like": "NADA", "key": None, "name": "Otro"}, "like"),
		],
	)
	def test_what_makes_no_sense_is_refused_at_its_field(
		self, world: CampaignsWorld, changes: dict[str, Any], field: str
	) -> None:
		add(world, **LATER)
		answer = world.open_client(Role.ADMINISTRATOR).post(PATH, json={**LATER, **changes})
		assert answer.status_code in (409, 422), answer.json
		assert [one["field"] for one in answer.json["errors"]] == [field]

	def test_of_two_with_one_key_at_once_one_is_let_in(self, world: CampaignsWorld) -> None:
		clients = [world.open_client(Role.ADMINISTRATOR) for _ in range(4)]
		bodies = [{**LATER, "name": f"Resultado {n}"} for n in range(4)]
		with ThreadPoolExecutor(4) as pool:
			answers = pool.map(
				lambda one: one[0].post(PATH, json=one[1]), zip(clients, bodies, strict=True)
			)
		assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]

	def test_of_what_kind_it_is_does_not_change(self, world: CampaignsWorld) -> None:
		refused = change(world, add(world, **LATER), like="BUSY")
		assert (refused.status_code, refused.json["code"]) == (422, "other_kind")


@pytest.mark.covers("K27")
class TestDesk:
	def test_a_call_ends_so_and_what_follows_is_that_of_its_kind(
		self, world: CampaignsWorld
	) -> None:
		made = add(world, **LATER)
		start_campaign(world, members=2, assigned=2)
		advisor = world.open_client(Role.ADVISOR)
		assert [one["key"] for one in advisor.get("/v1/desk").json["own_results"]] == ["f"]
		lease = take_next(advisor)
		done = record(advisor, lease, "WRONG_NUMBER", own_result_id=made["id"])
		assert done.json["next_attempt_at"] is None
		again = record(advisor, lease, "WRONG_NUMBER", own_result_id=made["id"])
		assert again.json["call_id"] == done.json["call_id"]
		assert record(advisor, lease, "WRONG_NUMBER").status_code == 409  # another result
		record(advisor, take_next(advisor), "SALE")
		found = advisor.get(f"/v1/calls?own_result_id={made['id']}").json["items"]
		assert [(one["result"], one["own_result"]) for one in found] == [
			("WRONG_NUMBER", "Fuera de servicio")
		]
		lines = advisor.get("/v1/reports/calls?by=own_result_id").json["lines"]
		counts = {one["key"]: (one["name"], one["calls"]) for one in lines}
		assert counts == {str(made["id"]): ("Fuera de servicio", 1), "": ("", 1)}
		assert advisor.get("/v1/desk").json["contacted_today"] == 2  # as its kind

	def test_its_own_wait_stands_in_the_place_of_the_rules(self, world: CampaignsWorld) -> None:
		made = add(world, **SCHOOL)
		start_campaign(world, members=2, assigned=2)
		advisor, before = world.open_client(Role.ADVISOR), read_now()
		waits = []
		for own in (made["id"], None):
			more = {} if own is None else {"own_result_id": own}
			told = record(advisor, take_next(advisor), "BUSY", note="A las dos", **more)
			waits.append(datetime.fromisoformat(told.json["next_attempt_at"]) - before)
		assert waits[0] > timedelta(hours=23)  # once a day
		assert waits[1] < timedelta(minutes=21)

	def test_a_note_that_is_too_short_is_refused(self, world: CampaignsWorld) -> None:
		made = add(world, **SCHOOL)
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		refused = record(advisor, lease, "BUSY", own_result_id=made["id"], note=" dos ")
		assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "note")
		assert "5 letras" in refused.json["detail"]
		assert record(advisor, lease, "BUSY").status_code == 200

	@pytest.mark.parametrize("result", [CallResult.SALE, CallResult.BUSY])
	def test_one_of_another_kind_or_none_is_refused(
		self, world: CampaignsWorld, result: CallResult
	) -> None:
		made = add(world, **LATER)
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		for number in (made["id"], 999):
			refused = record(advisor, lease, result.value, own_result_id=number)
			assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "result")

	def test_a_retired_one_is_refused_and_its_calls_keep_it(self, world: CampaignsWorld) -> None:
		made = add(world, **LATER)
		start_campaign(world, members=2, assigned=2)
		advisor = world.open_client(Role.ADVISOR)
		record(advisor, take_next(advisor), "WRONG_NUMBER", own_result_id=made["id"])
		world.open_client(Role.ADMINISTRATOR).post(f"{PATH}/{made['id']}/retirement")
		lease = take_next(advisor)
		typed = {"own_result_id": made["id"]}
		refused = record(advisor, lease, "WRONG_NUMBER", **typed)
		assert refused.json["errors"][0]["code"] == "retired"
		assert record(advisor, lease, "WRONG_NUMBER", late=True, **typed).status_code == 200
		names = [one["own_result"] for one in advisor.get("/v1/calls").json["items"]]
		assert names == ["Fuera de servicio"] * 2
