"""A result is corrected as if the right one had been recorded at once (K27)."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text

from campaigns.desk.tasks import build_sweeps
from campaigns.features import FEATURES
from campaigns.tables import Table
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.call_corrections import CORRECTABLE_FOR
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.kernel.clock import freeze_clock, read_now
from tests.integration.campaigns.desk.test_desk import (
	assign,
	list_events,
	record,
	start_campaign,
	take_next,
)
from tests.support.campaigns_world import CampaignsWorld
from tests.support.servers import TestServers
from tests.support.tokens import TokenMaker

SALE = {"item_name": "Plan Fibra 300", "quantity": 2, "unit_price": "35.00"}
TABLES = (
	"call_task",
	"call",
	"call_sale",
	"call_figure",
	"call_rest",
	"campaign_day",
	"member_progress",
	"audience_figure",
	"phone_attempt",
	"contact_day",
)
OWN = ("id", "call_id", "lease_token", "event_id", "leased_until")
"""What no two calls share."""
# An objection stays: what it leaves behind has a test of its own.
PAIRS = [(a, b) for a, b in product(CallResult, CallResult) if not a.outcome.is_objection]
# An earlier call, after which the person rests too.
COPY_CALL = """
	INSERT INTO call (id, task_id, campaign_id, customer_id, advisor_id, lease_token, result, note,
		risk_reason, rests_until, recorded_at) OVERRIDING SYSTEM VALUE
	SELECT -1, task_id, campaign_id, customer_id, advisor_id, gen_random_uuid(), result, '', '',
		:until, recorded_at - interval '1 day' FROM call
