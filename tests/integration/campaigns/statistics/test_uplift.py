"""What contacting people changed: all who were drawn count, and any campaign's sales (K19)."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from chasqui.contracts.access import Role
from chasqui.kernel.clock import read_now
from tests.integration.campaigns.audiences.test_holdouts import build, list_held
from tests.integration.campaigns.desk.test_desk import assign, record, take_next
from tests.support.campaigns_world import CampaignsWorld

pytestmark = pytest.mark.covers("K19")


class Trial:
	"""A campaign that holds out some of its members, and others that sell to anybody."""

	def __init__(self, world: CampaignsWorld, *, members: int = 12, percent: int = 50) -> None:
		self.world = world
		audience = build(world, members, holdout_percent=percent)
		self.campaign_id, self.audience_id = audience["campaign_id"], audience["id"]
		self.held = list_held(world, audience["id"])

	def begin(self) -> "Trial":
		self.world.move(self.campaign_id, "in_execution")
		return self

	def sell_elsewhere(self, customer_id: int) -> None:
		"""Sell to a customer by another campaign."""
		other = build(self.world, customer_id)  # the last of its members is the customer
		self.world.move(other["campaign_id"], "in_execution")
		assign(self.world, other["campaign_id"], "advisor", customer_id)
		advisor = self.world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		while lease["customer"]["customer_id"] != customer_id:
			record(advisor, lease, "NO_ANSWER")
			lease = take_next(advisor)
		assert record(advisor, lease, "SALE").status_code == 200

	def read(self) -> dict[str, Any]:
		head = self.world.open_client(Role.MARKETING_HEAD)
		return dict(head.get(f"/v1/campaigns/{self.campaign_id}/uplift").json)

	def run(self, statement: str, **values: Any) -> None:
		with self.world.wiring.database.open_session() as session:
			session.execute(text(statement), values)


class TestUplift:
	def test_without_a_group_there_is_nothing_to_compare(self, world: CampaignsWorld) -> None:
		found = Trial(world, percent=0).begin().read()
		assert (found["held_out"]["people"], found["difference"]) == (0, None)

	def test_before_it_begins_only_the_groups_are_known(self, world: CampaignsWorld) -> None:
		found = Trial(world, members=40, percent=25).read()
		assert (found["contacted"]["people"], found["held_out"]["people"]) == (30, 10)
		assert (found["since"], found["difference"]) == (None, None)
		assert 0 < found["visible"] < 1

	def test_sales_of_any_campaign_count_on_their_side_once(self, world: CampaignsWorld) -> None:
		trial = Trial(world).begin()
		contacted = next(one for one in range(1, 13) if one not in trial.held)
		trial.sell_elsewhere(trial.held[0])
		trial.sell_elsewhere(contacted)
		trial.sell_elsewhere(contacted)
		found = trial.read()
		assert found["held_out"] == {"people": 6, "buyers": 1}
		assert found["contacted"] == {"people": 6, "buyers": 1}
		assert found["difference"] == 0
		assert found["low"] < 0 < found["high"]
		assert not found["is_over"]

	def test_who_was_merged_since_bought_as_whoever_stands_for_them(
		self, world: CampaignsWorld
	) -> None:
		trial = Trial(world).begin()
		for kept, merged in ((13, trial.held[0]), (14, 13)):
			statement = "INSERT INTO merged_customer (merged_id, kept_id) VALUES (:merged, :kept)"
			trial.run(statement, merged=merged, kept=kept)
		trial.sell_elsewhere(14)
		found = trial.read()
		assert (found["held_out"]["buyers"], found["contacted"]["buyers"]) == (1, 0)

	def test_what_was_sold_before_and_after_does_not_count(self, world: CampaignsWorld) -> None:
		trial = Trial(world)
		trial.sell_elsewhere(trial.held[0])
		trial.begin()
		assert trial.read()["held_out"]["buyers"] == 0
		trial.run(
			"UPDATE campaign SET first_executed_at = :at, starts_on = :on, ends_on = :on "
			"WHERE id = :id",
			at=read_now() - timedelta(days=9),
			on=(read_now() - timedelta(days=8)).date(),
			id=trial.campaign_id,
		)
		found = trial.read()
		assert (found["held_out"]["buyers"], found["is_over"]) == (0, True)
		trial.run("UPDATE call SET recorded_at = :at", at=read_now() - timedelta(days=8, hours=12))
		assert trial.read()["held_out"]["buyers"] == 1

	def test_a_stranger_campaign_is_none(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		assert head.get("/v1/campaigns/99/uplift").status_code == 404
