"""What a campaign will do is counted before it does it, person by person, and held to (R46)."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from campaigns.app.wiring import Wiring
from campaigns.contacts.models.merged_customer import MergedCustomerRow
from campaigns.contacts.models.objection import ObjectionRow
from campaigns.desk.models.phone_attempt import PhoneAttemptRow
from campaigns.preflight.repositories.preflights import PreflightRepository
from campaigns.risk.models.risk_review import RiskReviewRow
from campaigns.risk.models.risk_review_item import RiskReviewItemRow
from chasqui.contracts.access import Role
from chasqui.contracts.queues import CAMPAIGNS_COUNT_PREFLIGHT
from chasqui.kernel.clock import read_now, read_today
from tests.integration.campaigns.desk.test_desk import record, start_campaign, take_next
from tests.integration.campaigns.pressure.test_pressure import accept_mail, limit, put
from tests.support.campaigns_world import CampaignsWorld, make_members

EMAIL, PHONE, MAY_EMAIL, MAY_PHONE = 11, 12, 13, 14
"""Columns of the member stream."""
NULL = "\\N"


def change(members: list[tuple[Any, ...]], number: int, **values: Any) -> None:
	"""Change columns of a member, numbered from 1."""
	row = list(members[number - 1])
	for name, value in values.items():
		row[
			{"email": EMAIL, "phone": PHONE, "may_email": MAY_EMAIL, "may_phone": MAY_PHONE}[name]
		] = value
	members[number - 1] = tuple(row)


def plan(world: CampaignsWorld, members: list[tuple[Any, ...]], **campaign: Any) -> int:
	"""Make a campaign with its audience, which has not run yet."""
	world.customers.members = members
	campaign_id = int(world.make_campaign(**campaign)["id"])
	world.build_audience(campaign_id)
	return campaign_id


def count(world: CampaignsWorld, campaign_id: int) -> dict[str, Any]:
	"""Have a campaign counted; return its pre-flight, whose equation closes."""
	head = world.open_client(Role.MARKETING_HEAD)
	asked = head.post(f"/v1/campaigns/{campaign_id}/preflight")
	assert (asked.status_code, asked.json["state"]) == (200, "counting"), asked.json
	world.wiring.preflight_worker.count_waiting()
	made = dict(head.get(f"/v1/campaigns/{campaign_id}/preflight").json)
	assert made["state"] == "ready"
	for one in made["channels"]:
		assert one["reached"] + sum(one["skipped"].values()) == made["members"]
		way = f"/v1/campaigns/{campaign_id}/preflight/skipped"
		people = head.get(way, query_string={"channel": one["channel"], "limit": 200}).json["items"]
		assert Counter(each["cause"] for each in people) == Counter(one["skipped"])
	return made


def read_skipped(made: dict[str, Any], channel: str) -> dict[str, int]:
	[found] = [one["skipped"] for one in made["channels"] if one["channel"] == channel]
	return dict(found)


@pytest.mark.covers("R46")
class TestCount:
	def test_each_is_reached_or_left_out_for_one_reason(self, world: CampaignsWorld) -> None:
		earlier = start_campaign(world, members=12, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		record(advisor, take_next(advisor), "NOT_INTERESTED")
		said_no = advisor_called(world)
		members = make_members(12)
		free = [number for number in range(1, 13) if number != said_no]
		no_email, no_consent, objects, twin, other, mailed, dialled, no_phone, *_ = free
		change(members, no_email, email=NULL)
		change(members, no_consent, may_email="f", may_phone="f")
		change(members, twin, email="repetida@example.com")
		change(members, other, email="REPETIDA@example.com")
		change(members, no_phone, phone=NULL)
		campaign_id = plan(world, members)
		with world.wiring.database.open_session() as session:
			session.add(ObjectionRow(customer_id=objects, channel="email", source="baja"))
			session.add(PhoneAttemptRow(phone=members[dialled - 1][PHONE], attempts=12, recent=[]))
		put(world, limit(a_day=1))
		accept_mail(world, mailed)
		made = count(world, campaign_id)
		assert made["members"] == 12
		assert read_skipped(made, "mail") == {
			"no_address": 1, "no_consent": 2, "not_interested": 1, "duplicate_address": 1,
			"pressure": 1,
		}  # fmt: skip
		assert read_skipped(made, "call") == {
			"no_phone": 1, "no_consent": 1, "not_interested": 1, "attempts": 1, "pressure": 1,
		}  # fmt: skip
		assert [one["campaign_id"] for one in made["shared"]] == [earlier]
		assert made["shared"][0]["members"] == 12

	def test_the_list_is_narrowed_and_names_nobody_in_full(self, world: CampaignsWorld) -> None:
		members = make_members(4)
		change(members, 1, email=NULL)
		change(members, 2, phone=NULL)
		change(members, 3, may_email="f")
		campaign_id = plan(world, members)
		count(world, campaign_id)
		head = world.open_client(Role.MARKETING_HEAD)
		way = f"/v1/campaigns/{campaign_id}/preflight/skipped"
		for asked, expected in (
			({"cause": "no_address"}, [1]),
			({"channel": "call"}, [2]),
			({"channel": "mail"}, [1, 3]),
			({"channel": "call", "cause": "no_address"}, []),
		):
			page = head.get(way, query_string=asked).json["items"]
			assert sorted(one["customer_id"] for one in page) == expected
		[first] = head.get(way, query_string={"cause": "no_address"}).json["items"]
		assert first["name"] == "Persona Sintética 1"
		assert "*" in first["masked_id"]
		assert head.get(way, query_string={"cause": "luna"}).status_code == 422
		one_by_one, cursor = [], None
		while True:
			query = {"limit": 1} | ({"cursor": cursor} if cursor else {})
			page = head.get(way, query_string=query).json
			one_by_one += page["items"]
			if not (cursor := page["next_cursor"]):
				break
		assert len(one_by_one) == 3

	def test_the_control_group_is_reached_by_nothing(self, world: CampaignsWorld) -> None:
		campaign_id = plan(world, make_members(10), holdout_percent=20)
		made = count(world, campaign_id)
		assert read_skipped(made, "mail") == read_skipped(made, "call") == {"held_out": 2}

	def test_who_rests_does_so_as_whichever_record(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		record(advisor, take_next(advisor), "NOT_INTERESTED")
		with world.wiring.database.open_session() as session:
			for kept, merged in ((98, 1), (99, 98), (99, 2)):
				session.add(MergedCustomerRow(kept_id=kept, merged_id=merged))
		campaign_id = plan(world, make_members(2, first=2))
		assert read_skipped(count(world, campaign_id), "call") == {"not_interested": 1}

	def test_what_it_costs_is_said_where_a_rate_holds(self, world: CampaignsWorld) -> None:
		admin = world.open_client(Role.ADMINISTRATOR)
		today = read_today("America/Guayaquil")
		for kind, amount, since in (("mail", "0.0125", today), ("mail", "9", today + timedelta(9))):
			body = {"kind": kind, "amount": amount, "valid_from": since.isoformat()}
			assert admin.post("/v1/cost-rates", json=body).status_code == 201
		campaign_id = plan(world, make_members(4), budget="500")
		made = count(world, campaign_id)
		assert [one["cost"] for one in made["channels"]] == ["0.05", None]
		assert made["budget"] == "500.00"

	def test_high_risk_is_counted_by_the_newest_review(self, world: CampaignsWorld) -> None:
		campaign_id = plan(world, make_members(3))
		now = read_now()
		with world.wiring.database.open_session() as session:
			review = RiskReviewRow(
				kind="campaign",
				purpose="campaign_review",
				total=3,
				requested_by=world.staff["marketing_head"],
			)
			session.add(review)
			session.flush()
			for line, (customer, status, level, hours) in enumerate(
				[
					(1, "FOUND", "HIGH", 3),
					(1, "UNAVAILABLE", None, 1),  # says nothing: the one before holds
					(2, "FOUND", "HIGH", 5),
					(2, "STALE", "LOW", 1),
				]
			):
				session.add(
					RiskReviewItemRow(
						review_id=review.id, line=line, customer_id=customer, status=status,
						level=level, asked_at=now - timedelta(hours=hours),
					)
				)  # fmt: skip
		assert count(world, campaign_id)["risky"] == 1

	def test_it_is_counted_again_until_the_campaign_runs(self, world: CampaignsWorld) -> None:
		members = make_members(3)
		campaign_id = plan(world, members)
		assert read_skipped(count(world, campaign_id), "mail") == {}
		change(members, 1, email=NULL)
		world.customers.members = members
		world.build_audience(campaign_id)
		head = world.open_client(Role.MARKETING_HEAD)
		way = f"/v1/campaigns/{campaign_id}/preflight"
		assert head.get(way).json["is_outdated"] is True
		assert read_skipped(count(world, campaign_id), "mail") == {"no_address": 1}
		world.move(campaign_id, "in_execution")
		frozen = head.get(way).json
		assert frozen["frozen_by"] == "marketing_head"
		assert frozen["channels"][0]["skipped"] == {"no_address": 1}
		again = head.post(way)
		assert (again.status_code, again.json["code"]) == (409, "frozen")

	def test_nobody_waits_for_a_count_that_is_under_way(self, world: CampaignsWorld) -> None:
		campaign_id = plan(world, make_members(2))
		way = f"/v1/campaigns/{campaign_id}/preflight"
		head, admin = (world.open_client(one) for one in (Role.MARKETING_HEAD, Role.ADMINISTRATOR))
		head.post(way)
		with world.wiring.database.open_session() as session:
			assert PreflightRepository(session).take(campaign_id) is not None
			world.wiring.preflight_worker.count_waiting()  # another worker finds nothing to count
			assert head.post(way).json["state"] == head.get(way).json["state"] == "counting"
			assert admin.post(f"{way}/approval").json["code"] == "counting"
		world.wiring.preflight_worker.count_waiting()
		assert head.get(way).json["state"] == "ready"

	def test_a_campaign_that_is_being_counted_begins_afterwards(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = plan(world, make_members(2))
		way = f"/v1/campaigns/{campaign_id}/preflight"
		head = world.open_client(Role.MARKETING_HEAD)
		head.post(way)
		early = try_to_run(world, campaign_id)
		assert (early.status_code, early.json["code"]) == (409, "counting")
		world.wiring.preflight_worker.count_waiting()
		assert try_to_run(world, campaign_id).status_code == 200
		assert head.get(way).json["frozen_by"] == "marketing_head"

	def test_asking_twice_counts_once(self, world: CampaignsWorld) -> None:
		campaign_id = plan(world, make_members(2))
		head = world.open_client(Role.MARKETING_HEAD)
		for _ in range(2):
			assert head.post(f"/v1/campaigns/{campaign_id}/preflight").status_code == 200
		assert CAMPAIGNS_COUNT_PREFLIGHT in [one for one, _ in world.messages.sent]
		world.wiring.preflight_worker.count_waiting()
		assert head.get(f"/v1/campaigns/{campaign_id}/preflight").json["state"] == "ready"


@pytest.mark.covers("R46")
class TestRefusals:
	def test_there_is_nothing_without_an_audience(self, world: CampaignsWorld) -> None:
		campaign_id = int(world.make_campaign()["id"])
		head = world.open_client(Role.MARKETING_HEAD)
		way = f"/v1/campaigns/{campaign_id}/preflight"
		assert (head.get(way).status_code, head.get(way).json["code"]) == (404, "no_preflight")
		refused = head.post(way)
		assert (refused.status_code, refused.json["code"]) == (409, "no_audience")
		assert head.post("/v1/campaigns/999/preflight").status_code == 404
		assert head.get(f"{way}/skipped").status_code == 404

	def test_only_some_may(self, world: CampaignsWorld) -> None:
		campaign_id = plan(world, make_members(1))
		way = f"/v1/campaigns/{campaign_id}/preflight"
		assert world.open_client(Role.SUPERVISOR).post(way).status_code == 403
		assert world.open_client(Role.ADVISOR).get(way).status_code == 403
		count(world, campaign_id)
		assert world.open_client(Role.SUPERVISOR).post(f"{way}/approval").status_code == 403
		assert world.open_client(Role.ADMINISTRATOR).get(f"{way}/skipped").status_code == 403


@pytest.mark.covers("R46", "K18")
class TestApproval:
	def test_a_second_person_agrees_where_the_installation_wants_it(
		self, world: CampaignsWorld
	) -> None:
		want_approval(world.wiring)
		campaign_id = plan(world, make_members(2))
		head, admin = (world.open_client(one) for one in (Role.MARKETING_HEAD, Role.ADMINISTRATOR))
		way = f"/v1/campaigns/{campaign_id}/preflight"
		refused = try_to_run(world, campaign_id)
		assert (refused.status_code, refused.json["code"]) == (409, "not_approved")
		head.post(way)
		early = admin.post(f"{way}/approval")
		assert (early.status_code, early.json["code"]) == (409, "counting")
		world.wiring.preflight_worker.count_waiting()
		own = head.post(f"{way}/approval")
		assert (own.status_code, own.json["code"]) == (403, "own_campaign")
		agreed = admin.post(f"{way}/approval").json
		assert (agreed["approved_by"], agreed["needs_approval"]) == ("administrator", True)
		assert try_to_run(world, campaign_id).status_code == 200
		late = admin.post(f"{way}/approval")
		assert (late.status_code, late.json["code"]) == (409, "frozen")
		for phase in ("paused", "in_execution"):  # it is asked before the first time alone
			world.move(campaign_id, phase)

	def test_a_new_audience_is_approved_anew(self, world: CampaignsWorld) -> None:
		want_approval(world.wiring)
		campaign_id = plan(world, make_members(2))
		count(world, campaign_id)
		admin = world.open_client(Role.ADMINISTRATOR)
		way = f"/v1/campaigns/{campaign_id}/preflight/approval"
		assert admin.post(way).status_code == 200
		world.build_audience(campaign_id)
		assert try_to_run(world, campaign_id).json["code"] == "not_approved"
		assert admin.post(way).json["code"] == "outdated"

	def test_nobody_is_asked_where_it_is_not_wanted(self, world: CampaignsWorld) -> None:
		campaign_id = plan(world, make_members(1))
		assert try_to_run(world, campaign_id).status_code == 200


def want_approval(wiring: Wiring) -> None:
	wiring.config.preflight_needs_approval = True


def try_to_run(world: CampaignsWorld, campaign_id: int) -> Any:
	head = world.open_client(Role.MARKETING_HEAD)
	version = head.get(f"/v1/campaigns/{campaign_id}").json["version"]
	move = {"phase": "in_execution", "version": version, "reason": "Empieza"}
	return head.post(f"/v1/campaigns/{campaign_id}/phase", json=move)


def advisor_called(world: CampaignsWorld) -> int:
	"""Return who was called last."""
	with world.wiring.database.open_raw() as connection:
		row = connection.execute("SELECT max(customer_id) FROM call").fetchone()
	assert row is not None
	return int(row[0])
