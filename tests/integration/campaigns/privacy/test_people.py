"""One customer as campaigns knows it: for the profile, and for the person's right of access."""

from typing import Any

import pytest
from sqlalchemy import select

from campaigns.audiences.models import AudienceMemberRow
from campaigns.privacy.use_cases.holdings_reader import MEMBER
from campaigns.risk.models.risk_check import RiskCheckRow
from chasqui.contracts.access import Role
from chasqui.contracts.event_payloads import EventName
from chasqui.kernel.clock import read_now
from tests.integration.campaigns.desk.test_desk import record, start_campaign, take_next
from tests.integration.campaigns.risk.test_risk_lookups import look_up
from tests.integration.campaigns.risk.test_risk_reviews import run, send_file
from tests.support.campaigns_world import CampaignsWorld, make_members
from tests.support.events import hand_event


@pytest.mark.covers("R44")
def test_the_file_has_every_column_of_an_audience() -> None:
	told = {"audience_id", "customer_id", "synthetic"}  # whose it is, and that it is a sample
	assert {*MEMBER} == {*AudienceMemberRow.__table__.columns.keys()} - told


class TestActivity:
	@pytest.mark.covers("R9")
	def test_calls_campaigns_and_looks_are_told_in_one_answer(self, world: CampaignsWorld) -> None:
		customer_id = call_one(world)
		told = world.open_client(Role.ADMINISTRATOR).get(f"/v1/customers/{customer_id}/activity")
		activity = told.json
		assert [one["result"] for one in activity["calls"]] == ["SALE"]
		assert activity["calls"][0]["campaign_name"] == "Plan hogar"
		place = activity["places"][0]
		assert (place["phase"], place["last_result"], place["attempts"]) == (
			"in_execution", "SALE", 1,
		)  # fmt: skip
		assert (place["income"], place["matched"]) == ("1200.00", {})
		assert [(one["level"], one["score"]) for one in activity["risk_looks"]] == [("LOW", 700)]
		assert activity["is_cut"] is False

	def test_a_look_by_identification_is_the_same_persons(self, world: CampaignsWorld) -> None:
		customer_id = call_one(world)
		with world.wiring.database.open_session() as session:
			told = session.scalars(select(RiskCheckRow)).one()
			session.add(
				RiskCheckRow(
					kind="identification", staff_id=world.staff["marketing_head"],
					purpose="credit_offer", subject=told.subject, subject_key=told.subject_key,
					status="FOUND", level="HIGH", asked_at=read_now(),
				)
			)  # fmt: skip
		path = f"/v1/customers/{customer_id}/activity"
		looks = world.open_client(Role.ADMINISTRATOR).get(path).json["risk_looks"]
		assert [(one["level"], one["staff_name"]) for one in looks] == [
			("HIGH", "marketing_head"), ("LOW", "advisor"),
		]  # fmt: skip

	def test_an_advisor_sees_the_level_but_no_score(self, world: CampaignsWorld) -> None:
		customer_id = call_one(world)
		told = world.open_client(Role.ADVISOR).get(f"/v1/customers/{customer_id}/activity").json
		assert [(one["level"], one["score"]) for one in told["risk_looks"]] == [("LOW", None)]

	def test_somebody_who_was_never_called_is_in_the_campaign_only(
		self, world: CampaignsWorld
	) -> None:
		start_campaign(world, members=2, assigned=1)
		head = world.open_client(Role.MARKETING_HEAD)
		told = [head.get(f"/v1/customers/{number}/activity").json for number in (1, 2, 3)]
		assert [len(one["places"]) for one in told] == [1, 1, 0]
		assert [one["calls"] for one in told] == [[], [], []]

	def test_an_objection_is_told(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1)
		payload = {"customer_id": 1, "email": "persona1@example.com", "campaign_id": None}
		follow(world, EventName.RECIPIENT_UNSUBSCRIBED, payload)
		told = world.open_client(Role.ADMINISTRATOR).get("/v1/customers/1/activity").json
		assert [(one["channel"], one["source"]) for one in told["objections"]] == [
			("email", "baja")
		]
		assert told["places"][0]["may_email"] is False


class TestHoldings:
	@pytest.mark.covers("R44")
	def test_everything_held_is_told_in_words(self, world: CampaignsWorld) -> None:
		customer_id = call_one(world)
		path = f"/v1/customers/{customer_id}/holdings"
		told = world.open_client(Role.ADMINISTRATOR).get(path).json
		assert told["service"] == "campaigns"
		assert [one["title"] for one in told["sections"]] == [
			"Copias en las audiencias de campañas", "Cola de llamadas", "Llamadas",
			"Consultas de riesgo",
		]  # fmt: skip
		copy = told["sections"][0]
		values = dict(zip(copy["columns"], copy["rows"][0], strict=True))
		assert values["Nombre"] == f"Persona Sintética {customer_id}"
		assert (values["Campaña"], values["Permite correo"]) == ("Plan hogar", "sí")

	def test_looks_and_files_that_name_no_customer_are_told_of_their_person(
		self, world: CampaignsWorld
	) -> None:
		member = make_members(1)[0]
		world.customers.members = [(*member[:3], "1710034065", *member[4:])]
		world.build_audience(int(world.make_campaign()["id"]))
		head = world.open_client(Role.MARKETING_HEAD)
		assert look_up(head).status_code == 200
		run(world, send_file(head, "cedula\n1710034065\n")["id"], head)
		path = "/v1/customers/1/holdings"
		told = world.open_client(Role.ADMINISTRATOR).get(path).json["sections"]
		counts = {one["title"]: len(one["rows"]) for one in told}
		assert counts["Consultas de riesgo"] == counts["Revisiones de riesgo"] == 1

	@pytest.mark.parametrize("role", [Role.ADVISOR, Role.MARKETING_HEAD])
	def test_only_administrators_have_it_told(self, world: CampaignsWorld, role: Role) -> None:
		assert world.open_client(role).get("/v1/customers/1/holdings").status_code == 403

	def test_of_a_stranger_nothing_is_held(self, world: CampaignsWorld) -> None:
		told = world.open_client(Role.ADMINISTRATOR).get("/v1/customers/9/holdings").json
		assert told["sections"] == []


def call_one(world: CampaignsWorld) -> int:
	"""Call one customer after a look at the risk; return who it was."""
	start_campaign(world, members=1, assigned=1)
	advisor = world.open_client(Role.ADVISOR)
	lease = take_next(advisor)
	advisor.post("/v1/desk/risk", json={"lease_token": lease["lease_token"]})
	assert record(advisor, lease, "SALE").status_code == 200
	return int(lease["customer"]["customer_id"])


def follow(world: CampaignsWorld, name: EventName, payload: dict[str, Any]) -> None:
	"""Do what the consumer does with an event."""
	with world.wiring.database.open_session() as session:
		wiring = world.wiring
		subscriptions = wiring.list_subscriptions()
		hand_event(session, subscriptions, name, payload)
