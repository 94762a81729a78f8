"""The log of a campaign: whatever is done to it, by whom, once."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from campaigns.campaigns.events import build_subscriptions
from chasqui.contracts.access import Role
from chasqui.contracts.event_payloads import EventName
from tests.support.campaigns_world import CAMPAIGN, CampaignsWorld, make_members
from tests.support.events import hand_event
from tests.support.migrations import migrate


@pytest.mark.covers("K18")
class TestLog:
	def test_a_change_names_the_fields_and_a_saving_of_the_same_says_nothing(
		self, world: CampaignsWorld
	) -> None:
		made = world.make_campaign()
		change(world, made["id"])
		change(world, made["id"], name="Otro nombre", budget="500.00")
		[edited, created] = read_log(world, made["id"])
		assert (created["kind"], created["by"]) == ("created", "marketing_head")
		assert (edited["kind"], {*edited["fields"]}) == ("edited", {"name", "budget"})

	def test_other_criteria_send_it_back_to_planning_and_that_is_said(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = prepare(world)
		change(world, campaign_id, criteria={"genders": ["F"]})
		back, edited, *_rest = read_log(world, campaign_id)
		assert (back["previous"], back["phase"]) == ("segmented", "planned")
		assert back["reason"] == "Los criterios cambiaron"
		assert edited["fields"] == ["criteria"]

	def test_an_audience_an_assignment_and_its_end_are_counted(self, world: CampaignsWorld) -> None:
		campaign_id = prepare(world, members=3)
		head = world.open_client(Role.MARKETING_HEAD)
		body = {"advisor_id": world.staff["advisor"], "count": 3}
		given = head.post(f"/v1/campaigns/{campaign_id}/assignments", json=body).json
		review = head.post(f"/v1/campaigns/{campaign_id}/risk-reviews", json={}).json
		handed = {
			"from_advisor_id": world.staff["advisor"],
			"to_advisor_id": world.staff["segundo"],
		}
		head.post(f"/v1/campaigns/{campaign_id}/handovers", json=handed)
		latest = head.get(f"/v1/campaigns/{campaign_id}/assignments").json["items"][0]
		head.post(f"/v1/assignments/{latest['id']}/withdrawal")
		told = [(one["kind"], one["name"], one["count"]) for one in read_log(world, campaign_id)]
		assert told[:5] == [
			("withdrawn", "segundo", 3),
			("handed_over", "segundo", 3),
			("reviewed", "", 3),
			("assigned", "advisor", given["assigned"]),
			("phase", "", None),
		]
		assert told[5] == ("audience", "", 3)
		assert review["total"] == 3

	def test_what_the_mailer_tells_is_one_entry_however_often_it_is_told(
		self, world: CampaignsWorld
	) -> None:
		campaign_id, event_id = world.make_campaign()["id"], uuid4()
		payload = {
			"campaign_id": campaign_id, "run_id": 9, "kind": "on_demand", "state": "filling",
			"subject": "Una oferta", "by": "Jefatura", "mails": 0,
		}  # fmt: skip
		for _ in range(2):
			hand(world, payload, event_id)
		hand(world, {**payload, "state": "done", "mails": 40})
		hand(world, {**payload, "campaign_id": campaign_id + 1})  # of a campaign that is not there
		ended, opened, _created = read_log(world, campaign_id)
		assert (opened["run_state"], opened["by"]) == ("filling", "Jefatura")
		assert (ended["run_state"], ended["count"], ended["run_id"]) == ("done", 40, 9)

	def test_it_is_read_page_by_page_and_by_kind(self, world: CampaignsWorld) -> None:
		campaign_id = world.make_campaign()["id"]
		for number in range(5):
			change(world, campaign_id, name=f"Nombre {number}")
		first = read_page(world, campaign_id, limit=4)
		rest = read_page(world, campaign_id, limit=4, cursor=first["next_cursor"])
		assert [len(first["items"]), len(rest["items"])] == [4, 2]
		kinds = {one["kind"] for one in read_page(world, campaign_id, kind="edited")["items"]}
		assert kinds == {"edited"}


def test_the_history_of_phases_goes_into_the_log_and_back(world: CampaignsWorld) -> None:
	campaign_id = prepare(world)
	before = [one for one in read_log(world, campaign_id) if one["phase"]]
	url = world.config.database_url.get_secret_value()
	migrate("campaigns", url, "downgrade", "0017")
	with world.wiring.database.open_session() as session:
		lines = session.execute(text("SELECT previous, phase FROM phase_change ORDER BY id DESC"))
		assert [tuple(line) for line in lines] == [
			(one["previous"], one["phase"]) for one in before
		]
	migrate("campaigns", url, "upgrade", "head")
	after = read_log(world, campaign_id)
	assert [drop_id(one) for one in after] == [drop_id({**one, "name": ""}) for one in before]


def drop_id(entry: dict[str, Any]) -> dict[str, Any]:
	return {name: value for name, value in entry.items() if name != "id"}


def prepare(world: CampaignsWorld, members: int = 2) -> int:
	"""Return a campaign with an audience."""
	world.customers.members = make_members(members)
	campaign_id = int(world.make_campaign()["id"])
	world.build_audience(campaign_id)
	return campaign_id


def change(world: CampaignsWorld, campaign_id: int, **changes: Any) -> None:
	head = world.open_client(Role.MARKETING_HEAD)
	version = head.get(f"/v1/campaigns/{campaign_id}").json["version"]
	body = {**CAMPAIGN, **changes, "version": version}
	assert head.put(f"/v1/campaigns/{campaign_id}", json=body).status_code == 200


def read_page(world: CampaignsWorld, campaign_id: int, **asked: Any) -> Any:
	head = world.open_client(Role.MARKETING_HEAD)
	return head.get(f"/v1/campaigns/{campaign_id}/log", query_string=asked).json


def read_log(world: CampaignsWorld, campaign_id: int) -> list[dict[str, Any]]:
	return list(read_page(world, campaign_id)["items"])


def hand(world: CampaignsWorld, payload: dict[str, Any], event_id: Any = None) -> None:
	with world.wiring.database.open_session() as session:
		subscriptions = build_subscriptions(world.wiring)
		hand_event(session, subscriptions, EventName.RUN_CHANGED, payload, event_id)
