"""Who is held out is drawn when the audience is built, and is never mailed nor called (K19)."""

from typing import Any

import pytest
from sqlalchemy import text

from chasqui.contracts.access import Role
from tests.integration.campaigns.campaigns.test_care import change
from tests.integration.campaigns.desk.test_desk import assign
from tests.support.campaigns_world import CAMPAIGN, CampaignsWorld, make_members

pytestmark = pytest.mark.covers("K19")


def build(world: CampaignsWorld, members: int, **changes: Any) -> dict[str, Any]:
	"""Return the audience of a new campaign."""
	world.customers.members = make_members(members)
	return world.build_audience(world.make_campaign(**changes)["id"])


def list_held(world: CampaignsWorld, audience_id: int) -> list[int]:
	query = text("SELECT customer_id FROM holdout_member WHERE audience_id = :of ORDER BY 1")
	with world.wiring.database.open_session() as session:
		return list(session.scalars(query, {"of": audience_id}))


class TestDrawHoldout:
	@pytest.mark.parametrize(("percent", "held"), [(0, 0), (1, 0), (10, 4), (33, 13), (50, 20)])
	def test_so_many_in_a_hundred_are_drawn(
		self, world: CampaignsWorld, percent: int, held: int
	) -> None:
		audience = build(world, 40, holdout_percent=percent)
		assert (audience["members"], audience["held_out"]) == (40, held)
		assert audience["reachable_email"] == audience["reachable_phone"] == 40 - held
		assert len(list_held(world, audience["id"])) == held

	@pytest.mark.parametrize("percent", [-1, 51, 100])
	def test_a_group_that_leaves_too_few_is_refused(
		self, world: CampaignsWorld, percent: int
	) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		refused = head.post("/v1/campaigns", json={**CAMPAIGN, "holdout_percent": percent})
		assert refused.status_code == 422
		assert refused.json["errors"][0]["field"] == "holdout_percent"
		assert "de 0 a 50 %" in str(refused.json["errors"][0])

	def test_built_anew_the_same_seed_draws_the_same_people(self, world: CampaignsWorld) -> None:
		audience = build(world, 60, holdout_percent=20)
		before = list_held(world, audience["id"])
		again = world.build_audience(audience["campaign_id"])
		assert list_held(world, again["id"]) == before
		world.customers.members = make_members(30)
		fewer = world.build_audience(audience["campaign_id"])
		assert fewer["held_out"] == 6
		assert set(list_held(world, fewer["id"])) <= set(range(1, 31))

	def test_two_campaigns_draw_different_people(self, world: CampaignsWorld) -> None:
		one, other = (build(world, 200, holdout_percent=50) for _ in range(2))
		assert list_held(world, one["id"]) != list_held(world, other["id"])

	def test_another_share_outdates_the_audience(self, world: CampaignsWorld) -> None:
		audience = build(world, 10)
		head = world.open_client(Role.MARKETING_HEAD)
		campaign_id = audience["campaign_id"]
		changed = change(head, campaign_id, holdout_percent=20).json
		assert (changed["phase"], changed["audience"]["state"]) == ("planned", "outdated")
		assert world.build_audience(campaign_id)["held_out"] == 2
		change(head, campaign_id, holdout_percent=0)
		assert world.build_audience(campaign_id)["held_out"] == 0
		assert list_held(world, audience["id"]) == []


class TestContactNobodyHeldOut:
	def test_nobody_of_them_is_mailed_or_called(self, world: CampaignsWorld) -> None:
		audience = build(world, 20, holdout_percent=25)
		held = list_held(world, audience["id"])
		mailer = world.open_service_client("recipients:stream")
		stream = mailer.get(f"/v1/recipients/{audience['id']}?run_id=1").get_data(as_text=True)
		*lines, end = [line.split("\t") for line in stream.splitlines()]
		assert (len(lines), end) == (15, ["#rows", "15"])
		assert not {int(line[2]) for line in lines} & set(held)
		world.move(audience["campaign_id"], "in_execution")
		given = assign(world, audience["campaign_id"], "advisor", 20)
		assert given["assigned"] == 15
		with world.wiring.database.open_session() as session:
			called = set(session.scalars(text("SELECT customer_id FROM call_task")))
		assert not called & set(held)

	def test_the_list_says_who_they_are(self, world: CampaignsWorld) -> None:
		audience = build(world, 20, holdout_percent=25)
		head = world.open_client(Role.MARKETING_HEAD)
		path = f"/v1/campaigns/{audience['campaign_id']}/members"
		held = head.get(f"{path}?group=held_out").json["items"]
		assert [one["customer_id"] for one in held] == list_held(world, audience["id"])
		assert all(one["is_held_out"] for one in held)
		contacted = head.get(f"{path}?group=contacted").json["items"]
		assert len(contacted) == 15
		assert not any(one["is_held_out"] for one in contacted)
		assert len(head.get(path).json["items"]) == 20

	def test_the_person_is_shown_where_they_are_held_out(self, world: CampaignsWorld) -> None:
		audience = build(world, 2, holdout_percent=50)
		[held] = list_held(world, audience["id"])
		administrator = world.open_client(Role.ADMINISTRATOR)
		for customer_id in (1, 2):
			shown = administrator.get(f"/v1/customers/{customer_id}/holdings").json["sections"]
			titles = [one["title"] for one in shown]
			assert ("Grupos de control de campañas" in titles) is (customer_id == held)
