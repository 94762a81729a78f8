"""What advisors have called and promised: lists and sums, each sees the own."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from chasqui.contracts.access import Role
from chasqui.kernel.clock import freeze_clock, read_now, read_today
from tests.integration.campaigns.desk.test_desk import assign, record, start_campaign, take_next
from tests.support.campaigns_world import CampaignsWorld

ZONE = "America/Guayaquil"


def ask(world: CampaignsWorld, path: str, role: Role = Role.ADVISOR, **asked: Any) -> Any:
	answer = world.open_client(role).get(f"/v1/{path}?{urlencode(asked)}")
	assert answer.status_code == 200, answer.json
	return answer.json


def call_all(world: CampaignsWorld, *results: str, name: str = "advisor") -> int:
	"""Return a campaign in which an advisor has called somebody for each result."""
	campaign_id = start_campaign(world, members=len(results))
	assign(world, campaign_id, name, len(results))
	client = world.open_client(Role.ADVISOR, name)
	for result in results:
		lease = take_next(client)
		later = {"callback_at": (read_now() + timedelta(days=1)).isoformat()}
		more = later if result == "CALLBACK_OWN" else {}
		assert record(client, lease, result, **more).status_code == 200
	return campaign_id


@pytest.mark.covers("K27")
class TestCalls:
	def test_an_advisor_sees_the_own_alone(self, world: CampaignsWorld) -> None:
		campaign_id = call_all(world, "SALE", "NO_ANSWER", "SKIPPED")
		other = call_all(world, "BUSY", name="segundo")
		own = ask(world, "calls")["items"]
		assert [one["result"] for one in own] == ["SKIPPED", "NO_ANSWER", "SALE"]
		assert {one["campaign_id"] for one in own} == {campaign_id}
		assert own[0]["customer_name"].startswith("Persona Sintética")
		theirs = world.open_client(Role.ADVISOR).get(
			f"/v1/calls?advisor_id={world.staff['segundo']}"
		)
		assert (theirs.status_code, theirs.json["code"]) == (403, "not_your_work")
		for role in (Role.SUPERVISOR, Role.MARKETING_HEAD, Role.ADMINISTRATOR):
			assert len(ask(world, "calls", role)["items"]) == 4
		[one] = ask(world, "calls", Role.SUPERVISOR, advisor_id=world.staff["segundo"])["items"]
		assert (one["campaign_id"], one["advisor_name"]) == (other, "segundo")

	@pytest.mark.covers("K19")
	def test_behind_each_figure_of_a_campaign_stand_as_many_calls(
		self, world: CampaignsWorld
	) -> None:
		results = ("SALE", "NO_ANSWER", "INTERESTED", "WRONG_NUMBER", "SKIPPED")
		campaign_id = call_all(world, *results)
		call_all(world, "SALE", name="segundo")
		statistics = ask(world, f"campaigns/{campaign_id}/calls/statistics", Role.MARKETING_HEAD)
		whose = {"advisor": world.staff["advisor"]}
		lines = [
			*(({"result": code}, {code: n}) for code, n in statistics["by_result"].items()),
			*(({"day": day}, some) for day, some in statistics["by_day"].items()),
			*(({"hour": hour}, some) for hour, some in statistics["by_hour"].items()),
			*(
				({"advisor_id": whose[name]}, some)
				for name, some in statistics["by_advisor"].items()
			),
		]
		assert len(lines) == 4 + 3
		for asked, counts in lines:
			for kind, found in {
				"attempt": sum(counts.values()),
				"reached": counts.get("SALE", 0) + counts.get("INTERESTED", 0),
				"sale": counts.get("SALE", 0),
			}.items():
				narrowed = {"campaign_id": campaign_id, "kind": kind, **asked}
				listed = ask(world, "calls", Role.MARKETING_HEAD, **narrowed)["items"]
				assert len(listed) == found, narrowed

	@pytest.mark.parametrize("hour", [-1, 24, "nueve"])
	def test_what_is_no_hour_is_refused(self, world: CampaignsWorld, hour: Any) -> None:
		answer = world.open_client(Role.MARKETING_HEAD).get(f"/v1/calls?hour={hour}")
		assert answer.status_code == 422

	def test_they_are_narrowed_and_paged(self, world: CampaignsWorld) -> None:
		call_all(world, "SALE", "NO_ANSWER", "INTERESTED", "SKIPPED")
		kinds = {"attempt": 3, "contact": 2, "sale": 1, "skipped": 1}
		for kind, count in kinds.items():
			assert len(ask(world, "calls", kind=kind)["items"]) == count, kind
		assert len(ask(world, "calls", result="SALE")["items"]) == 1
		assert len(ask(world, "calls", q="sintética 2")["items"]) == 1
		assert ask(world, "reports/calls", q="sintética 2")["total"]["calls"] <= 1
		assert ask(world, "calls", q="nadie así")["items"] == []
		today = read_today(ZONE)
		yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
		for asked, count in (
			({"day": today}, 4), ({"day": yesterday}, 0), ({"since": today, "until": today}, 4),
			({"since": tomorrow}, 0), ({"until": yesterday}, 0),
		):  # fmt: skip
			assert len(ask(world, "calls", **asked)["items"]) == count, asked
		seen, cursor = [], ""
		while cursor is not None:
			page = ask(world, "calls", limit=3, **({"cursor": cursor} if cursor else {}))
			seen += [one["id"] for one in page["items"]]
			cursor = page["next_cursor"]
		assert seen == sorted(seen, reverse=True)
		assert len(seen) == 4

	@pytest.mark.covers("K19")
	def test_they_are_added_up(self, world: CampaignsWorld) -> None:
		campaign_id = call_all(world, "SALE", "NO_ANSWER", "NO_ANSWER", "SKIPPED")
		call_all(world, "INTERESTED", name="segundo")
		report = ask(world, "reports/calls")
		lines = {one["key"]: (one["calls"], one["contacts"]) for one in report["lines"]}
		assert lines == {"SALE": (1, 1), "NO_ANSWER": (2, 0), "SKIPPED": (0, 0)}
		total = {name: report["total"][name] for name in ("calls", "contacts", "sales", "skipped")}
		assert total == {"calls": 3, "contacts": 1, "sales": 1, "skipped": 1}
		[day] = ask(world, "reports/calls", by="day")["lines"]
		assert (day["key"], day["calls"]) == (read_today(ZONE).isoformat(), 3)
		[line] = ask(world, "reports/calls", by="campaign_id")["lines"]
		assert (line["key"], line["name"]) == (str(campaign_id), "Plan hogar")
		people = ask(world, "reports/calls", Role.SUPERVISOR, by="advisor_id")["lines"]
		assert [(one["name"], one["calls"]) for one in people] == [("advisor", 3), ("segundo", 1)]

	def test_sales_have_their_amounts(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=2, assigned=2)
		advisor = world.open_client(Role.ADVISOR)
		sale = {"item_name": "Plan Fibra", "quantity": 3, "unit_price": "19.90"}
		assert record(advisor, take_next(advisor), "SALE", sale=sale).status_code == 200
		record(advisor, take_next(advisor), "SALE")  # without an amount
		plain, priced = ask(world, "calls", kind="sale")["items"]
		assert (priced["item_name"], priced["quantity"], priced["amount"]) == (
			"Plan Fibra", 3, "59.70",
		)  # fmt: skip
		assert (plain["quantity"], plain["amount"]) == (None, None)
		[line] = ask(world, "reports/calls")["lines"]
		assert (line["sales"], line["amount"]) == (2, "59.70")

	def test_each_figure_is_as_long_as_the_list_behind_it(self, world: CampaignsWorld) -> None:
		call_all(world, "SALE", "NO_ANSWER", "WRONG_NUMBER", "SKIPPED")
		figures = {"calls": "attempt", "contacts": "contact", "sales": "sale", "skipped": "skipped"}
		for by in ("result", "day", "campaign_id", "advisor_id"):
			for line in ask(world, "reports/calls", by=by)["lines"]:
				for figure, kind in figures.items():
					listed = ask(world, "calls", kind=kind, **{by: line["key"]})["items"]
					assert len(listed) == line[figure], (by, line, figure)


@pytest.mark.covers("K27")
class TestCallbacks:
	def test_promised_calls_are_listed_by_their_hour(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=3, assigned=3)
		advisor = world.open_client(Role.ADVISOR)
		now = read_now()
		for days in (3, 1, 2):
			at = (now + timedelta(days=days)).isoformat()
			record(advisor, take_next(advisor), "CALLBACK_OWN", note=f"en {days}", callback_at=at)
		found = ask(world, "callbacks")["items"]
		assert [one["note"] for one in found] == ["en 1", "en 2", "en 3"]
		assert {one["time"] for one in found} == {"ahead"}
		back = ask(world, "callbacks", sort="-due")["items"]
		assert [one["note"] for one in back] == ["en 3", "en 2", "en 1"]
		with freeze_clock(now + timedelta(days=1, minutes=1)):
			late = ask(world, "callbacks", time="late")["items"]
			assert [one["note"] for one in late] == ["en 1"]
			assert len(ask(world, "callbacks", time="ahead")["items"]) == 2
		world.move(campaign_id, "paused")
		assert {one["phase"] for one in ask(world, "callbacks")["items"]} == {"paused"}
		world.move(campaign_id, "cancelled")
		assert ask(world, "callbacks")["items"] == []

	def test_a_promise_to_who_objects_is_none(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		at = (read_now() + timedelta(days=1)).isoformat()
		record(advisor, lease, "CALLBACK_OWN", callback_at=at)
		record(advisor, lease, "DO_NOT_CALL")  # said after all
		assert ask(world, "callbacks")["items"] == []

	def test_nobody_sees_those_of_others(self, world: CampaignsWorld) -> None:
		call_all(world, "CALLBACK_OWN")
		call_all(world, "CALLBACK_OWN", name="segundo")
		[own] = ask(world, "callbacks")["items"]
		assert own["advisor_name"] == "advisor"
		assert len(ask(world, "callbacks", Role.SUPERVISOR)["items"]) == 2
		other = world.staff["segundo"]
		answer = world.open_client(Role.ADVISOR).get(f"/v1/callbacks?advisor_id={other}")
		assert answer.status_code == 403
		assert world.open_client(Role.ACCOUNT_MANAGER).get("/v1/callbacks").status_code == 403
