"""What of a campaign changes once it has begun, who looks after it, notes, the archive (K14)."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.campaigns import ADJUSTABLE, CampaignFields
from chasqui.kernel.clock import read_today
from tests.integration.campaigns.desk.test_desk import start_campaign
from tests.support.campaigns_world import CampaignsWorld

TODAY = read_today("America/Guayaquil")


@pytest.fixture
def head(world: CampaignsWorld) -> FlaskClient:
	return world.open_client(Role.MARKETING_HEAD)


def change(head: FlaskClient, campaign_id: int, **news: Any) -> Any:
	known = head.get(f"/v1/campaigns/{campaign_id}").json
	fields = {name: known[name] for name in (*CampaignFields.model_fields, "version")}
	return head.put(f"/v1/campaigns/{campaign_id}", json={**fields, **news})


@pytest.mark.covers("K14")
class TestRunningCampaign:
	def test_what_its_next_mails_and_calls_go_by_may_change(
		self, world: CampaignsWorld, head: FlaskClient
	) -> None:
		campaign_id = start_campaign(world, members=1)
		later = (TODAY + timedelta(days=90)).isoformat()
		news = {
			"budget": "3000.00", "ends_on": later, "subject": "Otro asunto", "monthly_day": "last",
			"monthly_mailing": True, "design_id": 3, "monthly_hour": 11, "objective": "Otro",
		}  # fmt: skip
		assert news.keys() == ADJUSTABLE
		changed = change(head, campaign_id, **news)
		assert changed.status_code == 200, changed.json
		assert {name: changed.json[name] for name in news} == news
		assert changed.json["phase"] == "in_execution"
		entry = head.get(f"/v1/campaigns/{campaign_id}/log").json["items"][0]
		assert (entry["kind"], set(entry["fields"])) == ("edited", set(news))

	@pytest.mark.parametrize(
		("name", "value"),
		[
			("name", "Otro nombre"), ("criteria", {"genders": ["M"]}),
			("starts_on", (TODAY + timedelta(days=1)).isoformat()),
		],
	)  # fmt: skip
	def test_whom_it_reaches_and_when_it_began_stay(
		self, world: CampaignsWorld, head: FlaskClient, name: str, value: Any
	) -> None:
		campaign_id = start_campaign(world, members=1)
		refused = change(head, campaign_id, **{name: value})
		assert (refused.status_code, refused.json["code"]) == (409, "not_editable")
		assert [one["field"] for one in refused.json["errors"]] == [name]
		known = head.get(f"/v1/campaigns/{campaign_id}").json
		assert known[name] != value

	def test_what_is_wrong_is_said_at_its_field(
		self, world: CampaignsWorld, head: FlaskClient
	) -> None:
		campaign_id = start_campaign(world, members=1)
		yesterday = (TODAY - timedelta(days=1)).isoformat()
		for news, field in (
			({"ends_on": yesterday}, "ends_on"), ({"subject": "{{ nadie }}"}, "subject"),
			({"monthly_mailing": True}, "monthly_mailing"),
		):  # fmt: skip
			refused = change(head, campaign_id, **news)
			assert refused.status_code == 422
			assert field in [one["field"] for one in refused.json["errors"]]

	def test_one_that_is_over_changes_no_more(
		self, world: CampaignsWorld, head: FlaskClient
	) -> None:
		campaign_id = start_campaign(world, members=1)
		world.move(campaign_id, "finished")
		refused = change(head, campaign_id, budget="1.00")
		assert (refused.status_code, refused.json["code"]) == (409, "not_editable")

	def test_of_two_heads_the_second_is_shown_what_the_first_changed(
		self, world: CampaignsWorld, head: FlaskClient
	) -> None:
		campaign_id = start_campaign(world, members=1)
		change(head, campaign_id, budget="2000.00")
		stale = change(head, campaign_id, budget="3000.00", version=1)
		assert (stale.status_code, stale.json["code"]) == (409, "stale")
		assert [one["field"] for one in stale.json["errors"]] == ["budget"]
		assert stale.json["current"]["budget"] == "2000.00"


@pytest.mark.covers("K14")
class TestCare:
	def test_somebody_else_looks_after_it(self, world: CampaignsWorld, head: FlaskClient) -> None:
		campaign = world.make_campaign()
		way = f"/v1/campaigns/{campaign['id']}/owner"
		assert campaign["owner"] == "marketing_head"
		for name in ("advisor", "Nadie"):
			refused = head.put(way, json={"owner": name, "version": campaign["version"]})
			assert refused.status_code == 422
			assert refused.json["errors"][0]["field"] == "owner"
		body = {"owner": "marketing_head", "version": campaign["version"]}
		assert head.put(way, json=body).json["version"] == campaign["version"]
		assert head.put(way, json={**body, "version": 99}).status_code == 409

	def test_a_note_stands_in_the_log(self, world: CampaignsWorld, head: FlaskClient) -> None:
		campaign_id = world.make_campaign()["id"]
		way = f"/v1/campaigns/{campaign_id}"
		note = {"text": "La imprenta entrega el lunes"}
		for _ in range(2):
			kept = head.post(f"{way}/notes", json=note, headers={"Idempotency-Key": "a" * 16})
			assert (kept.status_code, kept.json["reason"]) == (201, note["text"])
		notes = head.get(f"{way}/log?kind=note").json["items"]
		assert [(one["reason"], one["by"]) for one in notes] == [(note["text"], "marketing_head")]
		assert head.post(f"{way}/notes", json={"text": " "}).status_code == 422
		assert head.post("/v1/campaigns/999/notes", json=note).status_code == 404

	def test_one_is_archived_and_comes_back(self, world: CampaignsWorld, head: FlaskClient) -> None:
		campaign_id, other = world.make_campaign()["id"], world.make_campaign()["id"]
		way = f"/v1/campaigns/{campaign_id}/archive"

		def list_ids(asked: str = "") -> list[int]:
			return [one["id"] for one in head.get(f"/v1/campaigns{asked}").json["items"]]

		for _ in range(2):
			assert head.post(way).json["archived_at"]
		assert list_ids() == [other]
		assert list_ids("?archive=archived") == [campaign_id]
		assert len(list_ids("?archive=all")) == 2
		assert head.get("/v1/campaigns/phase-counts").json["counts"] == {"planned": 1}
		assert head.get("/v1/reports/campaigns?by=phase").json["total"]["campaigns"] == 2
		for _ in range(2):
			assert head.delete(way).status_code == 204
		assert len(list_ids()) == 2
		kinds = [one["kind"] for one in head.get(f"/v1/campaigns/{campaign_id}/log").json["items"]]
		assert kinds == ["restored", "archived", "created"]

	def test_what_goes_on_is_not_archived_and_what_goes_on_again_comes_back(
		self, world: CampaignsWorld, head: FlaskClient
	) -> None:
		running = start_campaign(world, members=1)
		refused = head.post(f"/v1/campaigns/{running}/archive")
		assert (refused.status_code, refused.json["code"]) == (409, "busy")
		campaign_id = int(world.make_campaign()["id"])
		world.build_audience(campaign_id)
		head.post(f"/v1/campaigns/{campaign_id}/archive")
		assert world.move(campaign_id, "in_execution")["archived_at"] is None
