"""Customers are shared out evenly among advisors (K26)."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chasqui.contracts.access import Role
from tests.integration.campaigns.desk.test_desk import assign, start_campaign
from tests.support.campaigns_world import CampaignsWorld, make_members


def split(world: CampaignsWorld, campaign_id: int, **fields: Any) -> Any:
	body = {"advisor_ids": [world.staff["advisor"], world.staff["segundo"]], **fields}
	way = f"/v1/campaigns/{campaign_id}/assignments/split"
	return world.open_client(Role.MARKETING_HEAD).post(way, json=body)


def read_shares(answer: Any) -> dict[str, int]:
	assert answer.status_code == 201, answer.json
	return {one["advisor_name"]: one["assigned"] for one in answer.json["items"]}


@pytest.mark.covers("K26")
class TestSplit:
	def test_everybody_without_an_advisor_is_shared_out(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=9)
		assert sorted(read_shares(split(world, campaign_id)).values()) == [4, 5]
		nobody = split(world, campaign_id)
		assert (nobody.status_code, nobody.json["code"]) == (409, "nobody_left")

	def test_the_one_too_many_is_for_who_has_less(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=12)
		assign(world, campaign_id, "advisor", 3)
		assert read_shares(split(world, campaign_id, total=3)) == {"advisor": 1, "segundo": 2}

	def test_fewer_than_asked_for_are_shared_only_if_that_is_meant(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = start_campaign(world, members=4)
		asked = split(world, campaign_id, total=10)
		assert (asked.status_code, asked.json["code"]) == (409, "fewer_left")
		assert asked.json["errors"][0]["field"] == "total"
		given = split(world, campaign_id, total=10, confirm_fewer=True)
		assert read_shares(given) == {"advisor": 2, "segundo": 2}

	def test_who_gets_nobody_has_no_assignment(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=4)
		assert [*read_shares(split(world, campaign_id, total=1)).values()] == [1]
		path = f"/v1/campaigns/{campaign_id}/assignments"
		assert len(world.open_client(Role.MARKETING_HEAD).get(path).json["items"]) == 1

	def test_of_one_province_alone(self, world: CampaignsWorld) -> None:
		members = make_members(4)
		place = members[0].index("EC-P")
		members[0] = (*members[0][:place], "EC-G", *members[0][place + 1 :])
		world.customers.members = members
		campaign_id = int(world.make_campaign()["id"])
		world.build_audience(campaign_id)
		world.move(campaign_id, "in_execution")
		assert sum(read_shares(split(world, campaign_id, province="EC-G")).values()) == 1
		refused = split(world, campaign_id, province="EC-G")
		assert refused.json["code"] == "nobody_left"
		assert sum(read_shares(split(world, campaign_id)).values()) == 3

	@pytest.mark.parametrize(
		("among", "expected"),
		[
			({"language": "qu"}, 2),
			({"income_from": "1500.00"}, 3),
			({"income_from": "1500.01"}, 2),
			({"language": "qu", "income_from": "1500.00"}, 1),
			({"language": "en"}, 0),
		],
	)
	def test_by_language_and_by_what_they_earn(
		self, world: CampaignsWorld, among: dict[str, str], expected: int
	) -> None:
		people = [("qu", "900.00"), ("es", "1500.00"), ("qu", "9000.00"), ("es", "1500.01")]
		world.customers.members = [
			tuple({"es": language, "1200.00": income}.get(value, value) for value in member)
			for member, (language, income) in zip(make_members(4), people, strict=True)
		]
		campaign_id = int(world.make_campaign()["id"])
		world.build_audience(campaign_id)
		world.move(campaign_id, "in_execution")
		given = split(world, campaign_id, **among)
		if not expected:
			assert given.json["code"] == "nobody_left"
			return
		assert sum(read_shares(given).values()) == expected
		body = {"advisor_id": world.staff["advisor"], "count": 9, "confirm_fewer": True, **among}
		way = f"/v1/campaigns/{campaign_id}/assignments"
		refused = world.open_client(Role.MARKETING_HEAD).post(way, json=body)
		assert refused.json["code"] == "nobody_left"

	@pytest.mark.parametrize(
		("changes", "field"),
		[
			({"advisor_ids": []}, "advisor_ids"),
			({"advisor_ids": [1, 999_999]}, "advisor_ids"),
			({"total": 0}, "total"),
			({"province": "Pichincha"}, "province"),
			({"language": "fr"}, "language"),
			({"income_from": "-1"}, "income_from"),
		],
	)
	def test_what_makes_no_sense_is_refused_and_nobody_is_given(
		self, world: CampaignsWorld, changes: dict[str, Any], field: str
	) -> None:
		campaign_id = start_campaign(world, members=3)
		if changes.get("advisor_ids"):
			changes = {"advisor_ids": [world.staff["advisor"], 999_999]}
		refused = split(world, campaign_id, **changes)
		assert refused.status_code == 422
		assert [one["field"] for one in refused.json["errors"]] == [field]
		assert sum(read_shares(split(world, campaign_id)).values()) == 3

	def test_of_two_splits_at_once_nobody_is_given_twice(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=20)
		with ThreadPoolExecutor(4) as pool:
			answers = [*pool.map(lambda _: split(world, campaign_id, total=5), range(4))]
		assert sum(sum(read_shares(one).values()) for one in answers) == 20

	def test_only_who_assigns_may(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1)
		way = f"/v1/campaigns/{campaign_id}/assignments/split"
		answer = world.open_client(Role.ADVISOR).post(way, json={"advisor_ids": [1]})
		assert answer.status_code == 403
