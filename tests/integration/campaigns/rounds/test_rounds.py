"""Rounds: whom a campaign gave up is called once more, with figures of the round's own (K26)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from campaigns.desk.tasks import build_recounts
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.call_corrections import CORRECTABLE_FOR
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.rounds import RECYCLED
from chasqui.kernel.clock import freeze_clock, read_now
from tests.integration.campaigns.desk.test_desk import record, start_campaign, take_next
from tests.integration.campaigns.results.test_own_results import add
from tests.support.campaigns_world import CampaignsWorld

pytestmark = pytest.mark.covers("K26")
LATER = CORRECTABLE_FOR + timedelta(minutes=1)


class Floor:
	"""A campaign in execution; everybody was called once and given up with these last results."""

	def __init__(self, world: CampaignsWorld, results: Sequence[CallResult]) -> None:
		self.world = world
		self.id = start_campaign(world, members=len(results), assigned=len(results))
		self.advisor = world.open_client(Role.ADVISOR)
		self.head = world.open_client(Role.MARKETING_HEAD)
		self.way = f"/v1/campaigns/{self.id}/rounds"
		for result in results:
			self.call(result)
		self.run("UPDATE call_task SET state = 'done', next_attempt_at = NULL")

	def call(self, result: CallResult) -> int:
		"""Call the next customer; return whom."""
		lease = take_next(self.advisor)
		assert record(self.advisor, lease, result.value).status_code == 200
		return int(lease["customer"]["customer_id"])

	def show(self) -> dict[str, Any]:
		return dict(self.head.get(self.way).json)

	def open(self, expected: int, *results: CallResult) -> Any:
		asked = {"results": [one.value for one in results], "expected": expected}
		return self.head.post(self.way, json=asked)

	def run(self, statement: str, **given: Any) -> None:
		with self.world.wiring.database.open_session() as session:
			session.execute(text(statement), given)

	def count(self, where: str) -> int:
		with self.world.wiring.database.open_session() as session:
			return session.scalar(text(f"SELECT count(*) FROM call_task WHERE {where}")) or 0


class TestOpen:
	def test_whoever_was_not_reached_is_called_again(self, world: CampaignsWorld) -> None:
		floor = Floor(world, [CallResult.NO_ANSWER, CallResult.NO_ANSWER, CallResult.BUSY])
		with freeze_clock(read_now() + LATER):
			found = floor.show()
			counts = {one["result"]: one["customers"] for one in found["candidates"]}
			assert counts == {"NO_ANSWER": 2, "BUSY": 1}
			made = floor.open(2, CallResult.NO_ANSWER)
			assert made.status_code == 201, made.json
			assert (made.json["number"], made.json["customers"]) == (2, 2)
			assert (made.json["pending"], made.json["calls"]) == (2, 0)
			lease = take_next(floor.advisor)
			assert lease["round"] == 2

	def test_each_round_has_its_own_figures(self, world: CampaignsWorld) -> None:
		floor = Floor(world, [CallResult.NO_ANSWER, CallResult.NO_ANSWER])
		with freeze_clock(read_now() + LATER):
			assert floor.open(2, CallResult.NO_ANSWER).status_code == 201
			floor.call(CallResult.SALE)
			floor.call(CallResult.NO_ANSWER)
			first, second = floor.show()["rounds"]
		figures = ("customers", "pending", "calls", "contacts", "sales")
		assert [first[one] for one in figures] == [2, 0, 2, 0, 0]
		assert [second[one] for one in figures] == [2, 1, 2, 1, 1]
		assert second["results"] == ["NO_ANSWER"]
		with world.wiring.database.open_session() as session:
			assert [[*one.find(session)] for one in build_recounts(world.wiring)] == [[], [], []]

	def test_calls_that_reached_nobody_are_counted_anew(self, world: CampaignsWorld) -> None:
		"""Who was given up after so many misses is not given up again with the first one."""
		floor = Floor(world, [CallResult.NO_ANSWER])
		rules = floor.head.get("/v1/call-rules").json
		rules |= {"misses_in_a_row": 2}
		for name in ("is_own", "campaign_id", "updated_by", "updated_at"):
			rules.pop(name, None)
		kept = floor.head.put("/v1/call-rules", json=rules)
		assert kept.status_code == 200, kept.json
		with freeze_clock(read_now() + LATER):
			assert floor.open(1, CallResult.NO_ANSWER).status_code == 201
			floor.call(CallResult.NO_ANSWER)
		assert floor.count("state = 'pending'") == 1

	def test_whoever_was_never_called_comes_first(self, world: CampaignsWorld) -> None:
		floor = Floor(world, [CallResult.NO_ANSWER, CallResult.BUSY])
		floor.run("UPDATE call_task SET state = 'pending' WHERE last_result = 'BUSY'")
		with freeze_clock(read_now() + LATER):
			assert floor.open(1, CallResult.NO_ANSWER).status_code == 201
			assert take_next(floor.advisor)["round"] == 1

	def test_it_stands_in_the_log(self, world: CampaignsWorld) -> None:
		floor = Floor(world, [CallResult.VOICEMAIL])
		with freeze_clock(read_now() + LATER):
			floor.open(1, CallResult.VOICEMAIL)
		entries = floor.head.get(f"/v1/campaigns/{floor.id}/log").json["items"]
		opened = [(one["number"], one["count"]) for one in entries if one["kind"] == "round"]
		assert opened == [(2, 1)]


class TestWhoStays:
	"""What stops calls stops rounds too."""

	def test_only_those_enter_whom_nothing_stops(self, world: CampaignsWorld) -> None:
		floor = Floor(world, [CallResult.NO_ANSWER] * 4)
		floor.run("INSERT INTO objection (customer_id, channel, source) VALUES (1, 'phone', 'x')")
		floor.run("UPDATE audience_member SET phone = NULL WHERE customer_id = 2")
		floor.run(
			"UPDATE phone_attempt SET attempts = 12 WHERE phone = "
			"(SELECT phone FROM audience_member WHERE customer_id = 3)"
		)
		with freeze_clock(read_now() + LATER):
			assert floor.show()["candidates"] == [{"result": "NO_ANSWER", "customers": 1}]

	def test_an_own_result_that_ends_the_calls_ends_them(self, world: CampaignsWorld) -> None:
		fields = {"name": "Línea dada de baja", "like": "NO_ANSWER", "is_last": True}
		own = add(world, **fields)
		floor = Floor(world, [CallResult.NO_ANSWER])
		floor.run("UPDATE call_task SET state = 'pending'")
		lease = take_next(floor.advisor)
		assert record(floor.advisor, lease, "NO_ANSWER", own_result_id=own["id"]).status_code == 200
		assert floor.count("state = 'done'") == 1  # with its second miss in a row
		with freeze_clock(read_now() + LATER):
			assert floor.show()["candidates"] == []

	@pytest.mark.covers("R45")
	@pytest.mark.parametrize("said", [CallResult.SALE, CallResult.NOT_INTERESTED])
	def test_what_a_merged_record_said_the_person_said(
		self, world: CampaignsWorld, said: CallResult
	) -> None:
		floor = Floor(world, [CallResult.NO_ANSWER, CallResult.NO_ANSWER])
		floor.run("UPDATE call_task SET last_result = :said WHERE customer_id = 1", said=said.value)
		for merged, kept in ((1, 9), (9, 2)):
			statement = "INSERT INTO merged_customer (merged_id, kept_id) VALUES (:merged, :kept)"
			floor.run(statement, merged=merged, kept=kept)
		with freeze_clock(read_now() + LATER):
			assert floor.show()["candidates"] == []

	def test_what_may_still_be_corrected_waits(self, world: CampaignsWorld) -> None:
		floor = Floor(world, [CallResult.NO_ANSWER])
		assert floor.show()["candidates"] == []
		refused = floor.open(1, CallResult.NO_ANSWER)
		assert (refused.status_code, refused.json["code"]) == (409, "list_changed")

	def test_who_rests_is_called_after_it(self, world: CampaignsWorld) -> None:
		floor = Floor(world, [CallResult.NO_ANSWER])
		now = read_now()
		until = now + timedelta(days=5)
		floor.run("UPDATE call SET rests_until = :until", until=until)
		with freeze_clock(now + LATER):
			assert floor.open(1, CallResult.NO_ANSWER).status_code == 201
			assert floor.advisor.post("/v1/desk/next", json={}).status_code == 404
		assert floor.count(f"next_attempt_at = '{until.isoformat()}'") == 1

	@pytest.mark.parametrize("result", [one for one in CallResult if one not in RECYCLED])
	def test_after_other_results_nobody_is_called_again(
		self, world: CampaignsWorld, result: CallResult
	) -> None:
		floor = Floor(world, [CallResult.NO_ANSWER])
		floor.run("UPDATE call_task SET last_result = :result", result=result.value)
		with freeze_clock(read_now() + LATER):
			assert floor.show()["candidates"] == []
			assert floor.open(1, result).status_code == 422


class TestRefusals:
	def test_as_many_as_were_seen(self, world: CampaignsWorld) -> None:
		floor = Floor(world, [CallResult.NO_ANSWER, CallResult.BUSY])
		with freeze_clock(read_now() + LATER):
			refused = floor.open(2, CallResult.NO_ANSWER)
		assert (refused.status_code, refused.json["code"]) == (409, "list_changed")
		assert floor.count("state = 'done' AND round = 1") == 2
		assert len(floor.show()["rounds"]) == 1

	def test_not_once_the_campaign_ended(self, world: CampaignsWorld) -> None:
		floor = Floor(world, [CallResult.NO_ANSWER])
		world.move(floor.id, "finished")
		with freeze_clock(read_now() + LATER):
			assert floor.show()["candidates"] == []
			refused = floor.open(1, CallResult.NO_ANSWER)
		assert (refused.status_code, refused.json["code"]) == (409, "phase_closed")

	def test_who_assigns_may_open_one(self, world: CampaignsWorld) -> None:
		floor = Floor(world, [CallResult.NO_ANSWER])
		asked = {"results": ["NO_ANSWER"], "expected": 1}
		assert floor.advisor.post(floor.way, json=asked).status_code == 403
		assert floor.head.post("/v1/campaigns/999/rounds", json=asked).status_code == 404
