from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from campaigns.desk.models.call import CallRow
from campaigns.tables import EventRow
from chasqui.contracts.access import Role
from chasqui.contracts.event_payloads import EventName
from chasqui.contracts.risk import RiskLevel
from chasqui.kernel.clock import freeze_clock, read_now
from tests.support.campaigns_world import CAMPAIGN, CampaignsWorld, make_members
from tests.support.events import hand_event


@pytest.mark.covers("K26")
class TestAssign:
	def test_an_advisor_gets_n_customers_and_no_one_is_given_twice(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = start_campaign(world, members=10)
		first = assign(world, campaign_id, "advisor", 6)
		second = assign(world, campaign_id, "segundo", 6)
		assert (first["assigned"], second["assigned"]) == (6, 4)

	def test_fewer_than_asked_for_are_given_only_if_that_is_meant(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = start_campaign(world, members=4)
		head = world.open_client(Role.MARKETING_HEAD)
		path = f"/v1/campaigns/{campaign_id}/assignments"
		body = {"advisor_id": world.staff["advisor"], "count": 5000}
		asked = head.post(path, json=body)
		assert (asked.status_code, asked.json["code"]) == (409, "fewer_left")
		assert "Solo quedan 4 clientes" in asked.json["detail"]
		assert head.get(path).json["items"] == []
		given = head.post(path, json={**body, "confirm_fewer": True})
		assert given.json["assigned"] == 4
		nobody = head.post(path, json={**body, "confirm_fewer": True})
		assert (nobody.status_code, nobody.json["code"]) == (409, "nobody_left")

	def test_whom_the_advisor_has_not_begun_with_is_taken_back(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=4, assigned=4)
		advisor = world.open_client(Role.ADVISOR)
		record(advisor, take_next(advisor), "NO_ANSWER")
		take_next(advisor)
		head = world.open_client(Role.MARKETING_HEAD)
		path = f"/v1/campaigns/{campaign_id}/assignments"
		[given] = head.get(path).json["items"]
		way = f"/v1/assignments/{given['id']}/withdrawal"
		left = head.post(way)
		assert (left.status_code, left.json["assigned"], left.json["pending"]) == (200, 2, 2)
		assert assign(world, campaign_id, "segundo", 2)["assigned"] == 2
		again = head.post(way)
		assert (again.status_code, again.json["code"]) == (409, "nothing_to_take_back")
		assert head.post("/v1/assignments/999/withdrawal").status_code == 404

	def test_someone_who_is_no_advisor_is_refused(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1)
		head = world.open_client(Role.MARKETING_HEAD)
		body = {"advisor_id": world.staff["marketing_head"], "count": 1}
		answer = head.post(f"/v1/campaigns/{campaign_id}/assignments", json=body)
		assert answer.status_code == 422
		assert answer.json["errors"][0]["field"] == "advisor_id"


@pytest.mark.covers("K27", "K29")
class TestDesk:
	def test_five_customers_are_called_one_after_the_other(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=5, assigned=5)
		advisor = world.open_client(Role.ADVISOR)
		seen = set()
		for _ in range(5):
			lease = take_next(advisor)
			seen.add(lease["customer"]["customer_id"])
			risk = advisor.post("/v1/desk/risk", json={"lease_token": lease["lease_token"]})
			assert risk.json["level"] == "LOW"
			assert record(advisor, lease, "SALE").status_code == 200
		assert len(seen) == 5
		nothing = advisor.post("/v1/desk/next", json={})
		assert (nothing.status_code, nothing.json["code"]) == (404, "nothing_to_call")
		head = world.open_client(Role.MARKETING_HEAD)
		counts = head.get(f"/v1/campaigns/{campaign_id}/calls/statistics").json
		assert (counts["total"], counts["by_result"], counts["pending"]) == (5, {"SALE": 5}, 0)

	def test_the_phone_of_sample_data_is_marked(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		lease = take_next(world.open_client(Role.ADVISOR))
		assert lease["customer"]["phone_is_synthetic"] is True

	def test_the_other_campaigns_of_the_person_are_said(self, world: CampaignsWorld) -> None:
		world.customers.members = make_members(1)
		names = ("Fibra", "Hogar", "Móvil")
		ids = {one: int(world.make_campaign(name=one)["id"]) for one in names}
		for number in ids.values():
			world.build_audience(number)
			world.move(number, "in_execution")
		world.move(ids["Móvil"], "cancelled")
		assign(world, ids["Hogar"], "advisor", 1)
		assert take_next(world.open_client(Role.ADVISOR))["other_campaigns"] == ["Fibra"]

	def test_a_reload_gives_the_same_customer_again(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=3, assigned=3)
		advisor = world.open_client(Role.ADVISOR)
		assert take_next(advisor)["lease_token"] == take_next(advisor)["lease_token"]
		assert advisor.get("/v1/desk").json["lease"] is not None

	def test_a_result_posted_twice_is_one_call(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		first, second = record(advisor, lease, "BUSY"), record(advisor, lease, "BUSY")
		assert first.json["call_id"] == second.json["call_id"]
		assert advisor.get("/v1/desk").json["done_today"] == 1

	def test_two_advisors_never_hold_the_same_person_in_two_campaigns(
		self, world: CampaignsWorld
	) -> None:
		start_campaign(world, members=1, assigned=1)
		second_campaign = start_campaign(world, members=1)
		assign(world, second_campaign, "segundo", 1)
		clients = [world.open_client(Role.ADVISOR), world.open_client(Role.ADVISOR, "segundo")]
		with ThreadPoolExecutor(2) as pool:
			codes = list(pool.map(lambda c: c.post("/v1/desk/next", json={}).status_code, clients))
		assert sorted(codes) == [200, 404]

	def test_a_paused_campaign_gives_no_customer(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=2, assigned=2)
		world.move(campaign_id, "paused")
		advisor = world.open_client(Role.ADVISOR)
		assert advisor.post("/v1/desk/next", json={}).status_code == 404

	def test_no_answer_is_called_again_after_four_hours(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		record(advisor, take_next(advisor), "NO_ANSWER")
		assert advisor.post("/v1/desk/next", json={}).status_code == 404
		with freeze_clock(read_now() + timedelta(hours=4, minutes=1)):
			assert take_next(advisor)["attempts"] == 1

	def test_no_callback_is_promised_beyond_the_campaign(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		assert lease["campaign_ends_on"] == CAMPAIGN["ends_on"]
		late = (read_now() + timedelta(days=62)).isoformat()
		refused = record(advisor, lease, "CALLBACK_OWN", callback_at=late)
		assert [one["code"] for one in refused.json["errors"]] == ["after_campaign"]

	def test_a_callback_needs_a_future_time_and_comes_first(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=3, assigned=3)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		past = (read_now() - timedelta(hours=1)).isoformat()
		assert record(advisor, lease, "CALLBACK_OWN").status_code == 422
		assert record(advisor, lease, "CALLBACK_OWN", callback_at=past).status_code == 422
		soon = (read_now() + timedelta(hours=1)).isoformat()
		assert record(advisor, lease, "CALLBACK_OWN", callback_at=soon).status_code == 200
		with freeze_clock(read_now() + timedelta(hours=1, minutes=1)):
			again = take_next(advisor)
		assert again["customer"]["customer_id"] == lease["customer"]["customer_id"]


@pytest.mark.covers("K29")
class TestRisk:
	def test_a_service_that_is_down_is_told_and_the_call_is_recorded(
		self, world: CampaignsWorld
	) -> None:
		world.risk.level = None
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		risk = advisor.post("/v1/desk/risk", json={"lease_token": lease["lease_token"]})
		assert (risk.status_code, risk.json["status"]) == (200, "UNAVAILABLE")
		assert record(advisor, lease, "SALE").status_code == 200

	def test_a_call_at_high_risk_needs_its_reason(self, world: CampaignsWorld) -> None:
		world.risk.level = RiskLevel.HIGH
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		advisor.post("/v1/desk/risk", json={"lease_token": lease["lease_token"]})
		refused = record(advisor, lease, "SALE")
		assert refused.json["errors"][0]["field"] == "risk_reason"
		accepted = record(advisor, lease, "SALE", risk_reason="Paga al contado")
		assert accepted.status_code == 200


class TestObjection:
	def test_do_not_call_holds_in_every_campaign_and_is_told(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		second_campaign = start_campaign(world, members=1)
		assign(world, second_campaign, "segundo", 1)
		advisor = world.open_client(Role.ADVISOR)
		record(advisor, take_next(advisor), "DO_NOT_CALL")
		other = world.open_client(Role.ADVISOR, "segundo")
		assert other.post("/v1/desk/next", json={}).status_code == 404
		feed = world.open_service_client("events:read").get("/v1/events").json["items"]
		objections = [event for event in feed if event["name"] == "contact_objected"]
		assert objections[0]["payload"]["channel"] == "phone"

	def test_an_objection_outlives_a_new_audience(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		record(advisor, take_next(advisor), "DO_NOT_CALL")
		audience = world.build_audience(world.make_campaign()["id"])
		assert audience["reachable_phone"] == 0

	def test_a_withdrawn_consent_empties_the_queue(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		tell(world, EventName.CONSENT_CHANGED, channel="phone", granted=False)
		advisor = world.open_client(Role.ADVISOR)
		assert advisor.post("/v1/desk/next", json={}).status_code == 404

	def test_an_event_never_gives_back_what_was_objected_to_here(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		record(advisor, take_next(advisor), "DO_NOT_CALL")
		tell(world, EventName.CONSENT_CHANGED, channel="phone", granted=True)
		head = world.open_client(Role.MARKETING_HEAD)
		member = head.get(f"/v1/campaigns/{campaign_id}/members").json["items"][0]
		assert member["may_phone"] is False

	def test_erasure_empties_who_a_member_was_and_keeps_the_count(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = start_campaign(world, members=2)
		tell(world, EventName.ERASURE_REQUESTED, erasure_id=7)
		tell(world, EventName.ERASURE_REQUESTED, erasure_id=7)
		head = world.open_client(Role.MARKETING_HEAD)
		members = head.get(f"/v1/campaigns/{campaign_id}/members").json["items"]
		assert [member["name"] for member in members] == [
			"(datos eliminados)", "Persona Sintética 2"
		]  # fmt: skip
		receipts = [
			payload for name, payload in list_events(world) if name == EventName.ERASURE_DONE
		]
		assert receipts[0] == {
			"customer_id": 1, "erasure_id": 7, "service": "campaigns",
			"details": {"audience_members": 1, "calls": 0},
		}  # fmt: skip

	@pytest.mark.covers("R44")
	def test_an_audience_of_an_older_snapshot_does_not_bring_an_erased_customer_back(
		self, world: CampaignsWorld
	) -> None:
		tell(world, EventName.ERASURE_REQUESTED, erasure_id=7)
		campaign_id = start_campaign(world, members=2)
		with world.wiring.database.open_session() as session:
			world.wiring.make_eraser(session).wipe_revived()
		head = world.open_client(Role.MARKETING_HEAD)
		members = head.get(f"/v1/campaigns/{campaign_id}/members").json["items"]
		assert members[0]["name"] == "(datos eliminados)"

	def test_an_erased_customer_s_notes_and_told_contacts_are_gone(
		self, world: CampaignsWorld
	) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		record(advisor, take_next(advisor), "DO_NOT_CALL", note="Vive con su hermana")
		tell(world, EventName.ERASURE_REQUESTED, erasure_id=7)
		objected = [p for name, p in list_events(world) if name == EventName.CONTACT_OBJECTED]
		assert "phone" not in objected[0]
		with world.wiring.database.open_session() as session:
			assert session.scalars(select(CallRow.note)).all() == [""]

	@pytest.mark.covers("R45")
	def test_a_wrong_number_is_told_to_who_keeps_the_customers(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		record(advisor, lease, "WRONG_NUMBER")
		told = [p for name, p in list_events(world) if name == EventName.WRONG_NUMBER]
		assert told == [{"customer_id": 1, "phone": lease["customer"]["phone"]}]

	@pytest.mark.covers("K27")
	def test_who_has_another_phone_is_called_on_it(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		old, new = lease["customer"]["phone"], "+593990009999"
		assert record(advisor, lease, "WRONG_NUMBER").json["next_attempt_at"] is None
		assert advisor.post("/v1/desk/next", json={}).status_code == 404  # none is known yet
		tell(world, EventName.CONTACT_CHANGED, phone=new, previous_phone=old)
		again = take_next(advisor)
		assert (again["customer"]["phone"], again["attempts"]) == (new, 1)
		record(advisor, again, "WRONG_NUMBER")
		tell(world, EventName.CONTACT_CHANGED, phone=new, previous_phone=new)  # only the e-mail
		assert advisor.post("/v1/desk/next", json={}).status_code == 404

	@pytest.mark.covers("K27")
	def test_another_phone_brings_nobody_back_who_was_spoken_with(
		self, world: CampaignsWorld
	) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		record(advisor, lease, "NOT_INTERESTED")
		old = lease["customer"]["phone"]
		tell(world, EventName.CONTACT_CHANGED, phone="+593990009999", previous_phone=old)
		assert advisor.post("/v1/desk/next", json={}).status_code == 404


def start_campaign(world: CampaignsWorld, *, members: int, assigned: int = 0) -> int:
	world.customers.members = make_members(members)
	campaign_id = int(world.make_campaign()["id"])
	world.build_audience(campaign_id)
	world.move(campaign_id, "in_execution")
	if assigned:
		assign(world, campaign_id, "advisor", assigned)
	return campaign_id


def assign(world: CampaignsWorld, campaign_id: int, advisor: str, count: int) -> dict[str, Any]:
	body = {"advisor_id": world.staff[advisor], "count": count, "confirm_fewer": True}
	head = world.open_client(Role.MARKETING_HEAD)
	answer = head.post(f"/v1/campaigns/{campaign_id}/assignments", json=body)
	assert answer.status_code == 201, answer.json
	return dict(answer.json)


def take_next(advisor: FlaskClient) -> dict[str, Any]:
	answer = advisor.post("/v1/desk/next", json={})
	assert answer.status_code == 200, answer.json
	return dict(answer.json)


def record(advisor: FlaskClient, lease: dict[str, Any], result: str, **more: Any) -> Any:
	body = {"lease_token": lease["lease_token"], "result": result, **more}
	return advisor.post("/v1/desk/result", json=body)


def list_events(world: CampaignsWorld) -> list[tuple[str, dict[str, Any]]]:
	with world.wiring.database.open_session() as session:
		rows = session.scalars(select(EventRow).order_by(EventRow.id)).all()
	return [(row.name, row.payload) for row in rows]


def tell(world: CampaignsWorld, name: EventName, **payload: Any) -> None:
	with world.wiring.database.open_session() as session:
		wiring = world.wiring
		subscriptions = wiring.list_subscriptions()
		hand_event(session, subscriptions, name, {"customer_id": 1, **payload})
