"""Customers merged elsewhere are one person here: contacted once, and nothing of it is lost."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from campaigns.desk.models.call_task import CallTaskRow
from chasqui.contracts.access import Role
from chasqui.contracts.event_payloads import EventName
from chasqui.kernel.clock import read_now
from tests.integration.campaigns.desk.test_desk import (
	assign,
	record,
	start_campaign,
	take_next,
	tell,
)
from tests.support.campaigns_world import CampaignsWorld, make_members

KEPT = {"kept_id": 1, "merged_id": 2, "email": "una@example.com", "phone": "+593990001111"}
MAY = {"may_email": True, "may_phone": True}


@pytest.mark.covers("R45")
class TestMerging:
	def test_where_both_are_in_an_audience_the_kept_one_alone_is_contacted(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = start_campaign(world, members=2, assigned=2)
		merge(world)
		publish_consent(world, 1, granted=True)
		members = list_members(world, campaign_id)
		assert [(one["may_email"], one["may_phone"]) for one in members] == [
			(True, True), (False, False),
		]  # fmt: skip
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		assert lease["customer"]["customer_id"] == 1
		record(advisor, lease, "SALE")
		assert advisor.post("/v1/desk/next", json={}).status_code == 404

	def test_where_the_merged_one_is_alone_it_goes_on_standing_for_the_person(
		self, world: CampaignsWorld
	) -> None:
		world.customers.members = make_members(1, first=2)
		campaign_id = start_alone(world)
		merge(world)
		lease = take_next(world.open_client(Role.ADVISOR))
		assert lease["customer"]["customer_id"] == 2
		assert lease["customer"]["phone"] == KEPT["phone"]
		tell(world, EventName.CONTACT_CHANGED, customer_id=1, email=None, phone="+593990002222")
		publish_consent(world, 1, granted=False)
		(member,) = list_members(world, campaign_id)
		assert member["may_phone"] is False
		assert world.open_client(Role.ADVISOR).get("/v1/desk").json["lease"] is None

	def test_a_permission_that_the_merge_brings_holds_here_too(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1)
		publish_consent(world, 1, granted=False)
		merge(world)
		(member,) = list_members(world, campaign_id)
		assert member["may_phone"] is True

	def test_a_callback_that_was_promised_is_kept(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=2)
		assign(world, campaign_id, "advisor", 1)
		advisor, second = world.open_client(Role.ADVISOR), open_second(world)
		lease = take_next(advisor)
		customer_id = lease["customer"]["customer_id"]
		at = (read_now() + timedelta(days=3)).isoformat()
		assert record(advisor, lease, "CALLBACK_OWN", callback_at=at).status_code == 200
		assign(world, campaign_id, "segundo", 1)
		merge(world, kept_id=3 - customer_id, merged_id=customer_id)
		assert second.post("/v1/desk/next", json={}).status_code == 404
		assert advisor.get("/v1/desk").json["pending"] == 1
		assert second.get("/v1/desk").json["pending"] == 0

	def test_a_call_that_is_under_way_can_be_recorded(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=2, assigned=2)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		customer_id = lease["customer"]["customer_id"]
		merge(world, kept_id=3 - customer_id, merged_id=customer_id)
		assert record(advisor, lease, "NO_ANSWER").status_code == 200
		with world.wiring.database.open_session() as session:
			world.wiring.make_person_merger(session).merge_all()
		assert take_next(advisor)["customer"]["customer_id"] == 3 - customer_id
		assert advisor.get("/v1/desk").json["pending"] == 1

	def test_nobody_calls_a_person_whom_another_advisor_holds(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		take_next(world.open_client(Role.ADVISOR))
		world.customers.members = make_members(1, first=2)
		start_alone(world, advisor="segundo")
		merge(world)
		second = open_second(world)
		assert second.post("/v1/desk/next", json={}).status_code == 404
		assert campaign_id

	def test_both_histories_are_told_of_the_person(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=2, assigned=2)
		advisor = world.open_client(Role.ADVISOR)
		for _ in range(2):
			record(advisor, take_next(advisor), "SALE")
		merge(world)
		told = world.open_client(Role.ADMINISTRATOR).get("/v1/customers/1/activity").json
		assert (len(told["calls"]), len(told["places"])) == (2, 2)
		held = world.open_client(Role.ADMINISTRATOR).get("/v1/customers/1/holdings").json
		assert len(held["sections"][0]["rows"]) == 2


class TestParting:
	def test_each_is_called_again(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=2, assigned=2)
		merge(world)
		tell(world, EventName.CUSTOMERS_UNMERGED, kept_id=1, merged_id=2)
		tell(world, EventName.CONTACT_CHANGED, customer_id=2, email=None, phone="+593990003333")
		publish_consent(world, 2, granted=True)
		advisor = world.open_client(Role.ADVISOR)
		phones = {}
		for _ in range(2):
			lease = take_next(advisor)
			phones[lease["customer"]["customer_id"]] = lease["customer"]["phone"]
			record(advisor, lease, "SALE")
		assert phones == {1: KEPT["phone"], 2: "+593990003333"}
		assert campaign_id

	def test_a_call_made_as_the_kept_one_goes_back_unless_it_was_made(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = start_campaign(world, members=2)
		assign(world, campaign_id, "advisor", 1)
		advisor = world.open_client(Role.ADVISOR)
		(own,) = list_tasks(world)
		merge(world, kept_id=3 - own, merged_id=own)
		assert list_tasks(world) == [3 - own]
		tell(world, EventName.CUSTOMERS_UNMERGED, kept_id=3 - own, merged_id=own)
		assert list_tasks(world) == [own]
		merge(world, kept_id=3 - own, merged_id=own)
		record(advisor, take_next(advisor), "SALE")
		tell(world, EventName.CUSTOMERS_UNMERGED, kept_id=3 - own, merged_id=own)
		assert list_tasks(world) == [3 - own]

	def test_of_a_chain_only_what_the_undone_merge_did_is_taken_back(
		self, world: CampaignsWorld
	) -> None:
		start_campaign(world, members=3, assigned=3)
		merge(world, kept_id=2, merged_id=3)
		merge(world, kept_id=1, merged_id=2)
		assert list_states(world) == {1: "pending", 2: "merged", 3: "merged"}
		reached = {1: ["phone"], 2: ["phone"]}
		tell(world, EventName.CUSTOMERS_UNMERGED, kept_id=1, merged_id=2, reached_by=reached)
		assert list_states(world) == {1: "pending", 2: "pending", 3: "merged"}
		tell(world, EventName.CUSTOMERS_UNMERGED, kept_id=2, merged_id=3)
		assert list_states(world) == dict.fromkeys((1, 2, 3), "pending")


class TestWithdrawing:
	@pytest.mark.covers("R44")
	def test_it_holds_in_an_audience_that_was_being_built(self, world: CampaignsWorld) -> None:
		publish_consent(world, 1, granted=False)
		campaign_id = start_campaign(world, members=1)
		(member,) = list_members(world, campaign_id)
		assert member["may_phone"] is False
		publish_consent(world, 1, granted=True)
		(member,) = list_members(world, campaign_id)
		assert member["may_phone"] is True


def merge(world: CampaignsWorld, **changes: Any) -> None:
	tell(world, EventName.CUSTOMERS_MERGED, **{**KEPT, **MAY, **changes})


def publish_consent(world: CampaignsWorld, customer_id: int, *, granted: bool) -> None:
	told = {"customer_id": customer_id, "channel": "phone", "granted": granted}
	tell(world, EventName.CONSENT_CHANGED, **told)


def start_alone(world: CampaignsWorld, *, advisor: str = "advisor") -> int:
	"""Start a campaign whose members are those already set."""
	campaign_id = int(world.make_campaign()["id"])
	world.build_audience(campaign_id)
	world.move(campaign_id, "in_execution")
	assign(world, campaign_id, advisor, 1)
	return campaign_id


def open_second(world: CampaignsWorld) -> Any:
	return world.open_client(Role.ADVISOR, "segundo")


def list_tasks(world: CampaignsWorld) -> list[int]:
	return [*list_states(world)]


def list_states(world: CampaignsWorld) -> dict[int, str]:
	with world.wiring.database.open_session() as session:
		rows = session.execute(select(CallTaskRow.customer_id, CallTaskRow.state))
		return {row.customer_id: row.state for row in rows}


def list_members(world: CampaignsWorld, campaign_id: int) -> list[dict[str, Any]]:
	path = f"/v1/campaigns/{campaign_id}/members"
	answer = world.open_client(Role.MARKETING_HEAD).get(path)
	assert answer.status_code == 200, answer.json
	return list(answer.json["items"])
