"""«Equipo»: the administrator keeps the accounts of the team."""

import re
from html import unescape

import pytest

from chasqui.contracts.campaigns.accounts import AccountState
from tests.support.fakes.accounts import TOKEN
from tests.support.portal_world import PortalWorld, Visitor

LIST = "/equipo/"
ASESORA, ADMIN = 2, 3
NEW = {"username": "Nueva.Cuenta", "name": "Cuenta Nueva", "email": "", "roles": ["advisor"]}


@pytest.fixture
def admin(portal: PortalWorld) -> Visitor:
	return portal.open("admin")


class TestList:
	def test_it_is_the_administrator_s(self, portal: PortalWorld) -> None:
		for who in ("jefa", "asesora"):
			visitor = portal.open(who)
			paths = (LIST, f"{LIST}nueva", f"{LIST}2", f"{LIST}2/editar", f"{LIST}exportar.csv")
			assert {visitor.get(path).status_code for path in paths} == {403}
			assert f'href="{LIST}"' not in visitor.get("/").text
		assert f'href="{LIST}"' in portal.open("admin").get("/").text

	def test_it_is_searched_and_narrowed(self, admin: Visitor) -> None:
		page = admin.get(LIST).text
		assert "Persona Nueva" in page
		assert "Sin contraseña" in page
		assert "Persona Antigua" not in admin.get(f"{LIST}?q=nueva").text
		found = admin.get(f"{LIST}?state=disabled").text
		assert "Persona Antigua" in found
		assert "Persona Nueva" not in found
		assert "Ninguna cuenta coincide" in admin.get(f"{LIST}?q=nadie").text

	def test_it_leaves_as_a_file(self, admin: Visitor) -> None:
		answer = admin.get(f"{LIST}exportar.csv?state=active")
		assert answer.headers["Content-Disposition"] == 'attachment; filename="equipo.csv"'
		assert "exportar.xlsx?state=active" in unescape(admin.get(f"{LIST}?state=active").text)

	def test_a_service_that_is_down_says_so(self, portal: PortalWorld, admin: Visitor) -> None:
		portal.world.down.add("campaigns")
		assert "no está disponible" in admin.get(LIST).text


class TestAdding:
	def test_the_link_is_shown_once(self, portal: PortalWorld, admin: Visitor) -> None:
		answer = admin.send(f"{LIST}nueva", page=f"{LIST}nueva", **NEW)
		assert answer.status_code == 200
		assert f"http://localhost/clave/{TOKEN}" in answer.text
		assert "nueva.cuenta" in answer.text
		made = max(portal.world.team.accounts.values(), key=lambda one: one.id)
		assert (made.username, made.email, made.state) == (
			"nueva.cuenta", None, AccountState.INVITED
		)  # fmt: skip
		assert TOKEN not in admin.get(f"{LIST}{made.id}").text

	def test_sent_again_later_it_takes_no_password_away(
		self, portal: PortalWorld, admin: Visitor
	) -> None:
		fields = {**NEW, "nonce": "una-llave-de-prueba-y-larga"}
		assert admin.send(f"{LIST}nueva", page=f"{LIST}nueva", **fields).status_code == 200
		number = max(portal.world.team.accounts)
		portal.world.team.change(number, state=AccountState.ACTIVE)
		again = admin.send(f"{LIST}nueva", page=f"{LIST}nueva", **fields)
		assert again.location == f"{LIST}{number}"
		assert portal.world.team.accounts[number].state is AccountState.ACTIVE

	@pytest.mark.parametrize(
		("change", "field"),
		[({"username": "asesora"}, "username"), ({"username": "ñandú"}, "username"),
		({"email": "no es"}, "email"), ({"roles": []}, "roles"), ({"name": ""}, "name")],
	)  # fmt: skip
	def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(
		self, admin: Visitor, change: dict[str, object], field: str
	) -> None:
		answer = admin.send(f"{LIST}nueva", page=f"{LIST}nueva", **{**NEW, **change})
		assert answer.status_code == 422
		assert f'id="{field}-error"' in answer.text
		kept = "Cuenta Nueva" if field != "name" else "Nueva.Cuenta"
		assert f'value="{kept}"' in answer.text


class TestChanging:
	def test_name_roles_and_e_mail_change(self, portal: PortalWorld, admin: Visitor) -> None:
		way = f"{LIST}{ASESORA}/editar"
		fields = {"name": "Otro Nombre", "email": "", "roles": ["advisor", "supervisor"]}
		assert admin.send(way, page=way, **fields).location == f"{LIST}{ASESORA}"
		one = portal.world.team.accounts[ASESORA]
		assert (one.name, one.email, list(one.roles)) == (
			"Otro Nombre", None, ["advisor", "supervisor"]
		)  # fmt: skip

	def test_what_somebody_else_changed_is_told(self, portal: PortalWorld, admin: Visitor) -> None:
		way = f"{LIST}{ASESORA}/editar"
		version = re.search(r'name="version" value="([^"]+)"', admin.get(way).text)
		assert version
		portal.world.team.change(ASESORA, name="Cambiado Antes")
		fields = {"name": "Mío", "email": "", "roles": ["advisor"], "version": version[1]}
		answer = admin.send(way, page=way, **fields)
		assert answer.status_code == 422
		assert "Ahora dice «Cambiado Antes»" in answer.text
		assert 'data-put="name"' in answer.text
		assert 'value="Mío"' in answer.text

	def test_the_own_roles_are_not_asked(self, portal: PortalWorld, admin: Visitor) -> None:
		way = f"{LIST}{ADMIN}/editar"
		assert 'name="roles"' not in admin.get(way).text
		fields = {"name": "Mi Nombre", "email": "yo@example.com", "roles": ["advisor"]}
		sent = admin.send(way, page=way, **fields)
		assert sent.status_code == 303
		one = portal.world.team.accounts[ADMIN]
		assert (one.name, list(one.roles)) == ("Mi Nombre", ["administrator"])


