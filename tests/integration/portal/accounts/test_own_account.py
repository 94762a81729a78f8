"""«Mi cuenta»: who one is, the password, the sessions."""

import pytest

from tests.support.fakes.accounts import EASY, HERE, THERE
from tests.support.fakes.staff import PASSWORD
from tests.support.portal_world import PortalWorld, Visitor

HOME, CHANGE = "/mi-cuenta/", "/mi-cuenta/contrasena"
NEW = " cuatro nubes verdes bailan "


@pytest.fixture
def asesora(portal: PortalWorld) -> Visitor:
	return portal.open("asesora")


class TestProfile:
	def test_it_tells_who_one_is(self, asesora: Visitor) -> None:
		page = asesora.get(HOME).text
		for told in ("Asesoría de Prueba", "asesora", "@<wbr>example.com", "Asesoría de ventas"):
			assert told in page
		assert 'href="/mi-cuenta/"' in asesora.get("/").text

	def test_a_service_that_is_down_says_so(self, portal: PortalWorld, asesora: Visitor) -> None:
		portal.world.down.add("campaigns")
		answer = asesora.get(HOME)
		assert answer.status_code == 200
		assert answer.text.count("no está disponible") == 3


class TestPassword:
	def test_it_is_changed_as_typed(self, portal: PortalWorld, asesora: Visitor) -> None:
		sent = asesora.send(CHANGE, page=CHANGE, password=PASSWORD, new_password=NEW)
		assert sent.location == HOME
		assert portal.world.team.passwords == [("asesora", NEW)]
		assert "Cambió su contraseña" in asesora.get(HOME).text

	@pytest.mark.parametrize(
		("present", "new", "field"),
		[("no es", NEW, "password"), (PASSWORD, EASY, "new_password"), ("", NEW, "password"),
		(PASSWORD, "", "new_password")],
	)  # fmt: skip
	def test_what_is_wrong_is_told_and_nothing_shown_again(
		self, portal: PortalWorld, asesora: Visitor, present: str, new: str, field: str
	) -> None:
		answer = asesora.send(CHANGE, page=CHANGE, password=present, new_password=new)
		assert answer.status_code == 422
		assert f'id="{field}-error"' in answer.text
		assert NEW not in answer.text
		assert EASY not in answer.text
		assert portal.world.team.passwords == []

	def test_a_lockout_tells_how_long(self, portal: PortalWorld, asesora: Visitor) -> None:
		portal.world.factors.locked = True
		answer = asesora.send(CHANGE, page=CHANGE, password=PASSWORD, new_password=NEW)
		assert answer.status_code == 429
		assert "Espere 2 minutos" in answer.text


class TestSessions:
	def test_they_are_told_with_their_machine(self, asesora: Visitor) -> None:
		page = asesora.get(HOME).text
		assert "Firefox en Linux" in page
		assert "Equipo desconocido" in page
		assert page.count("Esta sesión") == 1
		assert f"/sesiones/{HERE}/cerrar" not in page

	def test_one_is_ended(self, portal: PortalWorld, asesora: Visitor) -> None:
		way = f"/mi-cuenta/sesiones/{THERE}/cerrar"
		assert way in asesora.get(HOME).text
		assert asesora.send(way, page=HOME).location == HOME
		assert list(portal.world.team.sessions) == [HERE]
		asesora.send(way, page=HOME)
		assert "No existe esa sesión" in asesora.get(HOME).text

	def test_all_others_are_ended(self, portal: PortalWorld, asesora: Visitor) -> None:
		asesora.send("/mi-cuenta/sesiones/cerrar-otras", page=HOME)
		assert list(portal.world.team.sessions) == [HERE]
		assert "Cerrar todas las demás" not in asesora.get(HOME).text