"""
STEP, TALK, AFTER = timedelta(seconds=20), timedelta(seconds=45), timedelta(seconds=8)


class TestEveryPair:
	@pytest.mark.covers("K19", "K27")
	@pytest.mark.timeout(300)
	def test_a_corrected_call_leaves_what_the_right_one_alone_leaves(
		self, world: CampaignsWorld, other_world: CampaignsWorld
	) -> None:
		now = read_now()
		for one, is_corrected in ((world, True), (other_world, False)):
			advisor = begin(one, len(PAIRS))
			for number, (wrong, right) in enumerate(PAIRS):
				at = now + number * STEP
				call_id = keep(one, advisor, wrong if is_corrected else right, at)
				if is_corrected:
					with freeze_clock(at + AFTER):
						answer = correct(advisor, call_id, right, at)
						assert answer.status_code == 201, (wrong, right, answer.json)
			check_counts(one)
		corrected, alone = read_state(world), read_state(other_world)
		for name in TABLES:
			assert corrected[name] == alone[name], name


@pytest.mark.covers("K27")
class TestWhatFollows:
	def test_the_old_result_stays_readable_and_stands_in_the_audit(
		self, world: CampaignsWorld
	) -> None:
		advisor = begin(world)
		call_id = keep(world, advisor, CallResult.SALE)
		before = advisor.get(f"/v1/calls/{call_id}").json
		until = datetime.fromisoformat(before["correctable_until"])
		assert until == datetime.fromisoformat(before["recorded_at"]) + CORRECTABLE_FOR
		assert correct(advisor, call_id, CallResult.NO_ANSWER).status_code == 201
		shown = advisor.get(f"/v1/calls/{call_id}").json
		assert (shown["result"], shown["amount"], shown["item_name"]) == ("NO_ANSWER", None, "")
		[past] = shown["corrections"]
		assert (past["result"], past["amount"], past["why"]) == (
			"SALE", "70.00", "Marqué otra tecla",
		)  # fmt: skip
		assert past["note"] == "Nota de SALE"
		seen = [body for name, body in list_events(world) if name == "customer_seen"]
		assert [(one["what"], one["actor_name"]) for one in seen] == [
			("call_correction", "advisor")
		]
		supervisor = world.open_client(Role.SUPERVISOR).get(f"/v1/calls/{call_id}").json
		assert supervisor["correctable_until"] is None
		assert supervisor["corrections"] == shown["corrections"]

	def test_it_may_be_corrected_again_by_who_has_read_it(self, world: CampaignsWorld) -> None:
		advisor = begin(world)
		call_id = keep(world, advisor, CallResult.BUSY)
		more = {"sale": {**SALE, "quantity": 3}}
		assert correct(advisor, call_id, CallResult.SALE).status_code == 201
		stale = correct(advisor, call_id, CallResult.SALE, **more)
		assert (stale.status_code, stale.json["code"]) == (409, "stale")
		assert correct(advisor, call_id, CallResult.SALE, version=1, **more).status_code == 201
		shown = advisor.get(f"/v1/calls/{call_id}").json
		assert (shown["amount"], len(shown["corrections"])) == ("105.00", 2)
		check_counts(world)

	@pytest.mark.parametrize("wrong", [CallResult.SALE, CallResult.NOT_INTERESTED])
	def test_the_mail_that_it_stopped_leaves_again(
		self, world: CampaignsWorld, wrong: CallResult
	) -> None:
		advisor = begin(world)
		call_id = keep(world, advisor, wrong)
		assert correct(advisor, call_id, CallResult.BUSY).status_code == 201
		[made, taken_back] = list_bodies(world, "contact_made", "contact_taken_back")
		assert made["contact_id"] == taken_back["contact_id"]
		[_stop, lifted] = list_bodies(world, "mail_stopped", "mail_stop_lifted")
		assert set(lifted) == {"customer_id", "campaign_id"}

	def test_another_reason_takes_the_place_of_the_first(self, world: CampaignsWorld) -> None:
		advisor = begin(world)
		call_id = keep(world, advisor, CallResult.SALE)
		assert correct(advisor, call_id, CallResult.NOT_INTERESTED).status_code == 201
		stops = list_bodies(world, "mail_stopped", "mail_stop_lifted")
		assert [one["reason"] for one in stops] == ["sold", "not_interested"]
		assert stops[1]["others_until"]

	def test_what_another_call_stopped_stays_stopped(self, world: CampaignsWorld) -> None:
		advisor = begin(world)
		lease = take_next(advisor)
		keep_late = {"sale": SALE, "late": True}
		assert record(advisor, lease, "SALE", **keep_late).status_code == 200
		second = keep_second_call(world, advisor, CallResult.NOT_INTERESTED)
		assert correct(advisor, second, CallResult.BUSY).status_code == 201
		stops = list_bodies(world, "mail_stopped", "mail_stop_lifted")
		assert [one.get("reason") for one in stops] == ["sold", "not_interested", "sold"]
		assert read_task(world) == ("done", "BUSY")

	@pytest.mark.parametrize("right", [CallResult.NO_ANSWER, CallResult.SALE])
	def test_an_objection_stays(self, world: CampaignsWorld, right: CallResult) -> None:
		advisor = begin(world)
		call_id = keep(world, advisor, CallResult.DO_NOT_CALL)
		assert correct(advisor, call_id, right).status_code == 201
		state, result = read_task(world)
		assert (state, result) == ("done" if right.outcome.is_final else "withdrawn", right.value)
		assert advisor.post("/v1/desk/next", json={}).status_code == 404
		assert len(list_bodies(world, "contact_objected")) == 1
		check_counts(world)

	def test_nobody_promises_a_call_to_who_objected(self, world: CampaignsWorld) -> None:
		advisor = begin(world)
		call_id = keep(world, advisor, CallResult.DO_NOT_CALL)
		refused = correct(advisor, call_id, CallResult.CALLBACK_OWN)
		assert (refused.status_code, refused.json["code"]) == (422, "objected")
		assert refused.json["errors"][0]["field"] == "result"


@pytest.mark.covers("K27")
class TestRests:
	def test_who_was_given_to_an_advisor_since_is_called_too(self, world: CampaignsWorld) -> None:
		advisor = begin(world)
		call_id = keep(world, advisor, CallResult.NOT_INTERESTED)
		other_id = start_campaign(world, members=1, assigned=0)
		assign(world, other_id, "segundo", 1)
		second = world.open_client(Role.ADVISOR, "segundo")
		ask = {"campaign_id": other_id}
		assert second.post("/v1/desk/next", json=ask).status_code == 404
		assert correct(advisor, call_id, CallResult.WRONG_NUMBER).status_code == 201
		assert second.post("/v1/desk/next", json=ask).status_code == 200

	def test_what_another_call_said_still_holds(self, world: CampaignsWorld) -> None:
		advisor = begin(world)
		call_id = keep(world, advisor, CallResult.NOT_INTERESTED)
		other_id = start_campaign(world, members=1, assigned=0)
		shorter = read_now() + timedelta(days=5)
		with world.wiring.database.open_session() as session:
			session.execute(text(COPY_CALL), {"until": shorter})
		assign(world, other_id, "segundo", 1)
		assert correct(advisor, call_id, CallResult.WRONG_NUMBER).status_code == 201
		with world.wiring.database.open_session() as session:
			query = "SELECT next_attempt_at FROM call_task WHERE campaign_id = :id"
			assert session.scalar(text(query), {"id": other_id}) == shorter

	def test_whom_it_put_off_may_be_taken_back(self, world: CampaignsWorld) -> None:
		advisor = begin(world)
		other_id = start_campaign(world, members=1, assigned=0)
		given = assign(world, other_id, "segundo", 1)
		keep(world, advisor, CallResult.NOT_INTERESTED)
		head = world.open_client(Role.MARKETING_HEAD)
		taken = head.post(f"/v1/assignments/{given['id']}/withdrawal")
		assert taken.status_code == 200, taken.json
		assert count_rests(world) == 1  # of the second's other campaign

	def test_it_is_forgotten_once_nobody_corrects_it(self, world: CampaignsWorld) -> None:
		keep(world, begin(world), CallResult.NOT_INTERESTED)
		for later, rests in ((CORRECTABLE_FOR, 1), (3 * CORRECTABLE_FOR, 0)):
			with freeze_clock(read_now() + later):
				for step in build_sweeps(world.wiring):
					step()
			assert count_rests(world) == rests


def count_rests(world: CampaignsWorld) -> int:
	with world.wiring.database.open_session() as session:
		return session.scalar(text("SELECT count(*) FROM call_rest")) or 0


@pytest.mark.covers("K27")
class TestRefusals:
	def test_too_late(self, world: CampaignsWorld) -> None:
		advisor = begin(world)
		call_id = keep(world, advisor, CallResult.SALE)
		with freeze_clock(read_now() + CORRECTABLE_FOR + timedelta(seconds=1)):
			refused = correct(advisor, call_id, CallResult.BUSY)
			assert advisor.get(f"/v1/calls/{call_id}").json["correctable_until"] is None
		assert (refused.status_code, refused.json["code"]) == (409, "too_late")
		assert advisor.get(f"/v1/calls/{call_id}").json["result"] == "SALE"

	def test_of_somebody_else(self, world: CampaignsWorld) -> None:
		call_id = keep(world, begin(world), CallResult.SALE)
		other = world.open_client(Role.ADVISOR, "segundo")
		refused = correct(other, call_id, CallResult.BUSY)
		assert (refused.status_code, refused.json["code"]) == (403, "not_your_call")
		assert correct(other, 999_999, CallResult.BUSY).status_code == 404
		supervisor = world.open_client(Role.SUPERVISOR)
		assert correct(supervisor, call_id, CallResult.BUSY).status_code == 403

	def test_called_again_or_held_by_another(self, world: CampaignsWorld) -> None:
		advisor = begin(world)
		call_id = keep(world, advisor, CallResult.INTERESTED)
		other = world.open_client(Role.ADVISOR, "segundo")
		lease = take_next(other)
		held = correct(advisor, call_id, CallResult.BUSY)
		assert (held.status_code, held.json["code"]) == (409, "held")
		other.post("/v1/desk/release", json={"lease_token": lease["lease_token"]})
		keep_second_call(world, advisor, CallResult.BUSY)
		again = correct(advisor, call_id, CallResult.NO_ANSWER)
		assert (again.status_code, again.json["code"]) == (409, "called_again")

	@pytest.mark.parametrize(
		"changes",
		[
			{"why": "  "},
			{"why": "x" * 301},
			{"result": "NADA"},
			{"version": "una"},
			{"sale": SALE},
			{"callback_at": "2030-01-01T10:00:00Z"},
			{"result": "CALLBACK_OWN"},
			{"result": "CALLBACK_OWN", "callback_at": "2020-01-01T10:00:00Z"},
			{"own_result_id": 999},
			{"reason_id": 999},
		],
	)
	def test_what_makes_no_sense_changes_nothing(
		self, world: CampaignsWorld, changes: dict[str, Any]
	) -> None:
		advisor = begin(world)
		call_id = keep(world, advisor, CallResult.SALE)
		before = read_state(world)
		body = {"result": "BUSY", "why": "Marqué otra tecla", "version": 0, **changes}
		answer = advisor.post(f"/v1/calls/{call_id}/corrections", json=body)
		assert answer.status_code == 422
		assert read_state(world) == before


@pytest.fixture
def other_world(
	make_database: Callable[[str], str], tmp_path: Path, tokens: TokenMaker, servers: TestServers
) -> Iterator[CampaignsWorld]:
	url = servers.redis.build_url(2)
	made = CampaignsWorld(make_database("campaigns"), tmp_path / "other", tokens, url)
	yield made
	made.close()


def begin(world: CampaignsWorld, members: int = 1) -> FlaskClient:
	"""Give customers to an advisor, and in another campaign the same ones to a second."""
	other = start_campaign(world, members=members)
	start_campaign(world, members=members, assigned=members)
	assign(world, other, "segundo", members)
	return world.open_client(Role.ADVISOR)


def write_fields(result: CallResult, at: datetime | None = None) -> dict[str, Any]:
	"""Return what a result takes with it; a promise is kept two hours after an instant."""
	fields: dict[str, Any] = {"result": result.value, "note": f"Nota de {result.value}"}
	if result.outcome.is_promised:
		fields["callback_at"] = ((at or read_now()) + timedelta(hours=2)).isoformat()
	return {**fields, "sale": SALE} if result.outcome.is_sale else fields


def keep(
	world: CampaignsWorld, advisor: FlaskClient, result: CallResult, at: datetime | None = None
) -> int:
	"""Record a call that lasted a while."""
	with freeze_clock(at or read_now()):
		lease, fields = take_next(advisor), write_fields(result, at)
		with world.wiring.database.open_session() as session:
			session.execute(
				text("UPDATE call_lease SET taken_at = :at WHERE token = :token"),
				{"at": read_now() - TALK, "token": lease["lease_token"]},
			)
		answer = record(advisor, lease, fields.pop("result"), **fields)
	assert answer.status_code == 200, answer.json
	return int(answer.json["call_id"])


def keep_second_call(world: CampaignsWorld, advisor: FlaskClient, result: CallResult) -> int:
	"""Record another call of the same task: that of an earlier hold, kept late."""
	with world.wiring.database.open_session() as session:
		token = session.scalar(
			text(
				"INSERT INTO call_lease (token, task_id, advisor_id, taken_at)"
				" SELECT gen_random_uuid(), task_id, advisor_id, taken_at FROM call_lease"
				" WHERE advisor_id = :advisor LIMIT 1 RETURNING token"
			),
			{"advisor": world.staff["advisor"]},
		)
	fields = write_fields(result)
	answer = record(advisor, {"lease_token": str(token)}, fields.pop("result"), late=True, **fields)
	assert answer.status_code == 200, answer.json
	return int(answer.json["call_id"])


def correct(
	advisor: FlaskClient,
	call_id: int,
	result: CallResult,
	at: datetime | None = None,
	**more: Any,
) -> Any:
	body = {**write_fields(result, at), "why": "Marqué otra tecla", "version": 0, **more}
	return advisor.post(f"/v1/calls/{call_id}/corrections", json=body)


def list_bodies(world: CampaignsWorld, *names: str) -> list[dict[str, Any]]:
	return [body for name, body in list_events(world) if name in names]


def read_task(world: CampaignsWorld) -> tuple[Any, ...]:
	"""Return how the task stands of who was called."""
	query = "SELECT state, last_result FROM call_task WHERE last_result IS NOT NULL"
	with world.wiring.database.open_session() as session:
		[found] = session.execute(text(query)).all()
	return tuple(found)


def read_state(world: CampaignsWorld) -> dict[str, list[Any]]:
	"""Return all that calls leave behind."""
	found = {}
	with world.wiring.database.open_session() as session:
		for name in TABLES:
			columns = [one for one in Table.metadata.tables[name].columns if one.name not in OWN]
			rows = session.execute(select(*columns)).all()
			found[name] = sorted((tuple(row) for row in rows), key=str)
	return found


def check_counts(world: CampaignsWorld) -> None:
	"""Count everything anew: nothing differs."""
	found = FEATURES.gather("tasks", "build_recounts", world.wiring)
	recounts = [one for some in found for one in some]
	assert recounts
	with world.wiring.database.open_session() as session:
		for one in recounts:
			assert list(one.find(session)) == [], one.name
