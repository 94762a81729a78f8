"""What the desk, the campaign and its assignments count is what the desk gives."""

from datetime import datetime, timedelta

import pytest

from chasqui.contracts.access import Role
from chasqui.contracts.event_payloads import EventName
from chasqui.kernel.clock import freeze_clock, read_now
from tests.integration.campaigns.desk.test_desk import (
	assign,
	record,
	start_campaign,
	take_next,
	tell,
)
from tests.support.campaigns_world import CampaignsWorld


@pytest.mark.covers("K19", "K27")
class TestCounts:
	"""What the desk and the campaign count is what the desk gives."""

	def test_due_and_later_are_told_apart(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=3, assigned=3)
		advisor = world.open_client(Role.ADVISOR)
		record(advisor, take_next(advisor), "NO_ANSWER")
		called = read_now()
		state = advisor.get("/v1/desk").json
		assert (state["pending"], state["due"], state["later"]) == (3, 2, 1)
		next_at = datetime.fromisoformat(state["next_at"])
		assert abs(next_at - called - timedelta(hours=4)) < timedelta(minutes=1)
		[campaign] = state["campaigns"]
		assert (campaign["due"], campaign["later"]) == (2, 1)
		take_next(advisor)
		held = advisor.get("/v1/desk").json
		assert (held["pending"], held["due"], held["later"]) == (3, 1, 1)
		with freeze_clock(read_now() + timedelta(hours=4, minutes=1)):
			assert advisor.get("/v1/desk").json["next_at"] is None

	def test_nobody_is_due_where_nobody_is_given(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=2, assigned=2)
		advisor = world.open_client(Role.ADVISOR)
		for _ in range(2):
			record(advisor, take_next(advisor), "SKIPPED")
		state = advisor.get("/v1/desk").json
		assert (state["due"], state["later"]) == (0, 2)
		assert advisor.post("/v1/desk/next", json={}).status_code == 404

	def test_who_lost_the_number_or_is_held_elsewhere_is_not_due(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = start_campaign(world, members=2, assigned=2)
		tell(world, EventName.CONTACT_CHANGED, email=None, phone=None)
		second_campaign = start_campaign(world, members=2)
		assign(world, second_campaign, "segundo", 2)
		advisor, other = world.open_client(Role.ADVISOR), world.open_client(Role.ADVISOR, "segundo")
		assert advisor.get("/v1/desk").json["pending"] == 1
		head = world.open_client(Role.MARKETING_HEAD)
		path = f"/v1/campaigns/{campaign_id}"
		assert head.get(f"{path}/calls/statistics").json["pending"] == 1
		assert head.get(f"{path}/assignments").json["items"][0]["pending"] == 1
		while other.post("/v1/desk/next", json={}).json["customer"]["customer_id"] != 2:
			record(other, take_next(other), "SKIPPED")
		state = advisor.get("/v1/desk").json
		assert (state["due"], state["later"], state["next_at"]) == (0, 1, None)

	def test_a_paused_campaign_s_customers_are_told_apart(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=2, assigned=2)
		world.move(campaign_id, "paused")
		state = world.open_client(Role.ADVISOR).get("/v1/desk").json
		assert (state["pending"], state["due"], state["closed"]) == (0, 0, 2)

	def test_who_was_passed_over_was_not_called(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=2, assigned=2)
		advisor = world.open_client(Role.ADVISOR)
		record(advisor, take_next(advisor), "SKIPPED")
		record(advisor, take_next(advisor), "SALE")
		head = world.open_client(Role.MARKETING_HEAD)
		told = head.get(f"/v1/campaigns/{campaign_id}/calls/statistics").json
		state = advisor.get("/v1/desk").json
		assert (told["total"], told["skipped"], told["by_result"]) == (1, 1, {"SALE": 1})
		assert (state["done_today"], state["skipped_today"]) == (1, 1)
		assert told["pending"] == state["pending"] == 1
