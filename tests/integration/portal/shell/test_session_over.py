"""A form that is sent when the session is over: what was typed comes back, secrets do not."""

import re
from pathlib import Path

import portal as portal_package
from portal.session.cookie import SESSION_COOKIE
from portal.session.kept_form import SECRET_FIELDS
from tests.support.portal_world import PortalWorld, Visitor

HERE = {"Origin": "http://localhost", "Referer": "http://localhost/clientes/nuevo?volver=1"}
TYPED = {"first_name": "Ana <b>", "tags": ["uno", "dos"], "version": "3"}
PATH = "/clientes/nuevo"
FOLDER = Path(portal_package.__file__ or "").parent


def lose_session(visitor: Visitor) -> None:
	visitor.client.delete_cookie(SESSION_COOKIE)


class TestKeptForm:
	def test_what_was_typed_stands_in_the_answer(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		lose_session(visitor)
		answer = visitor.client.post(PATH, data=TYPED, headers=HERE)
		assert answer.status_code == 401
		assert "Su sesión terminó" in answer.text
		assert "Ana &lt;b&gt;</textarea>" in answer.text
		assert answer.text.count('<textarea name="tags"') == 2
		assert 'data-page="/clientes/nuevo?volver=1"' in answer.text
		assert "/ingreso?next=/clientes/nuevo?volver%3D1" in answer.text.replace("%2F", "/")

	def test_a_form_with_a_file_keeps_its_texts(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		lose_session(visitor)
		data = {"name": "Lista de mayo", "file": (FOLDER.joinpath("app.py").open("rb"), "a.csv")}
		answer = visitor.client.post("/importaciones/", data=data, headers=HERE)
		assert "Lista de mayo</textarea>" in answer.text
		assert "los archivos hay que ponerlos de nuevo" in answer.text
		assert "create_app" not in answer.text

	def test_secrets_are_never_written_back(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		lose_session(visitor)
		typed = {"password": "muy-secreta-1", "new_password": "muy-secreta-2", "csrf_token": "x-9"}
		answer = visitor.client.post("/mi-cuenta/contrasena", data=typed, headers=HERE)
		assert answer.status_code == 401
		assert "muy-secreta" not in answer.text
		assert "x-9" not in answer.text

	def test_nothing_is_kept_of_what_another_site_sent(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		lose_session(visitor)
		for origin in ({}, {"Origin": "https://example.com"}, {"Origin": "null"}):
			answer = visitor.client.post(PATH, data=TYPED, headers=origin)
			assert answer.status_code == 401
			assert "Ana" not in answer.text

	def test_a_form_of_an_earlier_session_is_shown_again(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		answer = visitor.client.post(PATH, data={**TYPED, "csrf_token": "old"}, headers=HERE)
		assert answer.status_code == 403
		assert "Su sesión cambió" in answer.text
		assert "Ana &lt;b&gt;</textarea>" in answer.text

	def test_every_field_for_a_secret_is_known(self) -> None:
		asked = set()
		for path in [*FOLDER.glob("*/templates/**/*.html"), *FOLDER.glob("*/**/*.py")]:
			text = path.read_text("utf-8")
			asked |= set(re.findall(r'forms\.password\(form, "(\w+)"|Secret\(\s*"(\w+)"', text))
		names = {one for pair in asked for one in pair if one}
		assert names
		assert names <= SECRET_FIELDS


class TestGoingOn:
	def test_a_page_learns_who_is_in_and_the_token(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		told = visitor.client.get("/ingreso/sesion").get_json()
		assert told == {"person": 3, "csrf": visitor.read_token("/clientes/nuevo")}
		lose_session(visitor)
		assert visitor.client.get("/ingreso/sesion").status_code == 401

	def test_who_signs_in_beside_it_is_told_to_go_back(self, portal: PortalWorld) -> None:
		assert portal.open().get("/ingreso/listo").location == "/ingreso?next=/ingreso/listo"
		assert "siga en la que estaba" in portal.open("admin").get("/ingreso/listo").text
