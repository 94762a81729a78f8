"""Who was reached of late, or has a high risk, is left out of an audience; how many is exact."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.pressure.models import ContactDayRow
from campaigns.risk.models.risk_check import RiskCheckRow
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.pressure import LONGEST_DAYS
from chasqui.kernel.clock import read_now, read_today
from tests.support.campaigns_world import CAMPAIGN, CampaignsWorld
from tests.support.overlap_world import OverlapWorld

TODAY = read_today("America/Guayaquil")


@pytest.fixture
def shared(world: CampaignsWorld) -> OverlapWorld:
	return OverlapWorld(world)


class TestAudience:
	@pytest.mark.parametrize(("days", "left"), [(None, {1, 2, 3, 4}), (1, {2, 3, 4}), (7, {3, 4})])
	def test_who_was_reached_in_so_many_days_is_left_out(
		self, shared: OverlapWorld, days: int | None, left: set[int]
	) -> None:
		reach(shared, {1: TODAY, 2: TODAY - timedelta(days=6), 3: TODAY - timedelta(days=7)})
		campaign = shared.add([1, 2, 3, 4], contacted_days=days)
		assert shared.read_members()[campaign] == left
		read = read_exclusions(shared, campaign)
		assert read["total"] == 4 - len(left)
		assert read["counts"].get("contacted", 0) == read["total"]

	def test_the_last_look_that_was_answered_says_the_risk(self, shared: OverlapWorld) -> None:
		for customer, levels in {
			1: ["HIGH"], 2: ["HIGH", "LOW"], 3: ["LOW", "HIGH", "UNKNOWN"], 4: ["UNKNOWN"],
		}.items():  # fmt: skip
			look(shared, customer, levels)
		campaign = shared.add([1, 2, 3, 4, 5], exclude_high_risk=True)
		assert shared.read_members()[campaign] == {2, 4, 5}
		assert read_exclusions(shared, campaign) == {"total": 2, "counts": {"high_risk": 2}}
		everybody = shared.add([1, 2, 3])
		assert shared.read_members()[everybody] == {1, 2, 3}

	def test_a_look_at_any_record_is_one_at_the_person(self, shared: OverlapWorld) -> None:
		shared.add([1, 2, 3])
		look(shared, 1, ["HIGH"])
		shared.merge(2, 1)
		shared.merge(3, 2)
		campaign = shared.add([3, 4], exclude_high_risk=True)
		assert shared.read_members()[campaign] == {4}
		look(shared, 3, ["LOW"])
		later = shared.add([3, 4], exclude_high_risk=True)
		assert shared.read_members()[later] == {3, 4}

	def test_each_is_counted_once_and_all_add_up(self, shared: OverlapWorld) -> None:
		shared.add([1], "in_execution")
		reach(shared, {1: TODAY, 2: TODAY, 3: TODAY})
		for customer in (2, 3, 4):
			look(shared, customer, ["HIGH"])
		campaign = shared.add(
			range(1, 7), repeated="exclude", contacted_days=3, exclude_high_risk=True
		)
		audience = (
			shared.world.open_client(Role.MARKETING_HEAD)
			.get(f"/v1/campaigns/{campaign}/audience")
			.json
		)
		assert read_exclusions(shared, campaign)["counts"] == {"contacted": 2, "high_risk": 1}
		assert (audience["left_out"], audience["excluded"], audience["members"]) == (1, 3, 2)

	def test_built_anew_it_counts_anew(self, shared: OverlapWorld) -> None:
		reach(shared, {1: TODAY})
		campaign = shared.add([1, 2], contacted_days=1)
		with shared.world.wiring.database.open_session() as session:
			session.execute(text("DELETE FROM contact_day"))
		assert shared.build(campaign, [1, 2])["excluded"] == 0
		assert read_exclusions(shared, campaign) == {"total": 0, "counts": {}}

	def test_another_choice_asks_for_another_audience(self, shared: OverlapWorld) -> None:
		head = shared.world.open_client(Role.MARKETING_HEAD)
		campaign = head.get(f"/v1/campaigns/{shared.add([1, 2])}").json
		body = {**CAMPAIGN, "version": campaign["version"], "exclude_high_risk": True}
		changed = head.put(f"/v1/campaigns/{campaign['id']}", json=body).json
		assert (changed["phase"], changed["audience"]["state"]) == ("planned", "outdated")


class TestBefore:
	def test_candidates_are_counted_by_each_reason_and_by_any(self, shared: OverlapWorld) -> None:
		reach(shared, {1: TODAY, 2: TODAY})
		look(shared, 2, ["HIGH"])
		look(shared, 3, ["HIGH"])
		shared.add(range(1, 6))  # customers knows five
		asked = {"criteria": {}, "contacted_days": 1}
		counted = count(shared, asked).json
		assert (counted["total"], counted["any_reason"]) == (5, 3)
		assert counted["counts"] == {"contacted": 2, "high_risk": 2}
		assert count(shared, {"criteria": {}}).json["counts"] == {"high_risk": 2}

	@pytest.mark.parametrize("days", [0, -1, LONGEST_DAYS + 1, "muchos"])
	def test_days_of_which_nothing_is_known_are_refused(
		self, shared: OverlapWorld, days: Any
	) -> None:
		refused = count(shared, {"criteria": {}, "contacted_days": days})
		assert refused.status_code == 422
		head = shared.world.open_client(Role.MARKETING_HEAD)
		refused = head.post("/v1/campaigns", json={**CAMPAIGN, "contacted_days": days})
		assert refused.json["errors"][0]["field"] == "contacted_days"


def reach(shared: OverlapWorld, days: dict[int, date]) -> None:
	"""Have customers reached by mail on days."""
	with shared.world.wiring.database.open_session() as session:
		session.add_all(
			ContactDayRow(customer_id=one, day=day, channel="mail", event_id=uuid4())
			for one, day in days.items()
		)


def look(shared: OverlapWorld, customer_id: int, levels: list[str]) -> None:
	"""Have a customer's risk looked at, the last one now."""
	now = read_now()
	with shared.world.wiring.database.open_session() as session:
		staff = session.scalars(select(StaffAccountRow.id)).first()
		for place, level in enumerate(levels):
			at = now - timedelta(hours=len(levels) - place)
			session.add(
				RiskCheckRow(
					kind="desk", staff_id=staff, purpose="telemarketing", subject="****",
					customer_id=customer_id, status="FOUND", level=level, asked_at=at,
					looked_at=at,
				)
			)  # fmt: skip


def count(shared: OverlapWorld, asked: dict[str, Any]) -> Any:
	head = shared.world.open_client(Role.MARKETING_HEAD)
	return head.post("/v1/exclusions/candidates", json=asked)


def read_exclusions(shared: OverlapWorld, campaign_id: int) -> dict[str, Any]:
	head = shared.world.open_client(Role.MARKETING_HEAD)
	return dict(head.get(f"/v1/campaigns/{campaign_id}/exclusions").json)
