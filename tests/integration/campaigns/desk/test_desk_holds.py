"""Who holds whom at the desk, and what becomes of a result that comes late or twice (K27)."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, event, select, text
from sqlalchemy.orm import Session

from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.repositories import call_leases
from campaigns.desk.repositories.call_line import NextTask, find_next
from chasqui.contracts.access import Role
from chasqui.kernel.clock import freeze_clock, read_now
from tests.integration.campaigns.desk.test_desk import (
	assign,
	list_events,
	record,
	start_campaign,
	take_next,
)
from tests.support.campaigns_world import CampaignsWorld

pytestmark = pytest.mark.covers("K27")
LATER = timedelta(minutes=16)  # a hold is 15 minutes


class TestLateResults:
	def test_a_result_counts_while_nobody_has_taken_the_person(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=2, assigned=2)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		with freeze_clock(read_now() + LATER):
			other = start_campaign(world, members=3)
			assign(world, other, "segundo", 3)
			take_other(world, lease)
			assert record(advisor, lease, "SALE", note="Fibra").status_code == 200
		assert list_calls(world) == [("SALE", lease["customer"]["customer_id"], "Fibra")]

	def test_a_person_that_another_took_is_not_booked_and_the_result_can_be_kept(
		self, world: CampaignsWorld
	) -> None:
		advisor, second, lease = take_over(world)
		lost = record(advisor, lease, "SALE", note="Fibra")
		assert (lost.status_code, lost.json["code"]) == (409, "lease_lost")
		assert list_calls(world) == []
		assert record(advisor, lease, "SALE", note="Fibra", late=True).status_code == 200
		assert list_calls(world) == [("SALE", 1, "Fibra")]
		assert second.get("/v1/desk").json["lease"]["customer"]["customer_id"] == 1

	def test_an_objection_counts_though_the_person_was_taken(self, world: CampaignsWorld) -> None:
		advisor, second, lease = take_over(world)
		assert record(advisor, lease, "DO_NOT_CALL", note="Ya no").status_code == 200
		assert second.get("/v1/desk").json["lease"] is None
		assert "contact_objected" in dict(list_events(world))

	def test_a_person_taken_in_an_hour_of_nobody_goes_to_the_other(
		self, world: CampaignsWorld
	) -> None:
		_advisor, second, _lease = take_over(world)
		with freeze_clock(read_now() + timedelta(hours=1)):
			assert second.post("/v1/desk/next", json={}).status_code == 200

	def test_an_open_page_keeps_the_customer(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		other = start_campaign(world, members=1)
		assign(world, other, "segundo", 1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		with freeze_clock(read_now() + timedelta(minutes=10)):
			renewed = advisor.post("/v1/desk/renew", json={"lease_token": lease["lease_token"]})
			until = datetime.fromisoformat(renewed.json["leased_until"])
			assert until > datetime.fromisoformat(lease["leased_until"])
		with freeze_clock(read_now() + LATER):
			second = world.open_client(Role.ADVISOR, "segundo")
			assert second.post("/v1/desk/next", json={}).status_code == 404

	def test_a_lost_hold_is_not_renewed(self, world: CampaignsWorld) -> None:
		advisor, _second, lease = take_over(world)
		renewed = advisor.post("/v1/desk/renew", json={"lease_token": lease["lease_token"]})
		assert (renewed.status_code, renewed.json["code"]) == (409, "lease_lost")

	def test_a_hold_that_is_over_is_shown_only_while_one_may_call(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		with freeze_clock(read_now() + LATER):
			assert take_next(advisor)["lease_token"] == lease["lease_token"]
		with freeze_clock(read_now() + 3 * LATER):
			world.move(campaign_id, "paused")
			assert advisor.get("/v1/desk").json["lease"] is None
			assert advisor.post("/v1/desk/next", json={}).status_code == 404

	def test_a_hold_is_shown_by_its_token_to_whom_it_is_of(self, world: CampaignsWorld) -> None:
		advisor, second, lost = take_over(world)
		held = second.get("/v1/desk").json["lease"]
		shown = second.get(f"/v1/desk/leases/{held['lease_token']}")
		assert (shown.status_code, shown.json) == (200, held)
		for token in (held["lease_token"], lost["lease_token"], str(uuid4())):
			refused = advisor.get(f"/v1/desk/leases/{token}")
			assert (refused.status_code, refused.json["code"]) == (404, "not_held")
		second.post("/v1/desk/release", json={"lease_token": held["lease_token"]})
		assert second.get(f"/v1/desk/leases/{held['lease_token']}").status_code == 404

	def test_what_was_given_back_in_another_window_still_takes_the_result(
		self, world: CampaignsWorld
	) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		body = {"lease_token": lease["lease_token"]}
		assert advisor.post("/v1/desk/release", json=body).status_code == 204
		assert record(advisor, lease, "INTERESTED", note="Mañana").status_code == 200


class TestSecondResults:
	def test_another_result_of_the_same_call_is_refused_with_what_was_kept(
		self, world: CampaignsWorld
	) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		record(advisor, lease, "SALE")
		again = record(advisor, lease, "BUSY", note="Otra cosa")
		assert (again.status_code, again.json["code"]) == (409, "already_recorded")
		assert again.json["current"]["result"] == "SALE"
		assert list_calls(world) == [("SALE", 1, "")]

	def test_an_objection_counts_though_the_call_was_recorded(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		record(advisor, lease, "BUSY")
		again = record(advisor, lease, "DO_NOT_CALL", note="Se molestó")
		assert (again.status_code, again.json["code"]) == (409, "already_recorded")
		assert "contact_objected" in dict(list_events(world))
		with freeze_clock(read_now() + timedelta(days=2)):
			assert advisor.post("/v1/desk/next", json={}).status_code == 404

	def test_the_late_note_is_kept_with_the_call_once(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		record(advisor, lease, "BUSY", note="Línea ocupada")
		for _ in range(2):
			kept = record(advisor, lease, "SALE", note="Venta: fibra", late=True)
			assert (kept.status_code, kept.json["result"]) == (200, "BUSY")
		with freeze_clock(read_now() + timedelta(hours=1)):
			[past] = take_next(advisor)["last_calls"]
		assert (past["note"], past["late_note"]) == ("Línea ocupada", "Venta: fibra")

	def test_two_windows_at_once_record_one_call(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		clients = [world.open_client(Role.ADVISOR) for _ in range(4)]
		lease = take_next(clients[0])
		results = ["BUSY", "SALE", "NO_ANSWER", "VOICEMAIL"]
		with ThreadPoolExecutor(4) as pool:
			answers = list(pool.map(lambda c, r: record(c, lease, r), clients, results))
		assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
		assert len(list_calls(world)) == 1


class TestOneAtATime:
	def test_eight_presses_at_once_hold_one_customer(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=20, assigned=20)
		clients = [world.open_client(Role.ADVISOR) for _ in range(8)]
		with ThreadPoolExecutor(8) as pool:
			leases = list(pool.map(take_next, clients))
		assert len({lease["lease_token"] for lease in leases}) == 1
		with world.wiring.database.open_session() as session:
			held = session.scalars(select(CallTaskRow).where(CallTaskRow.state == "leased")).all()
		assert len(held) == 1

	@pytest.mark.parametrize("change", ["advisor_id = :other", "state = 'done'"])
	def test_whom_somebody_was_given_meanwhile_is_not_taken_back(
		self, world: CampaignsWorld, change: str
	) -> None:
		"""A row that is found is locked as it has become, not as it was found."""
		start_campaign(world, members=1, assigned=1)
		changed = text(f"UPDATE call_task SET {change}")

		def find_late(session: Session, asked: Any, *, by_best_hour: bool) -> NextTask | None:
			found = find_next(session, asked, by_best_hour=by_best_hour)
			given = {"other": world.staff["segundo"]} if ":other" in change else {}
			session.execute(changed, given)
			return found

		with patch.object(call_leases, "find_next", find_late):
			answer = world.open_client(Role.ADVISOR).post("/v1/desk/next", json={})
		assert (answer.status_code, answer.json["code"]) == (404, "nothing_to_call")

	def test_a_press_overtaken_by_another_window_gets_the_same_customer(
		self, world: CampaignsWorld
	) -> None:
		start_campaign(world, members=20, assigned=20)
		first, second = (world.open_client(Role.ADVISOR) for _ in range(2))
		with after_first_look(world, lambda: take_next(first)) as overtaken:
			lease = take_next(second)
		assert [lease["lease_token"]] == [done["lease_token"] for done in overtaken]
		assert first.get("/v1/desk").json["lease"]["lease_token"] == lease["lease_token"]


@contextmanager
def after_first_look(
	world: CampaignsWorld, do: Callable[[], dict[str, Any]]
) -> Iterator[list[dict[str, Any]]]:
	"""Do something once, when the block has looked for the first time at who is held."""
	done: list[dict[str, Any]] = []
	first_look = iter([True])

	def overtake(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
		if "FROM call_task" in statement and next(first_look, False):
			done.append(do())

	engine = world.wiring.database.engine
	event.listen(engine, "after_cursor_execute", overtake)
	try:
		yield done
	finally:
		event.remove(engine, "after_cursor_execute", overtake)


class TestPromises:
	def test_a_callback_after_many_misses_is_kept(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		now = miss(advisor, 5)
		with freeze_clock(now):
			at = (now + timedelta(days=1)).isoformat()
			promised = record(advisor, take_next(advisor), "CALLBACK_OWN", callback_at=at)
		assert promised.json["next_attempt_at"] is not None
		with freeze_clock(now + timedelta(days=1, minutes=1)):
			assert take_next(advisor)["attempts"] == 6

	def test_interest_after_many_misses_is_followed(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		with freeze_clock(miss(advisor, 5)):
			done = record(advisor, take_next(advisor), "INTERESTED")
		assert done.json["next_attempt_at"] is not None

	@pytest.mark.parametrize("result", ["NO_ANSWER", "BUSY", "VOICEMAIL"])
	def test_the_sixth_miss_is_the_last(self, world: CampaignsWorld, result: str) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		with freeze_clock(miss(advisor, 5)):
			done = record(advisor, take_next(advisor), result)
		assert done.json["next_attempt_at"] is None

	@pytest.mark.parametrize(
		("ahead", "code"),
		[(timedelta(days=70), "after_campaign"), (timedelta(days=366), "too_far")],
	)
	def test_a_callback_lies_within_the_campaign_and_a_year(
		self, world: CampaignsWorld, ahead: timedelta, code: str
	) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		at = (read_now() + ahead).isoformat()
		refused = record(advisor, take_next(advisor), "CALLBACK_OWN", callback_at=at)
		assert (refused.status_code, refused.json["code"]) == (422, code)
		assert refused.json["errors"][0]["field"] == "callback_at"


@pytest.mark.covers("K26")
class TestHandover:
	def test_promised_calls_go_to_another_advisor(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=3, assigned=3)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		at = read_now() + timedelta(hours=1)
		record(advisor, lease, "CALLBACK_OWN", callback_at=at.isoformat())
		given = hand_over(world, campaign_id, callbacks_only=True)
		assert (given.status_code, given.json["assigned"]) == (201, 1)
		with freeze_clock(at + timedelta(minutes=1)):
			second = world.open_client(Role.ADVISOR, "segundo")
			again = take_next(second)
		assert again["customer"]["customer_id"] == lease["customer"]["customer_id"]

	def test_all_but_whom_they_are_talking_to(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=3, assigned=3)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		assert hand_over(world, campaign_id).json["assigned"] == 2
		assert record(advisor, lease, "SALE").status_code == 200

	def test_a_result_for_whom_another_has_now_is_asked_about(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		with freeze_clock(read_now() + LATER):
			hand_over(world, campaign_id)
			lost = record(advisor, lease, "SALE")
		assert (lost.status_code, lost.json["code"]) == (409, "lease_lost")

	def test_there_must_be_something_to_hand_over(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1)
		refused = hand_over(world, campaign_id)
		assert (refused.status_code, refused.json["code"]) == (422, "nothing_to_hand_over")

	def test_only_to_an_active_advisor(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		refused = hand_over(world, campaign_id, to="marketing_head")
		assert refused.json["errors"][0]["field"] == "to_advisor_id"


def take_over(world: CampaignsWorld) -> tuple[FlaskClient, FlaskClient, dict[str, Any]]:
	"""Return an advisor whose hold is over, another who took the person, and the first's hold."""
	start_campaign(world, members=1, assigned=1)
	other = start_campaign(world, members=1)
	assign(world, other, "segundo", 1)
	advisor = world.open_client(Role.ADVISOR)
	second = world.open_client(Role.ADVISOR, "segundo")
	lease = take_next(advisor)
	with freeze_clock(read_now() + LATER):
		taken = take_next(second)
	assert taken["customer"]["customer_id"] == lease["customer"]["customer_id"]
	return advisor, second, lease


