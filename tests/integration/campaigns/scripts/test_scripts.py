"""What is said in calls: kept, previewed, and filled in at the desk (K27)."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from campaigns.audiences.models import AudienceMemberRow
from campaigns.scripts.domain import list_values
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.scripts import ADVISOR, OBJECTIVE, SCRIPT_FIELDS
from chasqui.contracts.mailer.greetings import complete_names
from tests.integration.campaigns.desk.test_desk import start_campaign, take_next
from tests.support.campaigns_world import CAMPAIGN, CampaignsWorld, make_members

WAY = "/v1/call-script"


def set_script(world: CampaignsWorld, body: str, campaign_id: int | None = None) -> Any:
	way = f"/v1/campaigns/{campaign_id}/call-script" if campaign_id else WAY
	head = world.open_client(Role.MARKETING_HEAD)
	version = head.get(way).json["version"]
	answer = head.put(way, json={"body": body, "version": version})
	assert answer.status_code == 200, answer.json
	return answer.json


def preview(world: CampaignsWorld, campaign_id: int, body: str, **more: Any) -> Any:
	head = world.open_client(Role.MARKETING_HEAD)
	way = f"/v1/campaigns/{campaign_id}/call-script/preview"
	return head.post(way, json={"body": body, **more})


@pytest.mark.covers("K27")
class TestKeeping:
	def test_it_is_changed_by_whom_has_read_it(self, world: CampaignsWorld) -> None:
		admin = world.open_client(Role.ADMINISTRATOR)
		assert admin.get(WAY).json["version"] == 0
		kept = admin.put(WAY, json={"body": " Hola, {{ nombre }} ", "version": 0}).json
		assert (kept["version"], kept["body"]) == (1, "Hola, {{ nombre }}")
		stale = admin.put(WAY, json={"body": "Otro", "version": 0})
		assert (stale.status_code, stale.json["code"]) == (409, "stale")
		assert world.open_client(Role.ADVISOR).get(WAY).status_code == 403

	def test_a_campaign_may_have_its_own(self, world: CampaignsWorld) -> None:
		campaign_id = world.make_campaign()["id"]
		way = f"/v1/campaigns/{campaign_id}/call-script"
		assert set_script(world, "Propio", campaign_id)["is_own"] is True
		head = world.open_client(Role.MARKETING_HEAD)
		assert head.get(WAY).json["is_own"] is False
		assert head.delete(way).status_code == 204
		assert head.get(way).json["is_own"] is False
		log = head.get(f"/v1/campaigns/{campaign_id}/log").json["items"]
		assert [one["fields"] for one in log if one["kind"] == "edited"] == [["call_script"]] * 2

	@pytest.mark.parametrize(
		("body", "text"),
		[
			("", "corto"),
			("   ", "corto"),
			("Hola, {{ apellido }}", "El campo «apellido» no existe"),
			("Baja: {{ enlace_baja }}", "El campo «enlace_baja» no existe"),
			("Hola, {{ nombre", "sin su pareja"),
			("x" * 4001, "4.000"),
		],
	)
	def test_what_would_be_read_wrong_is_refused(
		self, world: CampaignsWorld, body: str, text: str
	) -> None:
		answer = world.open_client(Role.ADMINISTRATOR).put(WAY, json={"body": body, "version": 0})
		assert answer.status_code == 422
		[error] = answer.json["errors"]
		assert (error["field"], text in error["message"]) == ("body", True), error


@pytest.mark.covers("K27")
class TestReading:
	def test_every_field_is_filled_at_the_desk(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		set_script(world, "|".join(f"{{{{ {name} }}}}" for name in SCRIPT_FIELDS), campaign_id)
		lease = take_next(world.open_client(Role.ADVISOR))
		filled = dict(zip(SCRIPT_FIELDS, lease["script"].split("|"), strict=True))
		assert filled["nombre"] == lease["customer"]["name"]
		assert filled["primer_nombre"] == "Persona"
		assert (filled["provincia"], filled["canton"]) == ("Pichincha", "Quito")
		assert filled["edad"] == str(lease["customer"]["age"])
		assert (filled["campana"], filled["objetivo"]) == (CAMPAIGN["name"], CAMPAIGN["objective"])
		assert (filled["asesor"], filled["empresa"]) == ("advisor", world.config.company_name)

	def test_without_one_there_is_a_usual_one(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		lease = take_next(world.open_client(Role.ADVISOR))
		assert f"¿hablo con {lease['customer']['name']}?" in lease["script"]
		assert CAMPAIGN["objective"] in lease["script"]
		assert "{{" not in lease["script"]

	def test_it_is_previewed_with_one_member_after_another(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=2)
		body = "Hola, {{ nombre | amigo }} de {{ objetivo }}"
		first = preview(world, campaign_id, body).json
		assert first["text"].startswith(f"Hola, {first['customer_name']} de")
		second = preview(world, campaign_id, body, after=first["customer_id"]).json
		assert second["customer_id"] > first["customer_id"]
		again = preview(world, campaign_id, body, after=second["customer_id"]).json
		assert again["customer_id"] == first["customer_id"]
		assert preview(world, campaign_id, "{{ otro }}").status_code == 422

	def test_without_an_audience_it_is_read_to_nobody(self, world: CampaignsWorld) -> None:
		campaign_id = world.make_campaign()["id"]
		told = preview(world, campaign_id, "Hola, {{ nombre | amigo }}").json
		assert (told["text"], told["customer_id"]) == ("Hola, amigo", None)

	@pytest.mark.covers("K16")
	def test_its_fields_say_of_a_member_what_those_of_a_mail_do(
		self, world: CampaignsWorld
	) -> None:
		changes = (
			{}, {5: "MARÍA JOSÉ", 4: "PEÑA ÑACATO MARÍA JOSÉ"}, {5: r"\N", 4: "Peña, José"},
			{1: "company", 2: "ruc", 4: "Firma Sintética", 5: r"\N", 6: "unknown", 7: r"\N"},
			{9: r"\N", 10: r"\N", 7: r"\N"}, {4: r"\N", 5: r"\N"},
		)  # fmt: skip
		rows = [list(row) for row in make_members(len(changes))]
		for row, changed in zip(rows, changes, strict=True):
			for place, value in changed.items():
				row[place] = value
		world.customers.members = [tuple(row) for row in rows]
		audience = world.build_audience(world.make_campaign()["id"])
		client = world.open_service_client("recipients:stream")
		stream = client.get(f"/v1/recipients/{audience['id']}?run_id=77").get_data(as_text=True)
		mailed = [json.loads(line.split("\t")[5]) for line in stream.splitlines()[:-1]]
		with world.wiring.database.open_session() as session:
			members = session.scalars(select(AudienceMemberRow).order_by("customer_id")).all()
			company = world.config.company_name
			names = {"campaign": CAMPAIGN["name"], "company": company}
			said = [list_values(one, objective="", advisor="", **names) for one in members]
		assert len(mailed) == len(said) == len(changes)
		for mail, script in zip(map(complete_names, mailed), said, strict=True):
			assert mail == {name: script[name] for name in mail}
			assert script.keys() - mail.keys() == {ADVISOR, OBJECTIVE}
