"""A design is changed as a new version; what a run sends stays what it was (K17)."""

from typing import Any

import pytest

from mailer.app.wiring import Wiring
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import open_run

HTML = "<body><p>Hola {{ primer_nombre }}</p></body>"


def upload(client: Any, name: str = "Mi diseño") -> Any:
	return client.post("/v1/designs", json={"name": name, "subject": "Hola", "html": HTML}).json


@pytest.mark.covers("K17")
class TestChanges:
	def test_each_part_is_changed_alone_and_the_rest_stays(self, client: Any) -> None:
		first = upload(client)
		path = f"/v1/designs/{first['id']}"
		named = client.patch(path, json={"version": 1, "name": "Otro nombre"}).json
		assert (named["name"], named["version"], named["html"]) == ("Otro nombre", 2, first["html"])
		assert named["notes"] == first["notes"]
		hailed = client.patch(path, json={"version": 2, "subject": "Hola, {{ nombre }}"}).json
		assert (hailed["name"], hailed["subject"]) == ("Otro nombre", "Hola, {{ nombre }}")
		assert "nombre" in hailed["merge_fields"]
		news = {"version": 3, "html": "<body><script>x()</script><p>Chao</p></body>"}
		turned = client.patch(path, json=news).json
		assert (turned["version"], turned["subject"]) == (4, "Hola, {{ nombre }}")
		assert "Chao" in turned["html"]
		assert "script" not in turned["html"]
		assert turned["changed_at"] >= turned["created_at"]

	def test_a_file_brings_the_page_too(self, client: Any) -> None:
		first = upload(client)
		query = {"version": 1, "file_name": "a.html"}
		path = f"/v1/designs/{first['id']}/files"
		changed = client.post(path, query_string=query, data=b"<body><p>De un archivo</p></body>")
		assert (changed.status_code, changed.json["version"]) == (200, 2)
		assert "De un archivo" in changed.json["text"]
		query = {"version": 2, "file_name": "a.docx"}
		assert client.post(path, query_string=query, data=b"x").json["code"] == "unknown_kind"

	def test_nothing_new_is_no_new_version(self, client: Any) -> None:
		first = upload(client)
		body = {"version": 1, "name": first["name"], "subject": first["subject"]}
		assert client.patch(f"/v1/designs/{first['id']}", json=body).json["version"] == 1

	def test_what_may_not_be_is_refused_and_loses_nothing(self, client: Any) -> None:
		first, other = upload(client), upload(client, "Otro")
		path = f"/v1/designs/{first['id']}"
		for body, status, code in (
			({"version": 1, "name": "OTRO"}, 409, "name_taken"),
			({"version": 7, "name": "Tercero"}, 409, "version_changed"),
			({"version": 1, "subject": "{{ saldo }}"}, 422, "merge_field"),
			({"version": 1, "html": "<script>x</script>"}, 422, "no_body"),
			({"name": "Sin versión"}, 422, "invalid"),
		):
			answer = client.patch(path, json=body)
			assert (answer.status_code, answer.json["code"]) == (status, code)
		assert client.get(path).json == first
		assert client.patch("/v1/designs/1", json={"version": 1, "name": "Mía"}).status_code == 409
		client.delete(f"/v1/designs/{other['id']}")
		archived = client.patch(f"/v1/designs/{other['id']}", json={"version": 1, "name": "Nuevo"})
		assert archived.json["code"] == "archived"

	def test_a_name_in_other_letters_is_still_its_own(self, client: Any) -> None:
		first = upload(client)
		body = {"version": 1, "name": first["name"].upper()}
		assert client.patch(f"/v1/designs/{first['id']}", json=body).status_code == 200

	def test_a_run_keeps_the_version_that_it_was_opened_with(
		self, client: Any, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		campaigns.rows = [{}]
		run_id = open_run(wiring, campaigns, 0)
		before = read_version(wiring, run_id)
		design_id = client.get(f"/v1/runs/{run_id}").json["design_id"]
		with wiring.database.open_session() as session:
			session.connection().exec_driver_sql(
				"UPDATE design SET kind = 'uploaded' WHERE id = %s", (design_id,)
			)
		version = client.get(f"/v1/designs/{design_id}").json["version"]
		news = {"version": version, "subject": "Otro asunto", "html": HTML}
		assert client.patch(f"/v1/designs/{design_id}", json=news).status_code == 200
		assert read_version(wiring, run_id) == before


def read_version(wiring: Wiring, run_id: int) -> tuple[Any, ...]:
	"""Return which version of its design a run sends, and under which subject."""
	query = "SELECT design_version_id, subject FROM run WHERE id = %s"
	with wiring.database.open_session() as session:
		return tuple(session.connection().exec_driver_sql(query, (run_id,)).one())
