from typing import Any
from unittest.mock import patch

import pytest
from flask.testing import FlaskClient

from campaigns.audiences.repositories.audiences import MAX_ATTEMPTS, AudienceRepository
from chasqui.contracts.access import Role
from tests.support.campaigns_world import CampaignsWorld, make_members


@pytest.mark.covers("K15", "K16")
class TestBuildAudience:
	def test_the_matching_customers_are_copied_and_counted(self, world: CampaignsWorld) -> None:
		world.customers.members = make_members(25)
		campaign_id = world.make_campaign()["id"]
		audience = world.build_audience(campaign_id)
		assert (audience["state"], audience["members"]) == ("ready", 25)
		assert audience["reachable_email"] == audience["reachable_phone"] == 25
		head = world.open_client(Role.MARKETING_HEAD)
		assert head.get(f"/v1/campaigns/{campaign_id}").json["phase"] == "segmented"
		page = head.get(f"/v1/campaigns/{campaign_id}/members?limit=10").json
		assert len(page["items"]) == 10
		assert page["items"][0]["masked_id"] == "17******01"

	def test_customers_is_asked_with_the_campaigns_ages_on_a_date(
		self, world: CampaignsWorld
	) -> None:
		world.build_audience(world.make_campaign()["id"])
		assert world.customers.asked is not None
		assert (world.customers.asked.age_from, world.customers.asked.age_to) == (20, 70)
		assert world.customers.asked.as_of is not None

	@pytest.mark.parametrize("cut", ["exception", "silent"])
	def test_a_broken_stream_leaves_no_half_audience_and_is_tried_again(
		self, world: CampaignsWorld, cut: str
	) -> None:
		world.customers.members = make_members(40)
		world.customers.cut = cut
		campaign_id = world.make_campaign()["id"]
		broken = world.build_audience(campaign_id)
		assert (broken["state"], broken["members"]) == ("queued", 0)
		assert broken["error"]
		head = world.open_client(Role.MARKETING_HEAD)
		assert head.get(f"/v1/campaigns/{campaign_id}/members").json["items"] == []
		world.customers.cut = None
		world.wiring.audience_builder.sweep()
		whole = head.get(f"/v1/campaigns/{campaign_id}/audience").json
		assert (whole["state"], whole["members"], whole["error"]) == ("ready", 40, None)

	def test_a_repeated_task_changes_nothing(self, world: CampaignsWorld) -> None:
		world.customers.members = make_members(5)
		audience = world.build_audience(world.make_campaign()["id"])
		world.customers.members = make_members(9)
		world.wiring.audience_builder.run(audience["id"])
		head = world.open_client(Role.MARKETING_HEAD)
		told = head.get(f"/v1/campaigns/{audience['campaign_id']}/audience").json
		assert told["members"] == 5

	def test_a_cancelled_building_leaves_nothing_and_can_be_asked_for_again(
		self, world: CampaignsWorld
	) -> None:
		world.customers.members = make_members(5)
		campaign_id = world.make_campaign()["id"]
		head = world.open_client(Role.MARKETING_HEAD)
		path = f"/v1/campaigns/{campaign_id}/audience"
		asked = head.post(path).json
		assert asked["job"]["acts"] == ["cancel"]
		copy_members = AudienceRepository.copy_members

		def cancel_then_copy(audiences: AudienceRepository, audience_id: Any) -> int:
			assert act(head, path, "cancel").json["state"] == "cancelled"
			return copy_members(audiences, audience_id)

		with patch.object(AudienceRepository, "copy_members", cancel_then_copy):
			world.wiring.audience_builder.run(asked["id"])
		told = head.get(path).json
		assert (told["state"], told["members"], told["job"]["acts"]) == ("cancelled", 0, [])
		assert act(head, path, "cancel").status_code == 409
		assert head.get(f"/v1/campaigns/{campaign_id}").json["phase"] == "planned"
		assert world.build_audience(campaign_id)["members"] == 5

	def test_one_that_failed_is_tried_again_when_somebody_says_so(
		self, world: CampaignsWorld
	) -> None:
		world.customers.members = make_members(4)
		world.customers.cut = "silent"
		campaign_id = world.make_campaign()["id"]
		world.build_audience(campaign_id)
		for _ in range(MAX_ATTEMPTS):
			world.wiring.audience_builder.sweep()
		head = world.open_client(Role.MARKETING_HEAD)
		path = f"/v1/campaigns/{campaign_id}/audience"
		failed = head.get(path).json
		assert (failed["state"], failed["job"]["acts"]) == ("failed", ["retry"])
		assert failed["job"]["error"]
		world.customers.cut = None
		assert act(head, path, "retry").json["state"] == "queued"
		world.wiring.audience_builder.sweep()
		assert head.get(path).json["members"] == 4

	def test_a_rebuild_replaces_the_members_until_the_first_execution(
		self, world: CampaignsWorld
	) -> None:
		world.customers.members = make_members(5)
		campaign_id = world.make_campaign()["id"]
		world.build_audience(campaign_id)
		world.customers.members = make_members(3, first=100)
		assert world.build_audience(campaign_id)["members"] == 3
		world.move(campaign_id, "in_execution")
		head = world.open_client(Role.MARKETING_HEAD)
		refused = head.post(f"/v1/campaigns/{campaign_id}/audience")
		assert (refused.status_code, refused.json["code"]) == (409, "audience_frozen")


class TestRecipients:
	def test_the_mailer_gets_every_member_with_names_for_codes_and_a_trailer(
		self, world: CampaignsWorld
	) -> None:
		world.customers.members = make_members(3)
		audience = world.build_audience(world.make_campaign()["id"])
		client = world.open_service_client("recipients:stream")
		answer = client.get(f"/v1/recipients/{audience['id']}?run_id=77")
		lines = answer.get_data(as_text=True).splitlines()
		assert len(lines) == 4
		assert lines[0].split("\t")[:5] == ["77", "c1", "1", "persona1@example.com", "t"]
		assert '"provincia": "Pichincha"' in lines[0]
		assert lines[-1] == "#rows\t3"

	def test_people_may_not_read_the_stream(self, world: CampaignsWorld) -> None:
		assert world.open_client(Role.MARKETING_HEAD).get("/v1/recipients/1").status_code == 403

	@pytest.mark.covers("K23")
	def test_only_campaigns_in_execution_with_monthly_mailing_are_told(
		self, world: CampaignsWorld
	) -> None:
		world.customers.members = make_members(2)
		client = world.open_service_client("campaigns:read")
		monthly = world.make_campaign(monthly_mailing=True, monthly_day="last", design_id=1)
		for campaign in (monthly, world.make_campaign()):
			world.build_audience(campaign["id"])
			world.move(campaign["id"], "in_execution")
		items = client.get("/v1/monthly-mailings").json["items"]
		assert [(item["campaign_id"], item["monthly_day"]) for item in items] == [
			(monthly["id"], "last")
		]
		world.move(monthly["id"], "paused")
		assert client.get("/v1/monthly-mailings").json["items"] == []


def act(client: FlaskClient, path: str, action: str) -> Any:
	return client.post(f"{path}/actions", json={"action": action})
