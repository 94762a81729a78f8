"""Risk rules: kept, kept to before each call, and what was decided stays with it (K28, K29)."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from campaigns.desk.models.call import CallRow
from chasqui.contracts.access import Role
from chasqui.contracts.risk import RiskLevel
from chasqui.kernel.clock import freeze_clock, read_now
from tests.integration.campaigns.desk.test_desk import record, start_campaign, take_next
from tests.integration.campaigns.desk.test_dial import dial, refuse
from tests.support.campaigns_world import CampaignsWorld

WAY = "/v1/risk-rules"


def set_rules(world: CampaignsWorld, campaign_id: int | None = None, **changes: Any) -> Any:
	way = f"/v1/campaigns/{campaign_id}/risk-rules" if campaign_id else WAY
	head = world.open_client(Role.MARKETING_HEAD)
	known = head.get(way).json
	body = {name: known[name] for name in ("max_age_days", "on_high", "on_no_answer", "version")}
	answer = head.put(way, json={**body, **changes})
	assert answer.status_code == 200, answer.json
	return answer.json


def check(advisor: FlaskClient, lease: dict[str, Any]) -> dict[str, Any]:
	"""Ask the risk of who is held."""
	return dict(advisor.post("/v1/desk/risk", json={"lease_token": lease["lease_token"]}).json)


def find_call(world: CampaignsWorld) -> CallRow:
	with world.wiring.database.open_session() as session:
		return session.scalars(select(CallRow).order_by(CallRow.id.desc())).first()


@pytest.mark.covers("K28")
class TestKeeping:
	def test_they_are_changed_by_whom_has_read_them(self, world: CampaignsWorld) -> None:
		admin = world.open_client(Role.ADMINISTRATOR)
		usual = admin.get(WAY).json
		assert (usual["version"], usual["max_age_days"], usual["on_high"]) == (0, None, "decide")
		kept = admin.put(WAY, json={"max_age_days": 30, "on_high": "skip", "version": 0}).json
		assert (kept["version"], kept["on_no_answer"], kept["is_own"]) == (1, "go_on", False)
		stale = admin.put(WAY, json={"max_age_days": 9, "version": 0})
		assert (stale.status_code, stale.json["code"]) == (409, "stale")
		assert stale.json["current"]["max_age_days"] == 30
		for role in (Role.ADVISOR, Role.SUPERVISOR):
			assert world.open_client(role).put(WAY, json={"version": 1}).status_code == 403

	def test_a_campaign_may_have_its_own(self, world: CampaignsWorld) -> None:
		campaign_id = world.make_campaign()["id"]
		head, way = (
			world.open_client(Role.MARKETING_HEAD),
			f"/v1/campaigns/{campaign_id}/risk-rules",
		)
		assert set_rules(world, campaign_id, max_age_days=7)["is_own"] is True
		assert head.get(WAY).json["max_age_days"] is None
		assert head.delete(way).status_code == 204
		assert head.get(way).json["is_own"] is False
		log = head.get(f"/v1/campaigns/{campaign_id}/log").json["items"]
		assert [one["fields"] for one in log if one["kind"] == "edited"] == [["risk_rules"]] * 2

	@pytest.mark.parametrize(
		("changes", "field"),
		[
			({"max_age_days": 0}, "max_age_days"),
			({"max_age_days": 366}, "max_age_days"),
			({"max_age_days": "pronto"}, "max_age_days"),
			({"on_high": "refuse"}, "on_high"),
			({"on_no_answer": ""}, "on_no_answer"),
			({"on_low": "warn"}, "on_low"),
		],
	)
	def test_what_makes_no_sense_is_refused_at_its_field(
		self, world: CampaignsWorld, changes: dict[str, Any], field: str
	) -> None:
		answer = world.open_client(Role.ADMINISTRATOR).put(WAY, json={**changes, "version": 0})
		assert answer.status_code == 422
		assert [one["field"] for one in answer.json["errors"]] == [field]


@pytest.mark.covers("K28", "K29")
class TestBeforeTheCall:
	def test_an_answer_that_is_too_old_is_asked_again(self, world: CampaignsWorld) -> None:
		set_rules(world, max_age_days=30)
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		assert lease["risk_verdict"] == "check_first"
		assert "pide consultar el riesgo" in refuse(advisor, lease, "risk_unchecked")
		refused = record(advisor, lease, "SALE")
		assert refused.json["errors"][0]["field"] == "result"
		assert check(advisor, lease)["verdict"] == "clear"
		assert dial(advisor, lease).status_code == 200
		assert record(advisor, lease, "NO_ANSWER").status_code == 200
		call = find_call(world)
		assert (call.risk_verdict, call.risk_level) == ("clear", "LOW")
		assert call.risk_asked_at is not None
		with freeze_clock(read_now() + timedelta(days=1)):
			assert take_next(advisor)["risk_verdict"] == "check_first"

	def test_a_person_decides_before_the_call_and_it_is_kept(self, world: CampaignsWorld) -> None:
		world.risk.level = RiskLevel.HIGH
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		assert check(advisor, lease)["verdict"] == "decide"
		assert "escriba por qué" in refuse(advisor, lease, "reason_needed")
		token, reason = lease["lease_token"], "Paga al contado"
		told = advisor.post("/v1/desk/dial", json={"lease_token": token, "risk_reason": reason})
		assert told.status_code == 200
		assert record(advisor, lease, "SALE", risk_reason="  ").status_code == 422
		assert record(advisor, lease, "SALE", risk_reason=reason).status_code == 200
		supervisor = world.open_client(Role.SUPERVISOR)
		[shown] = supervisor.get("/v1/calls?risk_verdict=decide").json["items"]
		assert (shown["risk_verdict"], shown["risk_reason"]) == ("decide", reason)
		assert supervisor.get("/v1/calls?risk_verdict=warn").json["items"] == []
		feed = world.open_service_client("events:read").get("/v1/events").json["items"]
		seen = [one["payload"] for one in feed if one["name"] == "customer_seen"]
		assert [(one["what"], one["actor_name"]) for one in seen] == [("risk_decision", "advisor")]

	def test_where_it_only_warns_no_reason_is_asked(self, world: CampaignsWorld) -> None:
		set_rules(world, on_high="warn")
		world.risk.level = RiskLevel.HIGH
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		assert check(advisor, lease)["verdict"] == "warn"
		assert dial(advisor, lease).status_code == 200
		assert record(advisor, lease, "SALE").status_code == 200
		assert find_call(world).risk_verdict == "warn"

	def test_where_it_skips_nobody_calls_and_the_customer_is_left(
		self, world: CampaignsWorld
	) -> None:
		set_rules(world, on_high="skip")
		world.risk.level = RiskLevel.HIGH
		campaign_id = start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		check(advisor, lease)
		assert "guarde «Omitido»" in refuse(advisor, lease, "risk_high")
		assert record(advisor, lease, "SALE", risk_reason="Igual").status_code == 422
		done = record(advisor, lease, "SKIPPED").json
		assert done["next_attempt_at"] is None
		assert find_call(world).risk_verdict == "skip"
		head = world.open_client(Role.MARKETING_HEAD)
		assert head.get(f"/v1/campaigns/{campaign_id}/calls/statistics").json["pending"] == 0

	def test_whoever_objects_is_kept_whatever_the_risk(self, world: CampaignsWorld) -> None:
		set_rules(world, max_age_days=1, on_no_answer="hold")
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		assert record(advisor, take_next(advisor), "DO_NOT_CALL").status_code == 200

	def test_what_has_happened_is_kept_late(self, world: CampaignsWorld) -> None:
		set_rules(world, max_age_days=1)
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		assert record(advisor, take_next(advisor), "INTERESTED", late=True).status_code == 200
		assert find_call(world).risk_verdict == "check_first"

	@pytest.mark.parametrize("holds", [True, False])
	def test_a_service_that_is_down_is_waited_for_or_not(
		self, world: CampaignsWorld, holds: bool
	) -> None:
		set_rules(world, max_age_days=30, on_no_answer="hold" if holds else "go_on")
		world.risk.level = None
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		assert check(advisor, lease)["verdict"] == ("hold" if holds else "down")
		if holds:
			assert "espera por ella" in refuse(advisor, lease, "risk_down")
			assert record(advisor, lease, "SALE").status_code == 422
			assert record(advisor, lease, "SKIPPED").json["next_attempt_at"] is not None
		else:
			assert dial(advisor, lease).status_code == 200
			assert record(advisor, lease, "SALE").status_code == 200
		assert find_call(world).risk_verdict == ("hold" if holds else "down")