def take_other(world: CampaignsWorld, lease: dict[str, Any]) -> None:
	"""Have a colleague take somebody else."""
	second = world.open_client(Role.ADVISOR, "segundo")
	with world.wiring.database.open_session() as session:
		query = select(CallTaskRow).where(
			CallTaskRow.customer_id == lease["customer"]["customer_id"],
			CallTaskRow.advisor_id == world.staff["segundo"],
		)
		session.scalars(query).one().state = "withdrawn"
	taken = take_next(second)
	assert taken["customer"]["customer_id"] != lease["customer"]["customer_id"]


def miss(advisor: FlaskClient, times: int) -> datetime:
	"""Call in vain that often, a day apart; return when the next call may be."""
	now = read_now()
	for _ in range(times):
		with freeze_clock(now):
			assert record(advisor, take_next(advisor), "NO_ANSWER").status_code == 200
		now += timedelta(days=1)
	return now


def hand_over(
	world: CampaignsWorld, campaign_id: int, *, to: str = "segundo", callbacks_only: bool = False
) -> Any:
	head = world.open_client(Role.MARKETING_HEAD)
	body = {
		"from_advisor_id": world.staff["advisor"],
		"to_advisor_id": world.staff[to],
		"callbacks_only": callbacks_only,
	}
	return head.post(f"/v1/campaigns/{campaign_id}/handovers", json=body)


def list_calls(world: CampaignsWorld) -> list[tuple[str, int, str]]:
	with world.wiring.database.open_session() as session:
		calls = session.scalars(select(CallRow).order_by(CallRow.id)).all()
		return [(call.result, call.customer_id, call.note) for call in calls]
