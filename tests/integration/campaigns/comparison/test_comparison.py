"""An audience is compared with whom its criteria hold today, person by person (K16)."""

from typing import Any

import pytest
from sqlalchemy import text

from campaigns.contacts.models.merged_customer import MergedCustomerRow
from chasqui.contracts.access import Role
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.queues import CAMPAIGNS_COMPARE_AUDIENCE
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from tests.support.campaigns_world import CampaignsWorld, make_members

pytestmark = pytest.mark.covers("K16")
GONE = say("El segmento guardado ya no existe.")
NUMBERED = text("""
	SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
	WHERE locktype = 'transactionid' AND datname = current_database()
""")


@pytest.fixture
def campaign_id(world: CampaignsWorld) -> int:
	"""A campaign of customers 1 to 10."""
	world.customers.members = make_members(10)
	number = int(world.make_campaign()["id"])
	world.build_audience(number)
	return number


def ask(world: CampaignsWorld, campaign_id: int) -> Any:
	head = world.open_client(Role.MARKETING_HEAD)
	return head.post(f"/v1/campaigns/{campaign_id}/audience/comparison")


def compare(world: CampaignsWorld, campaign_id: int) -> dict[str, Any]:
	"""Return the comparison, whose list is as long as it says."""
	assert ask(world, campaign_id).json["state"] == "counting"
	world.wiring.comparison_worker.count_waiting()
	found = show(world, campaign_id)
	for difference, count in (("leaves", found["leave"]), ("enters", found["enter"])):
		assert len(list_people(world, campaign_id, difference)) == count
	return found


def show(world: CampaignsWorld, campaign_id: int) -> dict[str, Any]:
	head = world.open_client(Role.MARKETING_HEAD)
	return dict(head.get(f"/v1/campaigns/{campaign_id}/audience/comparison").json)


def list_people(world: CampaignsWorld, campaign_id: int, difference: str) -> list[dict[str, Any]]:
	head = world.open_client(Role.MARKETING_HEAD)
	way = f"/v1/campaigns/{campaign_id}/audience/comparison/people?difference={difference}"
	return list(head.get(way).json["items"])


class TestCompare:
	def test_without_a_change_all_stay(self, world: CampaignsWorld, campaign_id: int) -> None:
		found = compare(world, campaign_id)
		assert [found[name] for name in ("stay", "leave", "enter")] == [10, 0, 0]
		assert not found["is_outdated"]

	def test_each_side_is_named(self, world: CampaignsWorld, campaign_id: int) -> None:
		world.customers.members = make_members(9, first=4)
		found = compare(world, campaign_id)
		assert [found[name] for name in ("stay", "leave", "enter")] == [7, 3, 2]
		leaving = list_people(world, campaign_id, "leaves")
		assert [one["customer_id"] for one in leaving] == [1, 2, 3]
		assert leaving[0]["name"] == "Persona Sintética 1"
		entering = list_people(world, campaign_id, "enters")
		assert [(one["customer_id"], one["name"]) for one in entering] == [(11, ""), (12, "")]

	def test_who_was_merged_stays_as_who_stands_for_them(
		self, world: CampaignsWorld, campaign_id: int
	) -> None:
		world.customers.members = make_members(10, first=2)
		with world.wiring.database.open_session() as session:
			for merged, kept in ((1, 12), (12, 11)):
				session.add(MergedCustomerRow(merged_id=merged, kept_id=kept))
		found = compare(world, campaign_id)
		assert [found[name] for name in ("stay", "leave", "enter")] == [10, 0, 0]

	def test_a_later_one_takes_its_place(self, world: CampaignsWorld, campaign_id: int) -> None:
		world.customers.members = make_members(8)
		assert compare(world, campaign_id)["leave"] == 2
		world.build_audience(campaign_id)
		assert show(world, campaign_id)["is_outdated"]
		assert compare(world, campaign_id)["leave"] == 0


class TestAsk:
	def test_it_is_asked_for_once_and_sent_each_time(
		self, world: CampaignsWorld, campaign_id: int
	) -> None:
		first, second = ask(world, campaign_id).json, ask(world, campaign_id).json
		assert first == second
		sent = [one for one, _ in world.messages.sent]
		assert sent.count(CAMPAIGNS_COMPARE_AUDIENCE) == 2

	def test_without_an_audience_there_is_nothing_to_compare(self, world: CampaignsWorld) -> None:
		number = int(world.make_campaign()["id"])
		refused = ask(world, number)
		assert (refused.status_code, refused.json["code"]) == (409, "no_audience")
		head = world.open_client(Role.MARKETING_HEAD)
		way = f"/v1/campaigns/{number}/audience/comparison"
		assert head.get(way).json["code"] == "no_comparison"
		assert world.open_client(Role.ADVISOR).get(way).status_code == 403

	def test_while_customers_is_silent_it_waits(
		self, world: CampaignsWorld, campaign_id: int
	) -> None:
		ask(world, campaign_id)
		world.customers.cut = "exception"
		world.wiring.comparison_worker.count_waiting()
		assert show(world, campaign_id)["state"] == "counting"
		world.customers.cut = None
		world.wiring.comparison_worker.count_waiting()
		assert show(world, campaign_id)["stay"] == 10

	def test_meanwhile_events_go_on_and_nobody_else_counts_it(
		self, world: CampaignsWorld, campaign_id: int, monkeypatch: pytest.MonkeyPatch
	) -> None:
		"""A transaction with a number holds up all events of transactions after it."""
		ask(world, campaign_id)
		list_numbers, seen = world.wiring.customers.list_numbers, list[Any]()

		def look(criteria: SegmentCriteria) -> list[int]:
			with world.wiring.database.open_session() as session:
				seen.append(session.scalar(NUMBERED))
			if len(seen) == 1:
				world.wiring.comparison_worker.count_waiting()
			return list_numbers(criteria)

		monkeypatch.setattr(world.wiring.customers, "list_numbers", look)
		world.wiring.comparison_worker.count_waiting()
		assert seen == [0]
		assert show(world, campaign_id)["state"] == "ready"

	@pytest.mark.parametrize(
		("fault", "told"), [(Conflict(GONE), str(GONE)), (ZeroDivisionError(), "error interno")]
	)
	def test_one_that_cannot_be_counted_says_why_and_keeps_no_other_from_its_turn(
		self,
		world: CampaignsWorld,
		campaign_id: int,
		monkeypatch: pytest.MonkeyPatch,
		fault: Exception,
		told: str,
	) -> None:
		other = int(world.make_campaign()["id"])
		world.build_audience(other)
		for number in (campaign_id, other):
			assert ask(world, number).json["state"] == "counting"
		list_numbers, faults = world.wiring.customers.list_numbers, [fault]

		def refuse_once(criteria: SegmentCriteria) -> list[int]:
			if faults:
				raise faults.pop()
			return list_numbers(criteria)

		monkeypatch.setattr(world.wiring.customers, "list_numbers", refuse_once)
		world.wiring.comparison_worker.count_waiting()
		failed, counted = show(world, campaign_id), show(world, other)
		assert failed["state"] == "failed"
		assert told in failed["error"]
		assert (counted["state"], counted["error"]) == ("ready", None)
		assert compare(world, campaign_id)["state"] == "ready"