class TestDeeds:
	@pytest.mark.parametrize(
		("what", "name", "value"),
		[("desactivar", "state", "disabled"), ("cerrar-sesiones", "sessions", 0),
		("segundo-factor", "has_second_factor", False)],
	)  # fmt: skip
	def test_each_is_asked_and_done(
		self, portal: PortalWorld, admin: Visitor, what: str, name: str, value: object
	) -> None:
		way = f"{LIST}{ASESORA}/{what}"
		assert way in admin.get(f"{LIST}{ASESORA}").text
		assert "de Asesoría de Prueba" in admin.get(way).text
		assert admin.send(way, page=way).location == f"{LIST}{ASESORA}"
		assert getattr(portal.world.team.accounts[ASESORA], name) == value
		assert "Asesoría de Prueba" in admin.get(f"{LIST}{ASESORA}").text

	def test_a_closed_account_is_opened_again(self, portal: PortalWorld, admin: Visitor) -> None:
		page = admin.get(f"{LIST}8").text
		assert f"{LIST}8/desactivar" not in page
		admin.send(f"{LIST}8/reactivar", page=f"{LIST}8/reactivar")
		assert portal.world.team.accounts[8].state is AccountState.ACTIVE

	def test_a_reset_shows_a_link(self, admin: Visitor) -> None:
		way = f"{LIST}{ASESORA}/contrasena"
		assert "deja de servir" in admin.get(way).text
		assert TOKEN in admin.send(way, page=way).text

	def test_the_own_account_is_for_the_own_page(self, admin: Visitor) -> None:
		page = admin.get(f"{LIST}{ADMIN}").text
		assert "/desactivar" not in page
		assert 'href="/mi-cuenta/"' in page
		way = f"{LIST}{ADMIN}/desactivar"
		admin.send(way, page=way)
		assert "Nadie puede desactivar" in admin.get(f"{LIST}{ADMIN}").text

	def test_nobody_is_a_page_that_is_not_there(self, admin: Visitor) -> None:
		assert admin.get(f"{LIST}999").status_code == 404
		assert admin.get(f"{LIST}2/borrar").status_code == 404


class TestLink:
	def test_its_token_leaves_the_address_and_the_password_is_chosen(
		self, portal: PortalWorld
	) -> None:
		visitor = portal.open()
		assert visitor.get(f"/clave/{TOKEN}").location == "/clave/"
		page = visitor.get("/clave/")
		assert page.status_code == 200
		assert "Persona Nueva" in page.text
		assert TOKEN not in page.text
		sent = visitor.send("/clave/", page="/clave/", password=" cuatro nubes verdes ")
		assert sent.location == "/ingreso"
		assert portal.world.team.passwords == [("nueva", " cuatro nubes verdes ")]
		assert "Su contraseña quedó guardada" in visitor.get("/ingreso").text
		assert visitor.get("/clave/").status_code == 401

	def test_an_easy_one_is_told_and_the_link_stays(self, portal: PortalWorld) -> None:
		visitor = portal.open()
		visitor.get(f"/clave/{TOKEN}")
		for password, told in (("password1234", "fácil de adivinar"), ("", "Falta este dato")):
			answer = visitor.send("/clave/", page="/clave/", password=password)
			assert answer.status_code == 422
			assert told in answer.text
			assert 'value="password1234"' not in answer.text
		assert visitor.get("/clave/").status_code == 200

	def test_one_that_serves_no_more_says_so(self, portal: PortalWorld) -> None:
		visitor = portal.open()
		for path in ("/clave/", "/clave/corto", f"/clave/{'x' * 40}"):
			answer = visitor.client.get(path, follow_redirects=True)
			assert answer.status_code == 401
			assert "ya no sirve" in answer.text
		visitor.get(f"/clave/{TOKEN}")
		token = visitor.read_token("/clave/")
		portal.world.team.link_serves = False
		late = visitor.client.post("/clave/", data={"csrf_token": token, "password": "a b c d e"})
		assert late.status_code == 401

	def test_a_service_that_is_down_loses_nothing(self, portal: PortalWorld) -> None:
		visitor = portal.open()
		visitor.get(f"/clave/{TOKEN}")
		portal.world.down.add("campaigns")
		answer = visitor.get("/clave/")
		assert answer.status_code == 503
		portal.world.down.clear()
		assert visitor.get("/clave/").status_code == 200
