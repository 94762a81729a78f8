"""Why calls end as they do: lists of the company's, chosen at the desk, counted afterwards."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chasqui.contracts.access import Role
from tests.integration.campaigns.desk.test_desk import record, start_campaign, take_next
from tests.integration.campaigns.results.test_own_results import SCHOOL, add
from tests.support.campaigns_world import CampaignsWorld

PATH = "/v1/call-reasons"
PRICE = {"result": "NOT_INTERESTED", "name": "Muy caro"}


def add_reason(world: CampaignsWorld, **fields: Any) -> dict[str, Any]:
	answer = world.open_client(Role.ADMINISTRATOR).post(PATH, json=fields)
	assert answer.status_code == 201, answer.json
	return dict(answer.json)


@pytest.mark.covers("K27")
class TestKeeping:
	def test_an_administrator_adds_and_retires_them(self, world: CampaignsWorld) -> None:
		admin, made = world.open_client(Role.ADMINISTRATOR), add_reason(world, **PRICE)
		assert world.open_client(Role.ADVISOR).get("/v1/desk").json["reasons"] == [made]
		for _ in range(2):  # again is nothing
			assert admin.post(f"{PATH}/{made['id']}/retirement").json["is_retired"] is True
		assert world.open_client(Role.ADVISOR).get("/v1/desk").json["reasons"] == []
		add_reason(world, **PRICE)  # its name is free
		again = admin.post(f"{PATH}/{made['id']}/return")
		assert (again.status_code, again.json["code"]) == (409, "same_name")
		assert admin.post(f"{PATH}/999/retirement").status_code == 404
		for role in (Role.ADVISOR, Role.SUPERVISOR, Role.MARKETING_HEAD):
			assert world.open_client(role).post(PATH, json=PRICE).status_code == 403

	@pytest.mark.parametrize(
		("changes", "status", "field"),
		[
			({"name": "MUY caro"}, 409, "name"),
			({"name": "x"}, 422, "name"),
			({"result": "DO_NOT_CALL"}, 422, "result"),
			({"result": "NADA"}, 422, "result"),
			({"own_result_id": 999}, 422, "result"),
		],
	)
	def test_what_makes_no_sense_is_refused_at_its_field(
		self, world: CampaignsWorld, changes: dict[str, Any], status: int, field: str
	) -> None:
		add_reason(world, **PRICE)
		answer = world.open_client(Role.ADMINISTRATOR).post(PATH, json={**PRICE, **changes})
		assert answer.status_code == status
		assert [one["field"] for one in answer.json["errors"]] == [field]

	def test_of_two_added_at_once_one_is_let_in(self, world: CampaignsWorld) -> None:
		admins = [world.open_client(Role.ADMINISTRATOR) for _ in range(4)]
		with ThreadPoolExecutor(4) as pool:
			answers = [*pool.map(lambda one: one.post(PATH, json=PRICE).status_code, admins)]
		assert sorted(answers) == [201, 409, 409, 409]


@pytest.mark.covers("K19", "K27")
class TestDesk:
	def test_a_call_keeps_why_it_ended_so(self, world: CampaignsWorld) -> None:
		reason = add_reason(world, **PRICE)
		start_campaign(world, members=2, assigned=2)
		advisor, admin = world.open_client(Role.ADVISOR), world.open_client(Role.ADMINISTRATOR)
		record(advisor, take_next(advisor), "NOT_INTERESTED", reason_id=reason["id"])
		admin.post(f"{PATH}/{reason['id']}/retirement")
		lease = take_next(advisor)
		refused = record(advisor, lease, "NOT_INTERESTED", reason_id=reason["id"])
		assert refused.json["errors"][0]["field"] == "reason_id"
		kept = record(advisor, lease, "NOT_INTERESTED", reason_id=reason["id"], late=True)
		assert kept.status_code == 200
		shown = advisor.get(f"/v1/calls?reason_id={reason['id']}").json["items"]
		assert [one["reason"] for one in shown] == ["Muy caro"] * 2
		lines = advisor.get("/v1/reports/calls?by=reason_id").json["lines"]
		counted = [(one["key"], one["name"], one["calls"]) for one in lines]
		assert counted == [(str(reason["id"]), "Muy caro", 2)]

	def test_a_repeated_result_with_another_reason_is_another(self, world: CampaignsWorld) -> None:
		reason = add_reason(world, **PRICE)
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		for _ in range(2):
			done = record(advisor, lease, "NOT_INTERESTED", reason_id=reason["id"])
			assert done.status_code == 200
		assert record(advisor, lease, "NOT_INTERESTED").status_code == 409

	def test_it_is_of_its_result_alone(self, world: CampaignsWorld) -> None:
		own = add(world, **SCHOOL)
		other = add(world, name="En reunión", like="BUSY")
		theirs = add_reason(world, result="BUSY", own_result_id=own["id"], name="Hasta el mediodía")
		fixed = add_reason(world, result="BUSY", name="Comunica")
		assert theirs["own_result_id"] == own["id"]
		start_campaign(world, members=2, assigned=2)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		for wrong in (
			{"result": "SALE", "reason_id": fixed["id"]},
			{"result": "BUSY", "reason_id": theirs["id"]},
			{"result": "BUSY", "own_result_id": other["id"], "reason_id": theirs["id"]},
		):
			assert record(advisor, lease, wrong.pop("result"), **wrong).status_code == 422
		of_own = {"own_result_id": own["id"], "note": "Estudia por la mañana"}
		kept = record(advisor, lease, "BUSY", reason_id=theirs["id"], **of_own)
		assert kept.status_code == 200
		# What is said of a fixed result may be said of its kinds.
		again = record(advisor, take_next(advisor), "BUSY", reason_id=fixed["id"], **of_own)
		assert again.status_code == 200
