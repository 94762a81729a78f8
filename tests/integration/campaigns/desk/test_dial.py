"""At dial time it is looked once more whether somebody may be called; a refusal says why."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from campaigns.audiences.models import AudienceMemberRow
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.hours import USUAL_HOURS
from chasqui.kernel.clock import freeze_clock, read_now
from tests.integration.campaigns.desk.test_desk import assign, record, start_campaign, take_next
from tests.integration.campaigns.hours.test_hours import MONDAY
from tests.integration.campaigns.rules.test_rules import set_rules
from tests.support.campaigns_world import CampaignsWorld


def dial(client: Any, lease: dict[str, Any]) -> Any:
	return client.post("/v1/desk/dial", json={"lease_token": lease["lease_token"]})


def refuse(client: Any, lease: dict[str, Any], code: str) -> str:
	"""Return why a number is not to be called."""
	answer = dial(client, lease)
	assert (answer.status_code, answer.json["code"]) == (409, code), answer.json
	return str(answer.json["detail"])


@pytest.mark.covers("K27")
class TestDial:
	def test_the_number_is_given_to_who_holds_the_customer(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=2, assigned=1)
		assign(world, campaign_id, "segundo", 1)
		advisor, other = (world.open_client(Role.ADVISOR, one) for one in ("advisor", "segundo"))
		lease = take_next(advisor)
		assert dial(advisor, lease).json == {
			"phone": lease["customer"]["phone"],
			"attempt": None,
		}
		assert "ya no es suyo" in refuse(other, lease, "lease_lost")

	def test_what_has_changed_since_the_lease_is_said(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		world.move(campaign_id, "paused")
		assert "ya no está en ejecución" in refuse(advisor, lease, "not_running")
		world.move(campaign_id, "in_execution")
		change_member(world, phone=None)
		assert "ya no se tiene un teléfono" in refuse(advisor, lease, "no_phone")
		change_member(world, may_phone=False)
		assert "ya no acepta llamadas" in refuse(advisor, lease, "objected")

	def test_the_hour_is_said(self, world: CampaignsWorld) -> None:
		world.set_hours(USUAL_HOURS)
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		with freeze_clock(MONDAY):
			lease = take_next(advisor)
			assert dial(advisor, lease).status_code == 200
		with freeze_clock(MONDAY + timedelta(hours=8)):
			text = refuse(advisor, lease, "outside_hours")
		assert f"{MONDAY + timedelta(days=1):%d/%m/%Y} a las 09:00" in text

	def test_how_often_it_was_called_is_said(self, world: CampaignsWorld) -> None:
		set_rules(world, attempts_a_day=5, attempts_in_all=9)
		start_campaign(world, members=1, assigned=1)
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		record(advisor, take_next(advisor), "NO_ANSWER")
		lease = take_next(advisor)
		assert dial(advisor, lease).status_code == 200
		set_rules(world, attempts_a_day=1, attempts_in_all=9)
		assert "Intentos a este teléfono en 24 horas: 1" in refuse(advisor, lease, "in_a_day")
		set_rules(world, attempts_a_day=1, attempts_in_all=1)
		assert "todos los que las reglas permiten" in refuse(advisor, lease, "in_all")

	def test_what_was_promised_is_dialled_all_the_same(self, world: CampaignsWorld) -> None:
		set_rules(world, attempts_a_day=1, attempts_in_all=1)
		start_campaign(world, members=1, assigned=1)
		advisor, at = world.open_client(Role.ADVISOR), read_now() + timedelta(hours=1)
		record(advisor, take_next(advisor), "CALLBACK_OWN", callback_at=at.isoformat())
		with freeze_clock(at + timedelta(minutes=1)):
			assert dial(advisor, take_next(advisor)).status_code == 200


def change_member(world: CampaignsWorld, **values: Any) -> None:
	with world.wiring.database.open_session() as session:
		session.execute(update(AudienceMemberRow).values(**values))
