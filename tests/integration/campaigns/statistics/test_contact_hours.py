"""At what hours people answer: counted of calls, by the clock of where they live (F2, K19)."""

from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from campaigns.desk.use_cases import lease_terms
from campaigns.statistics.engines import EVERY
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.contact_hours import FEWEST_CALLS
from chasqui.kernel.clock import freeze_clock, read_now
from tests.integration.campaigns.desk.test_desk import record, start_campaign, take_next
from tests.support.campaigns_world import CampaignsWorld

pytestmark = pytest.mark.covers("K19")
MAINLAND, GALAPAGOS = ZoneInfo("America/Guayaquil"), ZoneInfo("Pacific/Galapagos")


class Clockwork:
	"""A campaign whose calls are written down at hours of our choice."""

	def __init__(self, world: CampaignsWorld, *, members: int = 4) -> None:
		self.world = world
		self.campaign_id = start_campaign(world, members=members, assigned=members)
		self.advisor = world.open_client(Role.ADVISOR)

	def run(self, statement: str, **values: Any) -> None:
		with self.world.wiring.database.open_session() as session:
			session.execute(text(statement), values)

	def call_once(self) -> None:
		"""Make one call, which the others are copies of."""
		record(self.advisor, take_next(self.advisor), "NO_ANSWER")

	def add_calls(
		self, customer_id: int, at: datetime, calls: int, contacts: int, seconds: int = 0
	) -> None:
		"""Write down calls to a customer; they end at an instant."""
		self.run(
			"""
			INSERT INTO call (task_id, campaign_id, customer_id, advisor_id, lease_token, result,
				note, risk_reason, seconds, is_anybodys, recorded_at)
			SELECT task_id, campaign_id, :customer_id, advisor_id, gen_random_uuid(),
				CASE WHEN number <= :contacts THEN 'INTERESTED' ELSE 'NO_ANSWER' END,
				'', '', :seconds, false, :at
			FROM call, generate_series(1, :calls) AS number
			WHERE call.id = (SELECT min(id) FROM call)
			""",
			customer_id=customer_id,
			at=at,
			calls=calls,
			contacts=contacts,
			seconds=seconds,
		)

	def count(self, later: timedelta = timedelta()) -> int:
		with freeze_clock(read_now() + later):
			return self.world.wiring.contact_hour_collector.count_daily()

	def list_hours(self, **asked: Any) -> list[dict[str, Any]]:
		head = self.world.open_client(Role.MARKETING_HEAD)
		return list(head.get("/v1/contact-hours", query_string=asked).json["items"])


@pytest.fixture
def clockwork(world: CampaignsWorld) -> Clockwork:
	made = Clockwork(world)
	made.call_once()
	made.run("UPDATE call SET recorded_at = recorded_at - interval '400 days'")  # counts no more
	return made


def find_instant(hour: int, zone: ZoneInfo = MAINLAND, minute: int = 30) -> datetime:
	day = read_now() - timedelta(days=3)
	return day.astimezone(zone).replace(hour=hour, minute=minute, second=0)


class TestCount:
	def test_calls_are_counted_where_people_live_when_they_begin(
		self, clockwork: Clockwork
	) -> None:
		clockwork.run(
			"UPDATE audience_member SET province = 'EC-W', age = 70 WHERE customer_id = 2"
		)
		clockwork.run(
			"UPDATE audience_member SET province = NULL, age = NULL WHERE customer_id = 3"
		)
		clockwork.add_calls(1, find_instant(10, minute=1), 4, 1, seconds=120)  # began at nine
		clockwork.add_calls(2, find_instant(10, GALAPAGOS), 3, 2)
		clockwork.add_calls(3, find_instant(11), 2, 0)
		clockwork.count()
		found = clockwork.list_hours(sort="hour")
		assert [(one["region"], one["hour"], one["calls"], one["contacts"]) for one in found] == [
			("EC-P", 9, 4, 1), ("EC-W", 10, 3, 2), ("none", 11, 2, 0),
		]  # fmt: skip
		assert [one["region"] for one in clockwork.list_hours(age="65+")] == ["EC-W"]
		assert [one["region"] for one in clockwork.list_hours(age="unknown")] == ["none"]
		head = clockwork.world.open_client(Role.MARKETING_HEAD)
		grid = head.get("/v1/contact-hours/grid").json["items"]
		assert len(grid) == 3

	def test_they_are_counted_once_a_day(self, clockwork: Clockwork) -> None:
		assert clockwork.count() == 0
		clockwork.add_calls(1, find_instant(10), 4, 1)
		assert clockwork.count() == 2  # of their age, and of all
		clockwork.add_calls(1, find_instant(11), 4, 1)
		assert clockwork.count() == 0
		assert clockwork.count(EVERY) == 4
		assert clockwork.count(2 * EVERY + timedelta(days=365)) == 0
		assert clockwork.list_hours() == []

	@pytest.mark.parametrize("role", [Role.ADVISOR, Role.ACCOUNT_MANAGER])
	def test_others_do_not_see_them(self, world: CampaignsWorld, role: Role) -> None:
		assert world.open_client(role).get("/v1/contact-hours").status_code == 403


