"""Who is on what, since when, and what the day came to; pauses; goals (K27)."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from campaigns.supervision.models import AdvisorPauseRow
from campaigns.supervision.tasks import build_sweeps
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.board import AdvisorState
from chasqui.kernel.clock import freeze_clock, read_midnight
from tests.integration.campaigns.desk.test_desk import (
	assign,
	record,
	start_campaign,
	take_next,
)
from tests.support.campaigns_world import CampaignsWorld

NOON = read_midnight("America/Guayaquil") + timedelta(hours=12)


def show(world: CampaignsWorld, name: str = "advisor") -> dict[str, Any]:
	board = world.open_client(Role.SUPERVISOR).get("/v1/board").json
	return next(dict(line) for line in board["lines"] if line["name"] == name)


@pytest.mark.covers("K27")
class TestBoard:
	def test_it_follows_an_advisor_through_the_day(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=5, assigned=4)
		advisor = world.open_client(Role.ADVISOR)
		assert show(world)["state"] == AdvisorState.AWAY
		with freeze_clock(NOON):
			lease = take_next(advisor)
			line = show(world)
			assert (line["state"], line["campaign_id"]) == (AdvisorState.CALLING, campaign_id)
		with freeze_clock(NOON + timedelta(seconds=80)):
			record(advisor, lease, "SALE")
			lease = take_next(advisor)
		with freeze_clock(NOON + timedelta(seconds=120)):
			record(advisor, lease, "NO_ANSWER")
			record(advisor, take_next(advisor), "SKIPPED")
			line = show(world)
			counted = {
				one: line[one] for one in ("calls", "contacts", "sales", "skipped", "seconds")
			}
			assert counted == {"calls": 2, "contacts": 1, "sales": 1, "skipped": 1, "seconds": 120}
			assert (line["state"], line["pending"]) == (AdvisorState.FREE, 3)
			advisor.post("/v1/desk/pause", json={"code": "lunch"})
		with freeze_clock(NOON + timedelta(seconds=720)):
			line = show(world)
			assert (line["state"], line["pause"], line["paused"]) == ("paused", "lunch", 600)

	def test_a_late_promise_is_counted(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		with freeze_clock(NOON):
			at = (NOON + timedelta(minutes=30)).isoformat()
			answer = record(advisor, take_next(advisor), "CALLBACK_OWN", callback_at=at)
			assert answer.status_code == 200, answer.json
			assert show(world)["callbacks_due"] == 0
		with freeze_clock(NOON + timedelta(hours=1)):
			assert show(world)["callbacks_due"] == 1

	def test_each_advisor_has_a_line_and_disabled_ones_none(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=3)
		assign(world, campaign_id, "segundo", 3)
		board = world.open_client(Role.MARKETING_HEAD).get("/v1/board").json
		assert [(one["name"], one["pending"]) for one in board["lines"]] == [
			("advisor", 0), ("segundo", 3),
		]  # fmt: skip
		with world.wiring.database.open_session() as session:
			world.wiring.make_staff_service(session).disable(world.staff["segundo"])
		board = world.open_client(Role.SUPERVISOR).get("/v1/board").json
		assert [one["name"] for one in board["lines"]] == ["advisor"]

	@pytest.mark.parametrize("role", [Role.ADVISOR, Role.ADMINISTRATOR, Role.ACCOUNT_MANAGER])
	def test_who_does_not_supervise_sees_no_board(self, world: CampaignsWorld, role: Role) -> None:
		assert world.open_client(role).get("/v1/board").status_code == 403


@pytest.mark.covers("K27")
class TestPauses:
	def test_one_begins_changes_and_ends(self, world: CampaignsWorld) -> None:
		advisor = world.open_client(Role.ADVISOR)
		assert advisor.get("/v1/desk/pause").json == {"pause": None}
		first = advisor.post("/v1/desk/pause", json={"code": "break"}).json["pause"]
		second = advisor.post("/v1/desk/pause", json={"code": "meeting"}).json["pause"]
		assert (first["started_at"], second["code"]) == (second["started_at"], "meeting")
		for _ in range(2):
			assert advisor.delete("/v1/desk/pause").status_code == 204
		assert advisor.get("/v1/desk/pause").json == {"pause": None}
		assert advisor.post("/v1/desk/pause", json={"code": "siesta"}).status_code == 422

	def test_taking_a_customer_ends_it(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		with freeze_clock(NOON):
			advisor.post("/v1/desk/pause", json={"code": "break"})
		with freeze_clock(NOON + timedelta(minutes=5)):
			take_next(advisor)
		for step in build_sweeps(world.wiring):
			step()
		with world.wiring.database.open_session() as session:
			(row,) = session.scalars(select(AdvisorPauseRow))
			assert row.ended_at == NOON + timedelta(minutes=5)
		assert advisor.get("/v1/desk/pause").json == {"pause": None}


class TestGoals:
	def test_they_are_changed_by_whom_has_read_them(self, world: CampaignsWorld) -> None:
		supervisor = world.open_client(Role.SUPERVISOR)
		body = {"calls": 40, "sales": 3, "version": 0}
		assert supervisor.put("/v1/day-goals", json=body).json["version"] == 1
		stale = supervisor.put("/v1/day-goals", json={**body, "calls": 50})
		assert (stale.status_code, stale.json["errors"][0]["field"]) == (409, "calls")
		goals = supervisor.get("/v1/board").json["goals"]
		assert (goals["calls"], goals["sales"]) == (40, 3)
		assert supervisor.put("/v1/day-goals", json={**body, "calls": -1}).status_code == 422
