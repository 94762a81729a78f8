"""Designs that people bring as files, and tags of other mailers in them."""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from chasqui.contracts.access import Role, Scope
from mailer.app.web import create_app
from mailer.config import SAMPLE_POSTAL_ADDRESS, MailerConfig
from tests.support.pictures import paint
from tests.support.tokens import TokenMaker

TOLD = {"name": "Mi diseño", "subject": "Hola"}
PICTURE = re.compile(r'src="http://[^"]+/correo/imagenes/([0-9a-f]{64})\.png"')


def send(client: Any, file_name: str, data: bytes, **told: str) -> Any:
	query = {**TOLD, **told, "file_name": file_name}
	return client.post("/v1/design-files", query_string=query, data=data)


@pytest.mark.covers("K17")
class TestFiles:
	def test_it_comes_with_its_pictures_which_the_portal_shows(
		self, client: Any, tokens: TokenMaker
	) -> None:
		file = io.BytesIO()
		with zipfile.ZipFile(file, "w") as archive:
			archive.writestr("a.html", '<body><p>Señora</p><img src="b/a.png" alt="a"></body>')
			archive.writestr("b/a.png", paint("PNG"))
		names = ("Uno solo", "Otro más")
		answers = [send(client, "a.zip", file.getvalue(), name=name) for name in names]
		assert [answer.status_code for answer in answers] == [201, 201]
		(digest,) = {name for one in answers for name in PICTURE.findall(one.json["html"])}
		address = f"/v1/design-pictures/{digest}"
		assert client.get(address).status_code == 403
		token = tokens.make_service_token("mailer", [Scope.MAIL_PICTURES])
		client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
		shown = client.get(address)
		assert (shown.status_code, shown.mimetype) == (200, "image/png")
		assert hashlib.sha256(shown.data).hexdigest() == digest
		assert client.get(f"/v1/design-pictures/{'0' * 64}").status_code == 404

	def test_a_page_is_read_in_its_charset(self, client: Any) -> None:
		page = "<meta charset=windows-1252><body>Señora</body>".encode("windows-1252")
		assert "Señora" in send(client, "a.html", page).json["text"]

	@pytest.mark.parametrize(
		("file_name", "data", "status", "code"),
		[
			("a.html", "<p>Señora".encode("cp1252"), 422, "not_decodable"),
			("a.eml", b"<p>Hola", 422, "saved_mail"),
			("a.docx", b"<p>Hola", 422, "unknown_kind"),
			("a.zip", b"<p>Hola", 422, "bad_zip"),
			("a.mjml", b"<mjml>", 422, "bad_mjml"),
			("a.html", b"<p>" + b"x" * 1_500_000, 413, "design_too_large"),
			("a.zip", b"x" * 8_100_000, 413, "file_too_large"),
		],
	)
	def test_what_is_no_design_is_refused(
		self, client: Any, file_name: str, data: bytes, status: int, code: str
	) -> None:
		answer = send(client, file_name, data)
		assert (answer.status_code, answer.json["code"]) == (status, code)


def test_an_installation_without_a_postal_address_is_told(
	make_config: Callable[..., MailerConfig], tokens: TokenMaker
) -> None:
	head = {"Authorization": f"Bearer {tokens.make_staff_token('mailer', Role.MARKETING_HEAD)}"}
	for address, is_told in (("", True), (SAMPLE_POSTAL_ADDRESS, True), ("Av. Uno, Quito", False)):
		config = make_config(smtp_is_local_mailbox=False, company_postal_address=address)
		app = create_app(config)
		design = app.test_client().get("/v1/designs/1", headers=head).json
		assert any("dirección postal" in note for note in design["notes"]) is is_told
		assert app.database is not None
		app.database.close()


class TestForeignTags:
	def test_tags_of_another_mailer_become_our_fields_in_a_new_version(self, client: Any) -> None:
		html = '<body><p>Hola *|FNAME|*, %SALDO%</p><a href="*|UNSUB|*">Baja</a></body>'
		body = {"name": "Ajeno", "subject": "{$name}, una noticia", "html": html}
		design = client.post("/v1/designs", json=body).json
		assert design["foreign_tags"] == [
			{"written": "{$name}", "field": "nombre"},
			{"written": "*|FNAME|*", "field": "primer_nombre"},
			{"written": "%SALDO%", "field": None},
			{"written": "*|UNSUB|*", "field": "enlace_baja"},
		]
		path = f"/v1/designs/{design['id']}/foreign-tags"
		adopted = client.post(path, json={"version": 1}).json
		assert adopted["version"] == 2
		assert adopted["subject"] == "{{ nombre }}, una noticia"
		assert "Hola {{ primer_nombre }}, %SALDO%" in adopted["html"]
		assert adopted["html"].count("{{ enlace_baja }}") == 1  # ours made room for theirs
		assert adopted["foreign_tags"] == [{"written": "%SALDO%", "field": None}]
		assert client.post(path, json={"version": 1}).status_code == 409
		assert client.post(path, json={"version": 2}).status_code == 409
		assert client.get(f"/v1/designs/{design['id']}").json["version"] == 2

	def test_adopting_never_makes_a_subject_too_long(self, client: Any) -> None:
		subject = "*|FNAME|* " * 14
		body = {"name": "Ajeno", "subject": subject, "html": "<body>Hola</body>"}
		design_id = client.post("/v1/designs", json=body).json["id"]
		answer = client.post(f"/v1/designs/{design_id}/foreign-tags", json={"version": 1})
		assert (answer.status_code, answer.json["code"]) == (422, "invalid")
