"""Callbacks: own or anybody's, with room for so many a day, and nobody's promise is forgotten."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.campaigns.models.assignment import AssignmentRow
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.tasks import build_sweeps
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.hours import USUAL_HOURS
from chasqui.kernel.clock import freeze_clock, read_now
from tests.integration.campaigns.desk.test_desk import assign, record, start_campaign, take_next
from tests.integration.campaigns.hours.test_hours import MONDAY
from tests.integration.campaigns.rules.test_rules import set_rules
from tests.support.campaigns_world import CampaignsWorld

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ZONE = ZoneInfo("America/Guayaquil")


def promise(
	world: CampaignsWorld, at: datetime, *, name: str = "advisor", anybodys: bool = False
) -> Any:
	"""Return what came of promising the next customer a call."""
	client = world.open_client(Role.ADVISOR, name)
	more = {"callback_at": at.isoformat(), "is_anybodys": anybodys}
	return record(client, take_next(client), "CALLBACK_OWN", **more)


def disable(world: CampaignsWorld, name: str) -> None:
	with world.wiring.database.open_session() as session:
		session.execute(
			update(StaffAccountRow)
			.where(StaffAccountRow.username == name)
			.values(disabled_at=read_now())
		)


def open_both(world: CampaignsWorld, *, own: int = 1) -> tuple[int, Any, Any]:
	"""Return a campaign of two advisors, each with customers, and both advisors."""
	campaign_id = start_campaign(world, members=own + 1, assigned=own)
	assign(world, campaign_id, "segundo", 1)
	return campaign_id, world.open_client(Role.ADVISOR), world.open_client(Role.ADVISOR, "segundo")


@pytest.mark.covers("K27")
class TestAnybodys:
	def test_whoever_is_free_makes_it_when_its_time_has_come(self, world: CampaignsWorld) -> None:
		campaign_id, advisor, other = open_both(world)
		at = read_now() + HOUR
		assert promise(world, at, anybodys=True).status_code == 200
		[listed] = advisor.get("/v1/callbacks").json["items"]
		assert listed["is_anybodys"] is True
		record(other, take_next(other), "SALE")
		assert other.post("/v1/desk/next", json={}).status_code == 404  # not yet
		with freeze_clock(at + MINUTE):
			assert other.get("/v1/desk").json["callbacks_due"] == 1
			lease = take_next(other)
			assert lease["attempts"] == 1
			assert advisor.post("/v1/desk/next", json={}).status_code == 404  # theirs now
			assert advisor.get("/v1/desk").json["passed_today"] == 1
			assert record(other, lease, "SALE").status_code == 200
		head = world.open_client(Role.MARKETING_HEAD)
		given = head.get(f"/v1/campaigns/{campaign_id}/assignments").json["items"]
		counts = {one["advisor_name"]: (one["assigned"], one["pending"]) for one in given}
		assert counts == {"advisor": (0, 0), "segundo": (2, 0)}

	def test_own_ones_come_first(self, world: CampaignsWorld) -> None:
		_campaign, _advisor, other = open_both(world)
		at = read_now() + HOUR
		promise(world, at, anybodys=True)
		promise(world, at + 5 * MINUTE, name="segundo")
		with freeze_clock(at + 10 * MINUTE):
			assert other.get("/v1/desk").json["callbacks_due"] == 2
			own = take_next(other)
			assert own["last_calls"][0]["advisor_name"] == "segundo"

	def test_who_was_given_nobody_of_the_campaign_does_not_make_it(
		self, world: CampaignsWorld
	) -> None:
		start_campaign(world, members=1, assigned=1)
		at = read_now() + HOUR
		promise(world, at, anybodys=True)
		stranger = world.open_client(Role.ADVISOR, "segundo")
		with freeze_clock(at + MINUTE):
			assert stranger.post("/v1/desk/next", json={}).status_code == 404
			assert stranger.get("/v1/desk").json["pending"] == 0

	def test_of_many_at_once_one_gets_it(self, world: CampaignsWorld) -> None:
		names = ["segundo", *(f"asesor {n}" for n in range(8))]
		with world.wiring.database.open_session() as session:
			added = [
				StaffAccountRow(username=name, name=name, roles=[Role.ADVISOR], password_hash="x")
				for name in names[1:]
			]
			session.add_all(added)
			session.flush()
			world.staff |= {one.username: one.id for one in added}
		campaign_id = start_campaign(world, members=len(names) + 3, assigned=3)
		for name in names:
			assign(world, campaign_id, name, 1)
		at = read_now() + HOUR
		for _ in range(3):
			promise(world, at, anybodys=True)
		clients = [world.open_client(Role.ADVISOR, name) for name in ["advisor", *names]]
		for client in clients[1:]:
			record(client, take_next(client), "SALE")

		def take(client: Any) -> Any:
			with freeze_clock(at + MINUTE):
				return client.post("/v1/desk/next", json={})

		with ThreadPoolExecutor(len(clients)) as pool:
			answers = list(pool.map(take, clients))
		assert {one.status_code for one in answers} == {200, 404}
		taken = [one.json["customer"]["customer_id"] for one in answers if one.status_code == 200]
		assert len(taken) == len(set(taken)) == 3
		with world.wiring.database.open_session() as session:
			rows = session.scalars(select(AssignmentRow)).all()
			assert sum(one.assigned for one in rows) == len(names) + 3  # nobody was lost or doubled

	def test_only_a_callback_says_who_calls(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		answer = record(advisor, take_next(advisor), "SALE", is_anybodys=True)
		assert answer.status_code == 422


@pytest.mark.covers("K27")
class TestLateOnes:
	def test_one_that_is_late_goes_to_whoever_is_free(self, world: CampaignsWorld) -> None:
		_campaign, advisor, other = open_both(world)
		set_rules(world, pass_minutes=30)
		at = read_now() + HOUR
		promise(world, at)
		record(other, take_next(other), "SALE")
		with freeze_clock(at + 29 * MINUTE):
			assert other.post("/v1/desk/next", json={}).status_code == 404
			assert advisor.get("/v1/desk").json["callbacks_due"] == 1
		with freeze_clock(at + 31 * MINUTE):
			lease = take_next(other)
			assert advisor.get("/v1/desk").json["passed_today"] == 1
			again = (at + 3 * HOUR).isoformat()
			record(other, lease, "CALLBACK_OWN", callback_at=again)
			[kept] = other.get("/v1/callbacks").json["items"]
			assert kept["advisor_name"] == "segundo"
			assert advisor.get("/v1/callbacks").json["items"] == []

	def test_without_the_rule_it_waits_for_who_promised_it(self, world: CampaignsWorld) -> None:
		campaign_id, advisor, other = open_both(world)
		set_rules(world, pass_minutes=5)
		set_rules(world, campaign_id, pass_minutes=None)
		at = read_now() + HOUR
		promise(world, at)
		record(other, take_next(other), "SALE")
		with freeze_clock(at + timedelta(days=2)):
			assert other.post("/v1/desk/next", json={}).status_code == 404
			take_next(advisor)

	def test_whom_its_owner_holds_stays_theirs(self, world: CampaignsWorld) -> None:
		_campaign, advisor, other = open_both(world)
		at = read_now() + HOUR
		promise(world, at)
		record(other, take_next(other), "SALE")
		with freeze_clock(at + MINUTE):
			take_next(advisor)
		with freeze_clock(at + 10 * HOUR):
			assert other.post("/v1/desk/next", json={}).status_code == 404


@pytest.mark.covers("K26", "K27")
class TestWhoLeaves:
	def test_their_callbacks_go_to_whoever_is_free_and_the_rest_is_said(
		self, world: CampaignsWorld
	) -> None:
		campaign_id, _advisor, other = open_both(world, own=3)
		at = read_now() + HOUR
		promise(world, at)
		record(other, take_next(other), "SALE")
		supervisor = world.open_client(Role.SUPERVISOR)
		assert supervisor.get("/v1/assignments/left").json["items"] == []
		disable(world, "advisor")
		[left] = supervisor.get("/v1/assignments/left").json["items"]
		assert (left["campaign_id"], left["customers"], left["callbacks"]) == (campaign_id, 3, 1)
		with freeze_clock(at + MINUTE):
			record(other, take_next(other), "SALE")
			assert (
				other.post("/v1/desk/next", json={}).status_code == 404
			)  # the rest is handed over
		body = {
			"from_advisor_id": world.staff["advisor"], "to_advisor_id": world.staff["segundo"],
		}  # fmt: skip
		done = supervisor.post(f"/v1/campaigns/{campaign_id}/handovers", json=body)
		assert done.json["assigned"] == 2
		assert supervisor.get("/v1/assignments/left").json["items"] == []
		assert world.open_client(Role.ADVISOR).get("/v1/assignments/left").status_code == 403

	def test_whom_they_held_in_mid_call_is_called_by_others(self, world: CampaignsWorld) -> None:
		_campaign, advisor, other = open_both(world)
		at = read_now() + HOUR
		promise(world, at)
		record(other, take_next(other), "SALE")
		with freeze_clock(at + MINUTE):
			lease = take_next(advisor)
			disable(world, "advisor")
			sweep(world)
			assert other.post("/v1/desk/next", json={}).status_code == 404  # still talking, perhaps
		later = at + HOUR
		with freeze_clock(later):
			sweep(world)
			taken = take_next(other)
			assert taken["customer"] == lease["customer"]
			late = record(advisor, lease, "SALE")  # a token that has not run out yet
			assert (late.status_code, late.json["code"]) == (409, "lease_lost")
			assert record(other, taken, "SALE").status_code == 200

	def test_whom_others_hold_stays(self, world: CampaignsWorld) -> None:
		_campaign, advisor, _other = open_both(world)
		lease = take_next(advisor)
		with freeze_clock(read_now() + HOUR):
			sweep(world)
			assert record(advisor, lease, "SALE").status_code == 200


def sweep(world: CampaignsWorld) -> None:
	for look in build_sweeps(world.wiring):
		look()


@pytest.mark.covers("K27")
class TestRoom:
	def test_a_full_day_is_refused_with_the_next_that_has_room(self, world: CampaignsWorld) -> None:
		world.set_hours(USUAL_HOURS)
		set_rules(world, callbacks_a_day=2)
		start_campaign(world, members=4, assigned=4)
		with freeze_clock(MONDAY):
			at = MONDAY + timedelta(hours=3)
			for minutes in (0, 1):
				assert promise(world, at + minutes * MINUTE).status_code == 200
			full = promise(world, at + 2 * MINUTE)
			assert (full.status_code, full.json["errors"][0]["code"]) == (422, "day_full")
			assert full.json["errors"][0]["field"] == "callback_at"
			next_day = at + 2 * MINUTE + timedelta(days=1)
			local = next_day.astimezone(ZONE)
			assert f"{local:%d/%m/%Y} a las {local:%H:%M}" in full.json["detail"]
			assert promise(world, at + 2 * MINUTE, anybodys=True).status_code == 200
			assert promise(world, next_day).status_code == 200

	def test_nobody_else_fills_it(self, world: CampaignsWorld) -> None:
		set_rules(world, callbacks_a_day=1)
		open_both(world)
		at = read_now() + HOUR
		assert promise(world, at).status_code == 200
		assert promise(world, at, name="segundo").status_code == 200

	def test_where_no_day_has_room_that_is_said(self, world: CampaignsWorld) -> None:
		set_rules(world, callbacks_a_day=1)
		start_campaign(world, members=2, assigned=2)
		with world.wiring.database.open_session() as session:
			[campaign] = {one.campaign_id for one in session.scalars(select(CallTaskRow))}
		last = (
			world.open_client(Role.MARKETING_HEAD).get(f"/v1/campaigns/{campaign}").json["ends_on"]
		)
		at = datetime.fromisoformat(f"{last}T12:00").replace(tzinfo=ZONE)
		assert promise(world, at).status_code == 200
		full = promise(world, at)
		assert full.status_code == 422
		assert "deje que llame cualquiera" in full.json["detail"]

	def test_one_in_the_past_is_refused(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		answer = promise(world, read_now() - MINUTE)
		assert (answer.status_code, answer.json["errors"][0]["code"]) == (422, "in_the_past")


@pytest.mark.covers("K27")
class TestOnePhone:
	def test_who_shares_a_phone_is_called_by_one_advisor_at_a_time(
		self, world: CampaignsWorld
	) -> None:
		"""Also across campaigns, also when both ask at once."""
		first = start_campaign(world, members=1, assigned=1)
		world.customers.members = [
			(900, *row[1:])
			for row in world.customers.members  # another person of the same phone
		]
		second = int(world.make_campaign()["id"])
		world.build_audience(second)
		world.move(second, "in_execution")
		assign(world, second, "segundo", 1)
		clients = [world.open_client(Role.ADVISOR, name) for name in ("advisor", "segundo")]
		for _ in range(5):
			with ThreadPoolExecutor(2) as pool:
				answers = list(pool.map(lambda one: one.post("/v1/desk/next", json={}), clients))
			assert sorted(one.status_code for one in answers) == [200, 404]
			for client, answer in zip(clients, answers, strict=True):
				if answer.status_code == 200:
					token = answer.json["lease_token"]
					client.post("/v1/desk/release", json={"lease_token": token})
		assert first != second
