"""Calling rules: kept, changed by those who may, and kept to by the desk (K27)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from campaigns.desk.models.phone_attempt import PhoneAttemptRow
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.call_rules import USUAL_RULES
from chasqui.kernel.clock import freeze_clock, read_now
from tests.integration.campaigns.desk.test_desk import assign, record, start_campaign, take_next
from tests.support.campaigns_world import CampaignsWorld, make_members

RULES = USUAL_RULES.model_dump(mode="json")
MINUTE = timedelta(minutes=1)


def set_rules(world: CampaignsWorld, campaign_id: int | None = None, **changes: Any) -> Any:
	way = f"/v1/campaigns/{campaign_id}/call-rules" if campaign_id else "/v1/call-rules"
	head = world.open_client(Role.MARKETING_HEAD)
	version = head.get(way).json["version"]
	answer = head.put(way, json={**RULES, **changes, "version": version})
	assert answer.status_code == 200, answer.json
	return answer.json


def retry(name: str, **changes: Any) -> dict[str, Any]:
	"""Return the usual retries with one changed."""
	return {**RULES["retries"], name: {**RULES["retries"][name], **changes}}


def miss(world: CampaignsWorld, times: int, result: str = "NO_ANSWER") -> Iterator[datetime | None]:
	"""Record misses of the only customer, each when its time has come; yield what follows."""
	advisor, at = world.open_client(Role.ADVISOR), read_now()
	for _ in range(times):
		with freeze_clock(at):
			told = record(advisor, take_next(advisor), result).json["next_attempt_at"]
		following = datetime.fromisoformat(told) if told else None
		yield following
		at = (following or at) + MINUTE


@pytest.mark.covers("K27")
class TestKeeping:
	def test_they_are_changed_by_whom_has_read_them(self, world: CampaignsWorld) -> None:
		admin = world.open_client(Role.ADMINISTRATOR)
		usual = admin.get("/v1/call-rules").json
		assert (usual["version"], usual["attempts_a_day"]) == (0, USUAL_RULES.attempts_a_day)
		kept = admin.put("/v1/call-rules", json={**RULES, "attempts_a_day": 2, "version": 0}).json
		assert (kept["version"], kept["updated_by"], kept["is_own"]) == (1, "administrator", False)
		stale = admin.put("/v1/call-rules", json={**RULES, "version": 0})
		assert (stale.status_code, stale.json["code"]) == (409, "stale")
		assert stale.json["current"]["attempts_a_day"] == 2
		for role in (Role.ADVISOR, Role.SUPERVISOR):
			answer = world.open_client(role).put("/v1/call-rules", json={**RULES, "version": 1})
			assert answer.status_code == 403

	def test_a_campaign_may_have_its_own(self, world: CampaignsWorld) -> None:
		campaign_id = world.make_campaign()["id"]
		head, way = (
			world.open_client(Role.MARKETING_HEAD),
			f"/v1/campaigns/{campaign_id}/call-rules",
		)
		assert set_rules(world, campaign_id, callbacks_a_day=3)["is_own"] is True
		assert head.get(way).json["callbacks_a_day"] == 3
		assert head.get("/v1/call-rules").json["callbacks_a_day"] == USUAL_RULES.callbacks_a_day
		assert head.delete(way).status_code == 204
		assert head.get(way).json["is_own"] is False
		log = head.get(f"/v1/campaigns/{campaign_id}/log").json["items"]
		assert [one["fields"] for one in log if one["kind"] == "edited"] == [["call_rules"]] * 2

	@pytest.mark.parametrize(
		("changes", "field"),
		[
			({"attempts_a_day": 0}, "attempts_a_day"),
			({"attempts_a_day": 21}, "attempts_a_day"),
			({"attempts_in_all": 2}, "attempts_in_all"),
			({"callbacks_a_day": 0}, "callbacks_a_day"),
			({"pass_minutes": 0}, "pass_minutes"),
			({"retries": retry("busy", minutes=0)}, "retries.busy.minutes"),
			({"retries": retry("busy", most_a_day=0)}, "retries.busy.most_a_day"),
			({"retries": {"busy": {"minutes": 5}}}, "retries.no_answer"),
			({"retries": {**RULES["retries"], "sale": {"minutes": 5}}}, "retries.sale"),
		],
	)
	def test_what_makes_no_sense_is_refused_at_its_field(
		self, world: CampaignsWorld, changes: dict[str, Any], field: str
	) -> None:
		admin = world.open_client(Role.ADMINISTRATOR)
		answer = admin.put("/v1/call-rules", json={**RULES, **changes, "version": 0})
		assert answer.status_code == 422
		assert field in [one["field"] for one in answer.json["errors"]]
		assert admin.get("/v1/call-rules").json["version"] == 0


@pytest.mark.covers("K27")
class TestRetries:
	def test_each_result_waits_as_it_was_set(self, world: CampaignsWorld) -> None:
		set_rules(world, retries=retry("no_answer", minutes=90))
		start_campaign(world, members=1, assigned=1)
		before = read_now()
		[following] = miss(world, 1)
		assert following is not None
		assert abs(following - before - timedelta(minutes=90)) < MINUTE

	def test_a_wait_may_grow_with_each_miss(self, world: CampaignsWorld) -> None:
		set_rules(
			world,
			attempts_a_day=20,
			attempts_in_all=50,
			retries=retry("no_answer", minutes=60, grows=True),
		)
		start_campaign(world, members=1, assigned=1)
		at, waits = read_now(), []
		for following in miss(world, 3):
			assert following is not None
			waits.append(round((following - at) / timedelta(hours=1)))
			at = following + MINUTE
		assert waits == [1, 2, 3]

	def test_so_many_of_one_result_in_a_day_and_no_more(self, world: CampaignsWorld) -> None:
		set_rules(world, attempts_a_day=20, attempts_in_all=50)
		start_campaign(world, members=1, assigned=1)
		began = read_now()
		[*_, third] = miss(world, 3, "BUSY")
		assert third is not None
		assert abs(third - began - timedelta(hours=24)) < timedelta(minutes=2)

	def test_misses_in_a_row_end_the_calling(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		set_rules(world, campaign_id, misses_in_a_row=2)
		assert [bool(one) for one in miss(world, 2)] == [True, False]


@pytest.mark.covers("K27")
class TestAttempts:
	def test_a_phone_rests_after_so_many_calls_in_24_hours(self, world: CampaignsWorld) -> None:
		set_rules(world, attempts_a_day=2, retries=retry("no_answer", minutes=1))
		start_campaign(world, members=1, assigned=1)
		began = read_now()
		first, second = miss(world, 2)
		assert first is not None
		assert second is not None
		assert first - began < timedelta(minutes=2)
		assert abs(second - began - timedelta(hours=24)) < MINUTE
		advisor = world.open_client(Role.ADVISOR)
		with freeze_clock(began + timedelta(hours=23)):
			assert advisor.post("/v1/desk/next", json={}).status_code == 404
		with freeze_clock(second + MINUTE):
			assert take_next(advisor)["attempts"] == 2

	def test_the_calls_of_all_campaigns_count(self, world: CampaignsWorld) -> None:
		set_rules(world, attempts_a_day=1)
		start_campaign(world, members=1, assigned=1)
		second = start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		record(advisor, take_next(advisor), "INTERESTED")
		assert advisor.post("/v1/desk/next", json={}).status_code == 404
		day = advisor.get("/v1/desk").json
		assert (day["due"], day["rested"], day["pending"]) == (0, 1, 2)
		[rested] = [one for one in day["campaigns"] if one["rested"]]
		assert rested["campaign_id"] == second
		set_rules(world, second, attempts_a_day=5)  # a campaign's own rule holds for it
		assert take_next(advisor)["campaign_id"] == second

	def test_in_all_it_is_called_so_often_and_no_more(self, world: CampaignsWorld) -> None:
		set_rules(world, attempts_a_day=2, attempts_in_all=2)
		for _ in range(2):
			start_campaign(world, members=1, assigned=1)
		assert [*miss(world, 2)][-1] is None  # of one campaign each
		advisor = world.open_client(Role.ADVISOR)
		with freeze_clock(read_now() + timedelta(days=30)):
			assert advisor.post("/v1/desk/next", json={}).status_code == 404
			day = advisor.get("/v1/desk").json
		assert (day["pending"], day["rested"]) == (1, 1)

	def test_whom_one_passes_over_was_not_called(self, world: CampaignsWorld) -> None:
		set_rules(world, attempts_a_day=1, attempts_in_all=1)
		start_campaign(world, members=1, assigned=1)
		[following] = miss(world, 1, "SKIPPED")
		assert following is not None
		with freeze_clock(following + MINUTE):
			take_next(world.open_client(Role.ADVISOR))

	def test_a_promise_is_kept_however_often_it_rang(self, world: CampaignsWorld) -> None:
		set_rules(world, attempts_a_day=1, attempts_in_all=1)
		start_campaign(world, members=1, assigned=1)
		advisor, at = world.open_client(Role.ADVISOR), read_now() + timedelta(hours=2)
		record(advisor, take_next(advisor), "CALLBACK_OWN", callback_at=at.isoformat())
		with freeze_clock(at + MINUTE):
			assert take_next(advisor)["attempts"] == 1

	def test_two_results_at_once_of_one_phone_are_two(self, world: CampaignsWorld) -> None:
		people = make_members(2)
		people[1] = (*people[1][:12], people[0][12], *people[1][13:])  # they share a phone
		world.customers.members = people
		campaign_id = int(world.make_campaign()["id"])
		world.build_audience(campaign_id)
		world.move(campaign_id, "in_execution")
		names = ("advisor", "segundo")
		for name in names:
			assign(world, campaign_id, name, 1)
		clients = [world.open_client(Role.ADVISOR, name) for name in names]
		leases = [take_next(clients[0])]
		assert clients[1].post("/v1/desk/next", json={}).status_code == 404
		with freeze_clock(read_now() + timedelta(minutes=20)):  # a hold past its end holds nobody
			leases.append(take_next(clients[1]))
		with ThreadPoolExecutor(2) as pool:
			answers = pool.map(lambda one: record(*one, "BUSY"), zip(clients, leases, strict=True))
		assert [one.status_code for one in answers] == [200, 200]
		with world.wiring.database.open_session() as session:
			[kept] = session.scalars(select(PhoneAttemptRow)).all()
			assert (kept.attempts, len(kept.recent)) == (2, 2)
