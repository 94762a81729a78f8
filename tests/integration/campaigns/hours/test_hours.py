"""Calling hours: kept, changed by those who may, and kept to by the desk (K27)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from campaigns.hours.domain import list_official
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.hours import ALWAYS, USUAL_HOURS, CallHours, Country, HoursLine
from chasqui.kernel.clock import freeze_clock
from tests.integration.campaigns.desk.test_desk import assign, record, start_campaign, take_next
from tests.support.campaigns_world import CampaignsWorld, make_members

ZONE = ZoneInfo("America/Guayaquil")
USUAL = {**USUAL_HOURS.model_dump(), "version": 1}


def find_monday() -> datetime:
	"""Return noon of a coming Monday; neither it nor the day after is a holiday."""
	day = datetime.now(ZONE).replace(hour=12, minute=0, second=0, microsecond=0)
	day += timedelta(days=7 - day.weekday())
	closed = {
		*list_official(Country.ECUADOR, day.year),
		*list_official(Country.ECUADOR, day.year + 1),
	}
	while {day.date(), day.date() + timedelta(days=1)} & closed:
		day += timedelta(days=7)
	return day


MONDAY = find_monday()


@pytest.mark.covers("K27")
class TestKeeping:
	def test_they_are_changed_by_whom_has_read_them(self, world: CampaignsWorld) -> None:
		admin = world.open_client(Role.ADMINISTRATOR)
		assert admin.get("/v1/call-hours").json["lines"] == ALWAYS.model_dump()["lines"]
		kept = admin.put("/v1/call-hours", json=USUAL).json
		assert (kept["version"], kept["updated_by"], kept["is_own"]) == (2, "administrator", False)
		stale = admin.put("/v1/call-hours", json=USUAL)
		assert (stale.status_code, stale.json["code"]) == (409, "stale")
		assert stale.json["current"]["version"] == 2
		for role in (Role.ADVISOR, Role.SUPERVISOR):
			answer = world.open_client(role).put("/v1/call-hours", json={**USUAL, "version": 2})
			assert answer.status_code == 403

	def test_a_campaign_may_have_its_own(self, world: CampaignsWorld) -> None:
		campaign = world.make_campaign()["id"]
		head, way = world.open_client(Role.MARKETING_HEAD), f"/v1/campaigns/{campaign}/call-hours"
		shared = head.get(way).json
		assert (shared["is_own"], shared["version"]) == (False, 0)
		own = head.put(way, json={**USUAL, "version": 0}).json
		assert (own["is_own"], own["version"]) == (True, 1)
		assert head.get("/v1/call-hours").json["lines"] == ALWAYS.model_dump()["lines"]
		for _ in range(2):
			assert head.delete(way).status_code == 204
		assert head.get(way).json["is_own"] is False
		log = head.get(f"/v1/campaigns/{campaign}/log").json["items"]
		edits = [one["fields"] for one in log if one["kind"] == "edited"]
		assert edits == [["call_hours"], ["call_hours"]]  # set, and dropped once
		assert head.get("/v1/campaigns/999/call-hours").status_code == 404

	def test_two_at_once_are_one_change(self, world: CampaignsWorld) -> None:
		admin = world.open_client(Role.ADMINISTRATOR)
		codes = [admin.put("/v1/call-hours", json=USUAL).status_code for _ in range(3)]
		assert codes == [200, 409, 409]

	def test_crossing_hours_are_refused_in_words(self, world: CampaignsWorld) -> None:
		lines = [
			{"weekday": 1, "opens": "09:00", "closes": "13:00"},
			{"weekday": 1, "opens": "12:00", "closes": "18:00"},
		]
		admin = world.open_client(Role.ADMINISTRATOR)
		answer = admin.put("/v1/call-hours", json={"lines": lines, "version": 1})
		assert answer.status_code == 422
		assert "se cruzan" in answer.get_data(as_text=True)


class TestHolidays:
	def test_days_are_added_and_worked_on(self, world: CampaignsWorld) -> None:
		admin, year = world.open_client(Role.ADMINISTRATOR), "/v1/holidays?year=2026"
		found = {one["day"]: one for one in admin.get(year).json["items"]}
		assert found["2026-12-25"]["is_official"] is True
		assert "2026-12-07" not in found
		day = {"country": "EC", "day": "2026-12-07", "name": "Aniversario"}
		added = admin.post("/v1/holidays", json=day).json
		assert (added["is_official"], added["is_worked"]) == (False, False)
		worked = {"country": "EC", "day": "2026-12-25", "name": "Navidad", "is_worked": True}
		assert admin.post("/v1/holidays", json=worked).json["is_official"] is True
		found = {one["day"]: one for one in admin.get(year).json["items"]}
		assert found["2026-12-07"]["name"] == "Aniversario"
		assert found["2026-12-25"]["is_worked"] is True
		assert "2026-12-07" not in {
			one["day"] for one in admin.get(f"{year}&country=CL").json["items"]
		}
		assert admin.delete("/v1/holidays/EC/2026-12-07").status_code == 204
		assert admin.delete("/v1/holidays/EC/2026-12-07").status_code == 404
		for wrong in ({"country": "XX"}, {"day": "2026-13-07"}, {"name": ""}):
			assert admin.post("/v1/holidays", json={**day, **wrong}).status_code == 422
		for wrong_way in ("XX/2026-12-07", "EC/ayer"):
			assert admin.delete(f"/v1/holidays/{wrong_way}").status_code == 404


@pytest.mark.covers("K27")
class TestDesk:
	def test_nobody_is_given_outside_and_the_next_hour_is_said(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=2, assigned=2)
		world.set_hours(USUAL_HOURS)
		advisor = world.open_client(Role.ADVISOR)
		with freeze_clock(MONDAY.replace(hour=20)):
			assert advisor.post("/v1/desk/next", json={}).status_code == 404
			state = advisor.get("/v1/desk").json
			assert (state["due"], state["later"], state["shut"]) == (0, 2, 2)
			next_at = datetime.fromisoformat(state["next_at"])
			assert next_at == (MONDAY + timedelta(days=1)).replace(hour=9)
		with freeze_clock(MONDAY):
			state = advisor.get("/v1/desk").json
			assert (state["due"], state["later"], state["shut"]) == (2, 0, 0)
			lease = take_next(advisor)
			assert lease["customer_zone"] == "America/Guayaquil"
			until = datetime.fromisoformat(lease["call_until"])
			assert until == MONDAY.replace(hour=19)

	def test_who_lives_an_hour_behind_is_called_an_hour_later(self, world: CampaignsWorld) -> None:
		[woman] = make_members(1)
		world.customers.members = [(*woman[:9], "EC-W", "2001", *woman[11:])]
		campaign_id = int(world.make_campaign()["id"])
		world.build_audience(campaign_id)
		world.move(campaign_id, "in_execution")
		assign(world, campaign_id, "advisor", 1)
		world.set_hours(USUAL_HOURS)
		advisor, morning = world.open_client(Role.ADVISOR), MONDAY.replace(hour=9, minute=30)
		with freeze_clock(morning):
			assert advisor.post("/v1/desk/next", json={}).status_code == 404
			assert advisor.get("/v1/desk").json["shut"] == 1
		with freeze_clock(morning + timedelta(minutes=30)):
			assert take_next(advisor)["customer_zone"] == "Pacific/Galapagos"

	def test_a_callback_outside_is_refused_with_the_next_hour(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		world.set_hours(USUAL_HOURS)
		advisor = world.open_client(Role.ADVISOR)
		with freeze_clock(MONDAY):
			lease = take_next(advisor)
			late = MONDAY.replace(hour=21).isoformat()
			refused = record(advisor, lease, "CALLBACK_OWN", callback_at=late)
			assert refused.status_code == 422
			[error] = refused.json["errors"]
			assert (error["field"], error["code"]) == ("callback_at", "outside_hours")
			tomorrow = f"{MONDAY + timedelta(days=1):%d/%m/%Y}"
			assert f"el {tomorrow} a las 09:00" in error["message"]
			good = MONDAY.replace(hour=18).isoformat()
			assert record(advisor, lease, "CALLBACK_OWN", callback_at=good).status_code == 200

	def test_whom_one_holds_at_closing_time_stays(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		world.set_hours(USUAL_HOURS)
		advisor = world.open_client(Role.ADVISOR)
		with freeze_clock(MONDAY.replace(hour=18, minute=59)):
			lease = take_next(advisor)
		with freeze_clock(MONDAY.replace(hour=19, minute=5)):
			assert take_next(advisor)["lease_token"] == lease["lease_token"]
			assert record(advisor, lease, "SALE").status_code == 200

	def test_a_campaigns_own_hours_hold_for_it_alone(self, world: CampaignsWorld) -> None:
		night, day = (start_campaign(world, members=1, assigned=1) for _ in range(2))
		world.set_hours(USUAL_HOURS)
		lines = [HoursLine(weekday=1, opens="19:00", closes="22:00")]
		world.set_hours(CallHours(lines=lines), night)
		advisor = world.open_client(Role.ADVISOR)
		with freeze_clock(MONDAY.replace(hour=20)):
			by_campaign = {
				one["campaign_id"]: one["due"] for one in advisor.get("/v1/desk").json["campaigns"]
			}
			assert by_campaign == {night: 1, day: 0}
			assert take_next(advisor)["campaign_id"] == night