class TestUseHours:
	@pytest.fixture
	def learned(self, clockwork: Clockwork) -> Clockwork:
		"""In Guayas people answer in the morning, in Pichincha in the evening."""
		clockwork.run("UPDATE audience_member SET province = 'EC-G' WHERE customer_id > 2")
		for customer_id, good, bad in ((1, 18, 10), (3, 10, 18)):
			clockwork.add_calls(customer_id, find_instant(good), 80, 50)
			clockwork.add_calls(customer_id, find_instant(bad), 80, 8)
		clockwork.count()
		return clockwork

	def set_order(self, learned: Clockwork, *, by_best_hour: bool) -> None:
		head = learned.world.open_client(Role.MARKETING_HEAD)
		path = f"/v1/campaigns/{learned.campaign_id}/call-rules"
		rules = head.get(path).json
		fields = {name: rules[name] for name in rules if not name.startswith(("is_", "updated_"))}
		body = {**fields, "version": 0, "by_best_hour": by_best_hour}
		assert head.put(path, json=body).status_code == 200

	def take_at(self, learned: Clockwork, hour: int) -> int:
		"""Return whose turn it is at an hour, and give them back."""
		with freeze_clock(find_instant(hour)):
			lease = take_next(learned.advisor)
			body = {"lease_token": lease["lease_token"]}
			assert learned.advisor.post("/v1/desk/release", json=body).status_code in (200, 204)
		return int(lease["customer"]["customer_id"])

	def test_who_answers_best_now_comes_first(self, learned: Clockwork) -> None:
		learned.run("UPDATE call_task SET state = 'pending', next_attempt_at = NULL")
		usual = self.take_at(learned, 10)
		assert self.take_at(learned, 18) == usual
		self.set_order(learned, by_best_hour=True)
		with patch.object(lease_terms, "USUAL_ORDER_PERCENT", 0):
			assert self.take_at(learned, 10) > 2
			assert self.take_at(learned, 18) <= 2
			assert self.take_at(learned, 3) == usual  # nobody was called at that hour
		with patch.object(lease_terms, "USUAL_ORDER_PERCENT", 100):
			assert {self.take_at(learned, 10), self.take_at(learned, 18)} == {usual}

	def test_what_was_promised_is_not_put_off_for_it(self, learned: Clockwork) -> None:
		self.set_order(learned, by_best_hour=True)
		for customer_id, minutes in ((1, 9), (3, 5)):  # the first answers best at another hour
			learned.run(
				"UPDATE call_task SET state = 'pending', is_callback = true, "
				"next_attempt_at = :due "
				"WHERE customer_id = :customer_id",
				due=find_instant(10) - timedelta(minutes=minutes),
				customer_id=customer_id,
			)
		with patch.object(lease_terms, "USUAL_ORDER_PERCENT", 0):
			assert self.take_at(learned, 10) == 1

	def test_the_desk_says_when_such_people_answer(self, learned: Clockwork) -> None:
		lease = take_next(learned.advisor)
		is_coast = lease["customer"]["customer_id"] > 2
		assert lease["best_hours"] == ([10] if is_coast else [18])

	def test_few_calls_are_no_advice(self, clockwork: Clockwork) -> None:
		clockwork.add_calls(1, find_instant(18), FEWEST_CALLS - 1, FEWEST_CALLS - 1)
		clockwork.add_calls(1, find_instant(10), 200, 5)
		clockwork.count()
		assert take_next(clockwork.advisor)["best_hours"] == []
