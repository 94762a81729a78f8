"""An advisor sees what was done with the customers that are theirs, and nobody else's (R44)."""

from typing import Any

import pytest

from chasqui.contracts.access import Role
from chasqui.contracts.event_payloads import EventName
from tests.integration.campaigns.desk.test_desk import list_events, start_campaign
from tests.support.advisor_walk import list_open_views
from tests.support.campaigns_world import CampaignsWorld
from tests.support.tokens import TokenMaker

ACTIVITY = "/v1/customers/1/activity"


@pytest.fixture
def assigned(monkeypatch: pytest.MonkeyPatch) -> set[tuple[int, int]]:
	"""Whom customers says an advisor takes care of: pairs of staff and customer."""
	pairs: set[tuple[int, int]] = set()
	monkeypatch.setattr(
		"campaigns.desk.wiring.ask_sibling",
		lambda _client, _endpoint: lambda staff, customer: (staff, customer) in pairs,
	)
	return pairs


@pytest.mark.covers("R44")
class TestAdvisors:
	def test_nobody_else_s_customer_is_there_in_any_view(
		self, world: CampaignsWorld, tokens: TokenMaker, assigned: set[Any]
	) -> None:
		start_campaign(world, members=1)
		subject = f"staff:{world.staff['advisor']}"
		token = tokens.make_staff_token("campaigns", Role.ADVISOR, subject=subject)
		assert list_open_views(world.build_app(), token, 1) == []

	def test_whom_they_have_to_call_they_see(
		self, world: CampaignsWorld, assigned: set[Any]
	) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		assert advisor.get(ACTIVITY).status_code == 200
		assert world.open_client(Role.ADVISOR, "segundo").get(ACTIVITY).status_code == 404
		world.move(campaign_id, "finished")
		assert advisor.get(ACTIVITY).status_code == 404

	def test_whom_they_take_care_of_they_see(
		self, world: CampaignsWorld, assigned: set[Any]
	) -> None:
		assigned.add((world.staff["advisor"], 1))
		assert world.open_client(Role.ADVISOR).get(ACTIVITY).status_code == 200

	def test_a_look_is_told_to_who_keeps_the_audit(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		assert head.get(ACTIVITY).status_code == 200
		[seen] = [p for name, p in list_events(world) if name == EventName.CUSTOMER_SEEN]
		subject = f"staff:{world.staff['marketing_head']}"
		assert (seen["customer_id"], seen["actor"], seen["what"]) == (1, subject, "activity")

	def test_a_sibling_is_told_of_those_to_call_only(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		path = f"/v1/customers/1/advisors/{world.staff['advisor']}"
		assert world.open_client(Role.MARKETING_HEAD).get(path).status_code == 403
		sibling = world.open_service_client("advisors:read")
		assert sibling.get(path).json == {"is_theirs": True}
		other = f"/v1/customers/1/advisors/{world.staff['segundo']}"
		assert sibling.get(other).json == {"is_theirs": False}
