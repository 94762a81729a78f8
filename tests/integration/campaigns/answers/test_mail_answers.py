"""Whoever answers a campaign's mail is called before others and gets no more of its mails."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from chasqui.contracts.access import Role
from chasqui.contracts.event_payloads import EventName
from chasqui.kernel.clock import freeze_clock, read_now
from tests.integration.campaigns.desk.test_desk import (
	assign,
	list_events,
	record,
	start_campaign,
	take_next,
	tell,
)
from tests.support.campaigns_world import CampaignsWorld

SALE = {"item_name": "Plan hogar", "quantity": 1, "unit_price": "35.00"}


def answer(world: CampaignsWorld, campaign_id: int, customer_id: int, minutes: int = 0) -> None:
	"""Let a customer answer the campaign's mail, so many minutes from now."""
	at = (read_now() + timedelta(minutes=minutes)).isoformat()
	about = {"customer_id": customer_id, "campaign_id": campaign_id, "answered_at": at}
	tell(world, EventName.MAIL_ANSWERED, **about)


def take(advisor: FlaskClient) -> tuple[int, str | None, dict[str, Any]]:
	lease = take_next(advisor)
	return lease["customer"]["customer_id"], lease["answered_at"], lease


def list_stops(world: CampaignsWorld) -> list[dict[str, Any]]:
	names = (EventName.MAIL_STOPPED, EventName.MAIL_STOP_LIFTED)
	return [payload for name, payload in list_events(world) if name in names]


@pytest.mark.covers("K25", "K27")
class TestQueue:
	def test_they_are_called_first_the_longest_waiting_before(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=5, assigned=5)
		answer(world, campaign_id, 5)
		answer(world, campaign_id, 4, minutes=-30)
		advisor = world.open_client(Role.ADVISOR)
		seen = []
		for _ in range(2):
			customer_id, answered_at, lease = take(advisor)
			seen.append((customer_id, answered_at is not None))
			record(advisor, lease, "NO_ANSWER")
		assert seen == [(4, True), (5, True)]
		assert take(advisor)[1] is None

	def test_once_called_they_wait_like_others_until_they_answer_again(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = start_campaign(world, members=3, assigned=3)
		answer(world, campaign_id, 3, minutes=-5)
		advisor = world.open_client(Role.ADVISOR)
		record(advisor, take(advisor)[2], "NO_ANSWER")
		with freeze_clock(read_now() + timedelta(days=1)):
			customer_id, _, lease = take(advisor)
			assert customer_id != 3
			token = {"lease_token": lease["lease_token"]}
			assert advisor.post("/v1/desk/release", json=token).status_code == 204
			answer(world, campaign_id, 3)
			assert take(advisor)[0] == 3

	def test_a_promise_comes_before_and_another_campaign_does_not_matter(
		self, world: CampaignsWorld
	) -> None:
		other = start_campaign(world, members=2)
		campaign_id = start_campaign(world, members=2, assigned=2)
		for customer_id in (1, 2):
			answer(world, other, customer_id)
		advisor = world.open_client(Role.ADVISOR)
		promised, answered_at, lease = take(advisor)
		assert answered_at is None
		due = read_now() + timedelta(minutes=30)
		record(advisor, lease, "CALLBACK_OWN", callback_at=due.isoformat())
		answer(world, campaign_id, 3 - promised)
		with freeze_clock(due + timedelta(minutes=1)):
			assert take(advisor)[0] == promised

	def test_whoever_answered_before_being_given_to_anybody_is_first_too(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = start_campaign(world, members=3)
		answer(world, campaign_id, 3)
		assign(world, campaign_id, "advisor", 3)
		assert take(world.open_client(Role.ADVISOR))[0] == 3

	def test_the_answer_of_one_record_is_the_persons(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=3, assigned=3)
		answer(world, campaign_id, 99)
		about = {"email": None, "phone": "+593990000003", "may_email": True, "may_phone": True}
		tell(world, EventName.CUSTOMERS_MERGED, kept_id=3, merged_id=99, **about)
		assert take(world.open_client(Role.ADVISOR))[0] == 3


@pytest.mark.covers("K25")
class TestMail:
	def test_the_campaigns_mail_ends_for_them(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		answer(world, campaign_id, 1)
		[stop] = list_stops(world)
		assert (stop["campaign_id"], stop["reason"]) == (campaign_id, "answered")
		assert stop["others_until"] is None

	def test_not_where_the_rules_say_otherwise(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		head = world.open_client(Role.MARKETING_HEAD)
		path = f"/v1/campaigns/{campaign_id}/call-rules"
		rules = head.get(path).json
		fields = {name: rules[name] for name in rules if not name.startswith(("is_", "updated_"))}
		body = {**fields, "answer_stops_mail": False}
		assert head.put(path, json=body).status_code == 200
		answer(world, campaign_id, 1)
		assert list_stops(world) == []
		assert take(world.open_client(Role.ADVISOR))[1] is not None

	def test_a_corrected_sale_does_not_bring_it_back(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		answer(world, campaign_id, 1, minutes=-5)
		advisor = world.open_client(Role.ADVISOR)
		kept = record(advisor, take(advisor)[2], "SALE", sale=SALE).json
		body = {"result": "BUSY", "why": "Marqué otra tecla", "version": 0}
		path = f"/v1/calls/{kept['call_id']}/corrections"
		assert advisor.post(path, json=body).status_code == 201
		assert [one.get("reason") for one in list_stops(world)] == [
			"answered", "sold", None, "answered",
		]  # fmt: skip
