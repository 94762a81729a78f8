"""What somebody says stops the calls that it must, in this campaign and in the others."""

from datetime import timedelta
from typing import Any

import pytest

from campaigns.app.wiring import Wiring
from campaigns.contacts.models.merged_customer import MergedCustomerRow
from chasqui.contracts.access import Role
from chasqui.contracts.event_payloads import EventName
from chasqui.kernel.clock import freeze_clock, read_now
from tests.integration.campaigns.desk.test_desk import (
	assign,
	list_events,
	record,
	start_campaign,
	take_next,
)
from tests.support.campaigns_world import CampaignsWorld, make_members
from tests.support.events import hand_event
from tests.support.stop_rules import GOES_ON, NEVER, REST_DAYS, RESTS, RULES, StopRule

# What the mailer publishes of a person, by its cause in the table.
BY_MAIL: dict[str, tuple[EventName, dict[str, str]]] = {
	"unsubscribed": (EventName.RECIPIENT_UNSUBSCRIBED, {"email": "persona1@example.com"}),
	"answered": (EventName.MAIL_ANSWERED, {"answered_at": "2026-12-01T09:00:00-05:00"}),
}
AFTERWARDS = timedelta(days=REST_DAYS, hours=1)


def may_call(world: CampaignsWorld, campaign_id: int, later: timedelta = timedelta()) -> bool:
	"""Return whether the desk gives the one customer of a campaign now, or so much later."""
	advisor = world.open_client(Role.ADVISOR)
	with freeze_clock(read_now() + later):
		answer = advisor.post("/v1/desk/next", json={"campaign_id": campaign_id})
		if answer.status_code == 200:
			token = {"lease_token": answer.json["lease_token"]}
			assert advisor.post("/v1/desk/release", json=token).status_code == 204
	return bool(answer.status_code == 200)


def describe(world: CampaignsWorld, campaign_id: int) -> str:
	"""Return what becomes of the calls of a campaign, as the table says it."""
	if may_call(world, campaign_id):
		return GOES_ON
	return RESTS if may_call(world, campaign_id, AFTERWARDS) else NEVER


def happen(world: CampaignsWorld, rule: StopRule, campaign_id: int) -> None:
	"""Let it happen to the one customer of a campaign."""
	if rule.cause not in BY_MAIL:
		advisor = world.open_client(Role.ADVISOR)
		lease = advisor.post("/v1/desk/next", json={"campaign_id": campaign_id}).json
		assert record(advisor, lease, rule.cause).status_code == 200
		return
	wiring: Wiring = world.wiring
	name, payload = BY_MAIL[rule.cause]
	about = {"customer_id": 1, "campaign_id": campaign_id, **payload}
	with wiring.database.open_session() as session:
		hand_event(session, wiring.list_subscriptions(), name, about)


@pytest.mark.covers("K27")
class TestCalls:
	def test_the_table_has_each_cause(self) -> None:
		causes = {rule.cause for rule in RULES}
		assert causes == {"DO_NOT_CALL", "NOT_INTERESTED", "SALE", *BY_MAIL}

	@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.cause)
	def test_it_stops_what_the_table_says(self, world: CampaignsWorld, rule: StopRule) -> None:
		own, other = (start_campaign(world, members=1, assigned=1) for _ in range(2))
		happen(world, rule, own)
		assert (describe(world, own), describe(world, other)) == (rule.own_calls, rule.other_calls)

	@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.cause)
	def test_a_campaign_that_comes_later_keeps_to_it(
		self, world: CampaignsWorld, rule: StopRule
	) -> None:
		happen(world, rule, start_campaign(world, members=1, assigned=1))
		later = start_campaign(world, members=1)
		if rule.other_calls == NEVER:
			head = world.open_client(Role.MARKETING_HEAD)
			body = {"advisor_id": world.staff["advisor"], "count": 1}
			refused = head.post(f"/v1/campaigns/{later}/assignments", json=body)
			assert refused.json["code"] == "nobody_left"
			return
		assign(world, later, "advisor", 1)
		assert describe(world, later) == rule.other_calls

	def test_it_holds_for_the_person_whichever_record_was_called(
		self, world: CampaignsWorld
	) -> None:
		rule = next(one for one in RULES if one.other_calls == RESTS)
		happen(world, rule, start_campaign(world, members=1, assigned=1))
		with world.wiring.database.open_session() as session:
			for kept, merged in ((98, 1), (99, 98), (99, 2)):
				session.add(MergedCustomerRow(kept_id=kept, merged_id=merged))
		world.customers.members = make_members(1, first=2)
		later = int(world.make_campaign()["id"])
		world.build_audience(later)
		world.move(later, "in_execution")
		assign(world, later, "advisor", 1)
		assert describe(world, later) == RESTS

	@pytest.mark.parametrize("result", ["SALE", "NOT_INTERESTED", "INTERESTED", "NO_ANSWER"])
	def test_the_mail_is_stopped_by_what_settles_it(
		self, world: CampaignsWorld, result: str
	) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		record(advisor, take_next(advisor), result)
		stops: list[dict[str, Any]] = [
			payload for name, payload in list_events(world) if name == EventName.MAIL_STOPPED
		]
		settled = [rule for rule in RULES if rule.cause == result and rule.own_mail == NEVER]
		assert len(stops) == len(settled)
		for stop in stops:
			assert (stop["campaign_id"], stop["customer_id"]) == (campaign_id, 1)
			assert (stop["others_until"] is not None) is (settled[0].other_mail == RESTS)
