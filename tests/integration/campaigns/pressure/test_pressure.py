"""How often people may be reached: kept, made stricter by a campaign, kept to by the desk (R46)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from campaigns.contacts.models.merged_customer import MergedCustomerRow
from campaigns.pressure.models import ContactDayRow
from campaigns.pressure.tasks import build_sweeps
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.pressure import LONGEST_DAYS, USUAL_PRESSURE
from chasqui.contracts.event_payloads import EventName
from chasqui.kernel.clock import freeze_clock, read_now, read_today
from tests.integration.campaigns.desk.test_desk import (
	assign,
	list_events,
	record,
	start_campaign,
	take_next,
)
from tests.support.campaigns_world import CampaignsWorld
from tests.support.events import hand_event

DAY = timedelta(days=1)
NO_LIMITS: dict[str, Any] = {"a_day": None, "a_week": None, "a_month": None}
FREE: dict[str, Any] = {
	"together": NO_LIMITS, "by_channel": {"mail": NO_LIMITS, "call": NO_LIMITS}, "quiet_days": 90,
}  # fmt: skip
USUAL = USUAL_PRESSURE.model_dump(mode="json")


def limit(**together: Any) -> dict[str, Any]:
	"""Return a policy that limits all channels together alone."""
	return {**FREE, "together": {**NO_LIMITS, **together}}


def limit_channel(channel: str, **limits: Any) -> dict[str, Any]:
	"""Return a policy that limits one channel alone."""
	channels = {**FREE["by_channel"], channel: {**NO_LIMITS, **limits}}
	return {**FREE, "by_channel": channels}


def put(world: CampaignsWorld, policy: dict[str, Any], campaign_id: int | None = None) -> Any:
	way = f"/v1/campaigns/{campaign_id}/contact-pressure" if campaign_id else "/v1/contact-pressure"
	head = world.open_client(Role.MARKETING_HEAD)
	return head.put(way, json={**policy, "version": head.get(way).json["version"]})


def accept_mail(
	world: CampaignsWorld, customer_id: int = 1, event_id: Any = None, days_ago: int = 0
) -> None:
	"""Say, as the mailer does, that a server took a mail."""
	payload = {"campaign_id": 1, "run_id": 1, "customer_ids": [customer_id]}
	subscriptions = world.wiring.list_subscriptions()
	with (
		freeze_clock(read_now() - days_ago * DAY),
		world.wiring.database.open_session() as session,
	):
		hand_event(session, subscriptions, EventName.MAILS_ACCEPTED, payload, event_id)


def is_given(world: CampaignsWorld, campaign_id: int, later: timedelta = timedelta()) -> bool:
	"""Return whether the desk gives a customer of a campaign now, or so much later."""
	advisor = world.open_client(Role.ADVISOR)
	with freeze_clock(read_now() + later):
		answer = advisor.post("/v1/desk/next", json={"campaign_id": campaign_id})
		if answer.status_code == 200:
			token = {"lease_token": answer.json["lease_token"]}
			assert advisor.post("/v1/desk/release", json=token).status_code == 204
	return bool(answer.status_code == 200)


def list_contacts(world: CampaignsWorld) -> list[tuple[int, str]]:
	row = ContactDayRow
	with world.wiring.database.open_session() as session:
		query = select(row.customer_id, row.channel).order_by(row.customer_id, row.channel)
		return [(one, channel) for one, channel in session.execute(query)]


@pytest.mark.covers("R46")
class TestKeeping:
	def test_it_is_changed_by_whom_has_read_it(self, world: CampaignsWorld) -> None:
		admin = world.open_client(Role.ADMINISTRATOR)
		usual = admin.get("/v1/contact-pressure").json
		assert (usual["version"], usual["together"]) == (0, USUAL["together"])
		kept = admin.put("/v1/contact-pressure", json={**limit(a_day=1), "version": 0}).json
		assert (kept["version"], kept["updated_by"], kept["is_own"]) == (1, "administrator", False)
		stale = admin.put("/v1/contact-pressure", json={**FREE, "version": 0})
		assert (stale.status_code, stale.json["code"]) == (409, "stale")
		assert stale.json["current"]["together"]["a_day"] == 1
		for role in (Role.ADVISOR, Role.SUPERVISOR):
			answer = world.open_client(role).put(
				"/v1/contact-pressure", json={**FREE, "version": 1}
			)
			assert answer.status_code == 403

	@pytest.mark.parametrize(
		("policy", "field"),
		[
			(limit(a_day=0), "together.a_day"),
			(limit(a_day=-1), "together.a_day"),
			(limit(a_day=1000), "together.a_day"),
			(limit(a_day=3, a_week=2), "together.a_week"),
			(limit(a_day=3, a_month=2), "together.a_month"),
			(limit(a_week=5, a_month=4), "together.a_month"),
			(limit_channel("mail", a_day=0), "by_channel.mail.a_day"),
			(limit_channel("call", a_day=2, a_week=1), "by_channel.call.a_week"),
			(limit_channel("fax", a_day=2), "by_channel.fax"),
			({**FREE, "quiet_days": -1}, "quiet_days"),
			({**FREE, "quiet_days": 731}, "quiet_days"),
			({**FREE, "quiet_days": None}, "quiet_days"),
		],
	)
	def test_what_is_wrong_is_named(
		self, world: CampaignsWorld, policy: dict[str, Any], field: str
	) -> None:
		answer = put(world, policy)
		assert answer.status_code == 422
		assert field in [one["field"] for one in answer.json["errors"]]

	def test_a_campaign_may_be_stricter_and_no_looser(self, world: CampaignsWorld) -> None:
		campaign_id = int(world.make_campaign()["id"])
		assert put(world, limit(a_day=2, a_week=5)).status_code == 200
		looser = put(world, {**limit(a_day=3, a_week=4), "quiet_days": 89}, campaign_id)
		assert looser.status_code == 422
		named = {one["field"]: one["message"] for one in looser.json["errors"]}
		assert set(named) == {"together.a_day", "quiet_days"}
		assert "el límite es 2" in named["together.a_day"]
		kept = put(world, limit(a_day=1), campaign_id).json
		assert (kept["is_own"], kept["together"]["a_day"]) == (True, 1)
		# What is of all became stricter since: it holds for the campaign too.
		put(world, limit(a_week=3))
		with world.wiring.database.open_session() as session:
			held = world.wiring.make_pressure_reader(session).find([campaign_id])[campaign_id]
		assert (held.together.a_day, held.together.a_week) == (1, 3)
		head = world.open_client(Role.MARKETING_HEAD)
		assert head.delete(f"/v1/campaigns/{campaign_id}/contact-pressure").status_code == 204
		log = head.get(f"/v1/campaigns/{campaign_id}/log").json["items"]
		assert [one["fields"] for one in log if one["kind"] == "edited"] == [
			["contact_pressure"]
		] * 2
		published = [
			(payload["campaign_id"], payload["limits"] is not None, payload["by"])
			for name, payload in list_events(world)
			if name == EventName.PRESSURE_CHANGED
		]
		name = "marketing_head"
		assert published == [
			(None, True, name), (campaign_id, True, name), (None, True, name),
			(campaign_id, False, name),
		]  # fmt: skip


@pytest.mark.covers("R46")
class TestLedger:
	def test_mails_and_answered_calls_are_kept_once(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=2, assigned=2)
		known = uuid4()
		for _ in range(2):
			accept_mail(world, 1, known)
		advisor = world.open_client(Role.ADVISOR)
		for result in ("NO_ANSWER", "INTERESTED"):
			lease = take_next(advisor)
			for _ in range(2):
				record(advisor, lease, result)
			called = lease["customer"]["customer_id"]
		assert sorted(list_contacts(world)) == sorted([(1, "mail"), (called, "call")])
		made = [one for name, one in list_events(world) if name == EventName.CONTACT_MADE]
		assert [(one["customer_id"], one["channel"]) for one in made] == [(called, "call")]

	@pytest.mark.parametrize("is_before", [True, False])
	def test_it_is_the_whole_persons(self, world: CampaignsWorld, *, is_before: bool) -> None:
		if is_before:
			accept_mail(world, 97)
		payload = {"email": None, "phone": None, "may_email": True, "may_phone": True}
		with world.wiring.database.open_session() as session:
			session.add(MergedCustomerRow(kept_id=98, merged_id=97))
			session.flush()
			hand_event(
				session,
				world.wiring.list_subscriptions(),
				EventName.CUSTOMERS_MERGED,
				{**payload, "kept_id": 99, "merged_id": 98},
			)
		if not is_before:
			accept_mail(world, 97)
		assert list_contacts(world) == [(97, "mail"), (98, "mail"), (99, "mail")]

	def test_it_forgets_what_no_limit_reaches(self, world: CampaignsWorld) -> None:
		accept_mail(world, 1, days_ago=LONGEST_DAYS - 1)
		accept_mail(world, 2, days_ago=LONGEST_DAYS + 1)
		[prune] = build_sweeps(world.wiring)
		prune()
		assert list_contacts(world) == [(1, "mail")]


@pytest.mark.covers("R46", "K27")
class TestDesk:
	@pytest.mark.parametrize(
		("policy", "mails", "is_free"),
		[
			(limit(a_day=1), 1, False),
			(limit(a_day=2), 1, True),
			(limit(a_week=2), 2, False),
			(limit(a_month=3), 3, False),
			(limit_channel("mail", a_day=1), 1, True),
			(limit_channel("call", a_day=1), 1, True),
			(FREE, 9, True),
		],
	)
	def test_who_was_mailed_enough_is_not_called(
		self, world: CampaignsWorld, policy: dict[str, Any], mails: int, *, is_free: bool
	) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		assert put(world, policy).status_code == 200
		for _ in range(mails):
			accept_mail(world)
		assert is_given(world, campaign_id) is is_free

	def test_the_person_comes_back_when_it_is_allowed(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		put(world, limit(a_week=1))
		accept_mail(world)
		day = world.open_client(Role.ADVISOR).get("/v1/desk").json
		assert (day["due"], day["later"], day["pressed"], day["rested"]) == (0, 1, 1, 0)
		assert [one["pressed"] for one in day["campaigns"]] == [1]
		assert not is_given(world, campaign_id, 6 * DAY)
		assert is_given(world, campaign_id, 7 * DAY)

	def test_a_call_of_one_campaign_counts_for_another(self, world: CampaignsWorld) -> None:
		first, second = (start_campaign(world, members=1, assigned=1) for _ in range(2))
		put(world, limit_channel("call", a_day=1))
		advisor = world.open_client(Role.ADVISOR)
		lease = advisor.post("/v1/desk/next", json={"campaign_id": first}).json
		record(advisor, lease, "SALE")
		assert not is_given(world, second)
		assert is_given(world, second, DAY)

	def test_it_holds_whichever_record_was_reached(self, world: CampaignsWorld) -> None:
		with world.wiring.database.open_session() as session:
			session.add(MergedCustomerRow(kept_id=99, merged_id=1))
		campaign_id = start_campaign(world, members=1, assigned=1)
		put(world, limit(a_day=1))
		accept_mail(world, 99)
		assert not is_given(world, campaign_id)

	def test_it_is_looked_at_once_more_at_dialling(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		put(world, limit(a_week=2))
		advisor = world.open_client(Role.ADVISOR)
		token = {"lease_token": take_next(advisor)["lease_token"]}
		accept_mail(world, days_ago=2)
		assert advisor.post("/v1/desk/dial", json=token).status_code == 200
		accept_mail(world)
		refused = advisor.post("/v1/desk/dial", json=token)
		assert (refused.status_code, refused.json["code"]) == (409, "pressed")
		free = read_today("America/Guayaquil") + 5 * DAY
		assert f"{free:%d/%m/%Y}" in refused.json["detail"]

	def test_a_promise_is_kept(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		put(world, limit(a_month=1))
		advisor = world.open_client(Role.ADVISOR)
		at = read_now() + timedelta(hours=1)
		promised = record(advisor, take_next(advisor), "CALLBACK_OWN", callback_at=at.isoformat())
		assert promised.status_code == 200, promised.json
		with freeze_clock(at + timedelta(minutes=1)):
			lease = take_next(advisor)
			token = {"lease_token": lease["lease_token"]}
			assert advisor.post("/v1/desk/dial", json=token).status_code == 200
		assert lease["campaign_id"] == campaign_id

	def test_it_is_changed_while_campaigns_run(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		accept_mail(world)
		assert is_given(world, campaign_id)
		put(world, limit(a_day=1), campaign_id)
		assert not is_given(world, campaign_id)
		put(world, limit(a_day=2), campaign_id)
		assert is_given(world, campaign_id)


@pytest.mark.covers("R46", "K27")
class TestQuietDays:
	@pytest.mark.parametrize(("days", "own"), [(30, None), (30, 45), (0, None)])
	def test_a_no_rests_as_long_as_the_policy_says(
		self, world: CampaignsWorld, days: int, own: int | None
	) -> None:
		first, second = (start_campaign(world, members=1, assigned=1) for _ in range(2))
		put(world, {**FREE, "quiet_days": days})
		if own is not None:
			assert put(world, {**FREE, "quiet_days": own}, first).status_code == 200
		rest = own or days
		advisor = world.open_client(Role.ADVISOR)
		lease = advisor.post("/v1/desk/next", json={"campaign_id": first}).json
		record(advisor, lease, "NOT_INTERESTED")
		later = start_campaign(world, members=1, assigned=1)
		for campaign_id in (second, later):
			assert is_given(world, campaign_id) is (rest == 0)
			if rest:
				assert not is_given(world, campaign_id, (rest - 1) * DAY)
			assert is_given(world, campaign_id, rest * DAY + timedelta(minutes=1))
		[stop] = [one for name, one in list_events(world) if name == EventName.MAIL_STOPPED]
		assert (stop["others_until"] is None) is (rest == 0)

	def test_what_was_said_before_keeps_its_rest(self, world: CampaignsWorld) -> None:
		first = start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		record(advisor, take_next(advisor), "NOT_INTERESTED")
		put(world, {**FREE, "quiet_days": 1})
		later = start_campaign(world, members=1)
		assign(world, later, "advisor", 1)
		assert first != later
		assert not is_given(world, later, 2 * DAY)
		assert is_given(world, later, 91 * DAY)
