"""Information that is mailed to whoever asks for it in a call: chosen, asked for, settled (K27)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from chasqui.contracts.access import Role
from chasqui.contracts.event_payloads import EventName
from chasqui.contracts.mailer.merge_fields import KNOWN_FIELDS
from chasqui.kernel.clock import read_now
from tests.integration.campaigns.desk.test_desk import (
	list_events,
	record,
	start_campaign,
	take_next,
	tell,
)
from tests.support.campaigns_world import CAMPAIGN, CampaignsWorld

WAY = "/v1/information-design"
SUBJECT = "{{ primer_nombre }}, lo que pidió"


def choose(world: CampaignsWorld, campaign_id: int | None = None, **design: Any) -> Any:
	"""Choose what is mailed, as the marketing head."""
	way = f"/v1/campaigns/{campaign_id}/information-design" if campaign_id else WAY
	head = world.open_client(Role.MARKETING_HEAD)
	body = {"design_id": 5, "subject": SUBJECT, **design, "version": head.get(way).json["version"]}
	answer = head.put(way, json=body)
	assert answer.status_code == 200, answer.json
	return answer.json


def hold(world: CampaignsWorld) -> tuple[FlaskClient, dict[str, Any]]:
	"""Have an advisor hold the customer of a campaign that has something to mail."""
	choose(world, start_campaign(world, members=1, assigned=1))
	advisor = world.open_client(Role.ADVISOR)
	return advisor, take_next(advisor)


def send(advisor: FlaskClient, lease: dict[str, Any]) -> Any:
	return advisor.post("/v1/desk/information", json={"lease_token": lease["lease_token"]})


def list_requests(world: CampaignsWorld) -> list[dict[str, Any]]:
	"""Return what the mailer was asked for."""
	return [told for name, told in list_events(world) if name == "service_mail_requested"]


def count(world: CampaignsWorld, lease: dict[str, Any]) -> Any:
	way = f"/v1/campaigns/{lease['campaign_id']}/information-requests/count"
	return world.open_client(Role.MARKETING_HEAD).get(way).json


def show_desk(advisor: FlaskClient) -> Any:
	return advisor.get("/v1/desk").json["lease"]["information"]


@pytest.mark.covers("K27")
class TestChoosing:
	def test_it_is_changed_by_whom_has_read_it(self, world: CampaignsWorld) -> None:
		assert choose(world)["version"] == 1
		head = world.open_client(Role.MARKETING_HEAD)
		stale = head.put(WAY, json={"design_id": None, "subject": "", "version": 0})
		assert (stale.status_code, stale.json["code"]) == (409, "stale")
		assert stale.json["current"]["design_id"] == 5
		advisor = world.open_client(Role.ADVISOR)
		assert advisor.get(WAY).status_code == 403
		assert advisor.put(WAY, json={"version": 1}).status_code == 403

	def test_a_campaign_has_its_own_or_none_at_all(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		choose(world)
		advisor = world.open_client(Role.ADVISOR)
		assert take_next(advisor)["information"]["has_design"] is True
		choose(world, campaign_id, design_id=None, subject="")
		assert show_desk(advisor)["has_design"] is False
		head = world.open_client(Role.MARKETING_HEAD)
		assert head.delete(f"/v1/campaigns/{campaign_id}/information-design").status_code == 204
		assert show_desk(advisor)["has_design"] is True
		log = head.get(f"/v1/campaigns/{campaign_id}/log").json["items"]
		edited = [one["fields"] for one in log if one["kind"] == "edited"]
		assert edited == [["information_design"]] * 2

	@pytest.mark.parametrize(
		("changes", "field"),
		[
			({"subject": "Hola, {{ apodo }}"}, "subject"),
			({"subject": "Hola, {{ nombre"}, "subject"),
			({"subject": "x" * 151}, "subject"),
			({"design_id": 0}, "design_id"),
			({"design_id": 2**63}, "design_id"),
			({"design_id": "uno"}, "design_id"),
		],
	)
	def test_what_would_fail_in_the_mail_is_refused(
		self, world: CampaignsWorld, changes: dict[str, Any], field: str
	) -> None:
		body = {"design_id": 5, "subject": "", "version": 0, **changes}
		answer = world.open_client(Role.MARKETING_HEAD).put(WAY, json=body)
		assert answer.status_code == 422
		assert [one["field"] for one in answer.json["errors"]] == [field]


@pytest.mark.covers("K27")
class TestAsking:
	def test_the_mailer_is_asked_with_all_that_the_mail_says(self, world: CampaignsWorld) -> None:
		advisor, lease = hold(world)
		assert (lease["information"]["refusal"], lease["information"]["sent"]) == (None, None)
		sent = send(advisor, lease)
		assert (sent.status_code, sent.json["state"]) == (200, "queued")
		[asked] = list_requests(world)
		assert (asked["design_id"], asked["subject"], asked["by"]) == (5, SUBJECT, "advisor")
		assert (asked["email"], asked["campaign_name"]) == (
			"persona1@example.com", CAMPAIGN["name"],
		)  # fmt: skip
		assert asked["values"]["primer_nombre"] == "Persona"
		assert {*asked["values"]} >= {*KNOWN_FIELDS} - {
			"direccion_postal", "enlace_baja", "enlace_contacto",
		}  # fmt: skip

	def test_it_goes_once_for_each_hold(self, world: CampaignsWorld) -> None:
		advisor, lease = hold(world)
		with ThreadPoolExecutor(4) as pool:
			clients = [world.open_client(Role.ADVISOR) for _ in range(4)]
			answers = list(pool.map(lambda client: send(client, lease), clients))
		assert {one.status_code for one in answers} == {200}
		assert len({one.json["requested_at"] for one in answers}) == 1
		interest = record(advisor, lease, "INTERESTED", send_information=True)
		assert interest.status_code == 200
		assert len(list_requests(world)) == 1
		assert count(world, lease) == {"requested": 1, "by_state": {"queued": 1}}

	def test_it_goes_with_the_interest(self, world: CampaignsWorld) -> None:
		advisor, lease = hold(world)
		for _ in range(2):
			done = record(advisor, lease, "INTERESTED", send_information=True)
			assert done.status_code == 200, done.json
		assert len(list_requests(world)) == 1

	def test_a_later_hold_may_send_it_again(self, world: CampaignsWorld) -> None:
		advisor, lease = hold(world)
		send(advisor, lease)
		advisor.post("/v1/desk/release", json={"lease_token": lease["lease_token"]})
		assert send(advisor, take_next(advisor)).status_code == 200
		assert len(list_requests(world)) == 2

	def test_a_correction_takes_no_mail_back(self, world: CampaignsWorld) -> None:
		advisor, lease = hold(world)
		call_id = record(advisor, lease, "INTERESTED", send_information=True).json["call_id"]
		body = {"result": "NO_ANSWER", "why": "Me equivoqué", "version": 0}
		done = advisor.post(f"/v1/calls/{call_id}/corrections", json=body)
		assert done.status_code == 201, done.json
		assert len(list_requests(world)) == 1
		assert count(world, lease)["requested"] == 1

	def test_a_hold_that_is_anothers_sends_nothing(self, world: CampaignsWorld) -> None:
		_advisor, lease = hold(world)
		other = world.open_client(Role.ADVISOR, "segundo")
		assert (send(other, lease).status_code, list_requests(world)) == (409, [])
		head = world.open_client(Role.MARKETING_HEAD)
		assert send(head, lease).status_code == 403


@pytest.mark.covers("K27")
class TestRefusals:
	@pytest.mark.parametrize(
		("name", "payload", "code"),
		[
			(EventName.CONTACT_CHANGED, {"email": None, "phone": "+593990000001"}, "no_email"),
			(EventName.RECIPIENT_UNSUBSCRIBED, {"email": "persona1@example.com"}, "objected"),
			(EventName.HARD_BOUNCED, {"email": "persona1@example.com"}, "not_allowed"),
			(EventName.CONSENT_CHANGED, {"channel": "email", "granted": False}, "objected"),
		],
	)
	def test_who_may_not_be_written_to_is_not(
		self, world: CampaignsWorld, name: EventName, payload: dict[str, Any], code: str
	) -> None:
		advisor, lease = hold(world)
		tell(world, name, **payload)
		refused = send(advisor, lease)
		assert (refused.status_code, refused.json["code"]) == (409, code)
		assert show_desk(advisor)["refusal"] == refused.json["detail"]
		with_result = record(advisor, lease, "INTERESTED", send_information=True)
		assert with_result.status_code == 422
		[error] = with_result.json["errors"]
		assert (error["field"], error["message"]) == ("send_information", refused.json["detail"])
		assert record(advisor, lease, "INTERESTED").status_code == 200
		assert list_requests(world) == []

	def test_a_campaign_without_a_design_mails_nothing(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		assert lease["information"]["has_design"] is False
		refused = send(advisor, lease)
		assert (refused.status_code, refused.json["code"]) == (409, "no_information")

	def test_it_goes_with_no_other_result(self, world: CampaignsWorld) -> None:
		advisor, lease = hold(world)
		answer = record(advisor, lease, "NO_ANSWER", send_information=True)
		assert answer.status_code == 422
		assert list_requests(world) == []


@pytest.mark.covers("K27")
class TestSettling:
	def test_what_became_of_it_is_seen_with_the_call(self, world: CampaignsWorld) -> None:
		advisor, lease = hold(world)
		record(advisor, lease, "INTERESTED", send_information=True)
		settle(world, "skipped", "unsubscribed")
		settle(world, "accepted")  # what is settled stays
		[call] = advisor.get("/v1/calls").json["items"]
		assert (call["information"]["state"], call["information"]["reason"]) == (
			"skipped", "unsubscribed",
		)  # fmt: skip
		assert count(world, lease) == {"requested": 1, "by_state": {"skipped": 1}}

	def test_it_is_seen_at_the_desk_as_long_as_the_customer_is_held(
		self, world: CampaignsWorld
	) -> None:
		advisor, lease = hold(world)
		send(advisor, lease)
		settle(world, "accepted")
		assert show_desk(advisor)["sent"]["state"] == "accepted"
		assert send(advisor, lease).json["state"] == "accepted"

	def test_a_request_of_another_service_is_nobodys(self, world: CampaignsWorld) -> None:
		advisor, lease = hold(world)
		send(advisor, lease)
		settle(world, "failed", "rejected", request_id=str(UUID(int=1)))
		assert count(world, lease)["by_state"] == {"queued": 1}

	def test_a_campaign_that_is_none_has_no_count(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		assert head.get("/v1/campaigns/999/information-requests/count").status_code == 404

	def test_the_person_finds_it_in_their_file(self, world: CampaignsWorld) -> None:
		advisor, lease = hold(world)
		send(advisor, lease)
		settle(world, "accepted")
		admin = world.open_client(Role.ADMINISTRATOR)
		held = admin.get("/v1/customers/1/holdings").json["sections"]
		[section] = [one for one in held if one["title"] == "Información que pidió"]
		assert section["rows"][0][0] == CAMPAIGN["name"]
		assert "entregado al servidor" in section["rows"][0]


@pytest.mark.covers("K27")
class TestInterestWithATime:
	def test_the_time_is_a_promise_like_any_other(self, world: CampaignsWorld) -> None:
		advisor, lease = hold(world)
		at = (read_now() + timedelta(hours=3)).isoformat()
		for _ in range(2):
			done = record(advisor, lease, "INTERESTED", callback_at=at)
			assert done.status_code == 200, done.json
		[promised] = advisor.get("/v1/callbacks").json["items"]
		assert promised["customer_id"] == lease["customer"]["customer_id"]
		assert (advisor.get("/v1/desk").json["pending"], promised["is_anybodys"]) == (1, False)

	def test_without_one_it_is_called_again_by_the_rules(self, world: CampaignsWorld) -> None:
		advisor, lease = hold(world)
		done = record(advisor, lease, "INTERESTED").json
		assert done["next_attempt_at"] is not None
		assert advisor.get("/v1/callbacks").json["items"] == []

	def test_a_correction_may_add_it_and_take_it_away(self, world: CampaignsWorld) -> None:
		advisor, lease = hold(world)
		call_id = record(advisor, lease, "INTERESTED").json["call_id"]
		way, at = f"/v1/calls/{call_id}/corrections", (read_now() + timedelta(hours=3)).isoformat()
		body = {"result": "INTERESTED", "why": "Dio una hora", "version": 0, "callback_at": at}
		assert advisor.post(way, json=body).status_code == 201
		assert len(advisor.get("/v1/callbacks").json["items"]) == 1
		body = {"result": "INTERESTED", "why": "No la dio", "version": 1}
		assert advisor.post(way, json=body).status_code == 201
		assert advisor.get("/v1/callbacks").json["items"] == []

	@pytest.mark.parametrize(
		("hours", "code"), [(-1, "in_the_past"), (24 * 61, "after_campaign"), (9000, "too_far")]
	)
	def test_it_keeps_to_the_same_bounds(
		self, world: CampaignsWorld, hours: int, code: str
	) -> None:
		advisor, lease = hold(world)
		at = (read_now() + timedelta(hours=hours)).isoformat()
		refused = record(advisor, lease, "INTERESTED", callback_at=at)
		assert (refused.status_code, refused.json["code"]) == (422, code)
		assert refused.json["errors"][0]["field"] == "callback_at"

	def test_it_is_kept_though_the_result_ends_the_calls(self, world: CampaignsWorld) -> None:
		advisor, lease = hold(world)
		admin = world.open_client(Role.ADMINISTRATOR)
		own = {"name": "Decide en casa", "like": "INTERESTED", "is_last": True}
		own_id = admin.post("/v1/own-results", json=own).json["id"]
		at = (read_now() + timedelta(hours=3)).isoformat()
		asked = {"own_result_id": own_id, "callback_at": at}
		assert record(advisor, lease, "INTERESTED", **asked).status_code == 200
		assert len(advisor.get("/v1/callbacks").json["items"]) == 1

	def test_nobody_in_particular_needs_a_time(self, world: CampaignsWorld) -> None:
		advisor, lease = hold(world)
		refused = record(advisor, lease, "INTERESTED", is_anybodys=True)
		assert refused.status_code == 422


def settle(world: CampaignsWorld, state: str, reason: str = "", **changes: Any) -> None:
	"""Publish what became of the newest request, as the mailer would."""
	asked = list_requests(world)[-1]
	told = {"request_id": asked["request_id"], "state": state, "reason": reason, **changes}
	tell(world, EventName.SERVICE_MAIL_SETTLED, **told)
