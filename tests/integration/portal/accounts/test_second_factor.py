"""The second step of the sign-in, and «Mi cuenta»."""

import re
from html import unescape

import pytest
from werkzeug.test import TestResponse

from portal.session.cookie import SESSION_COOKIE, Sealer
from tests.support.fakes.second_factor import CODE, CODES, SECRET
from tests.support.fakes.staff import PASSWORD
from tests.support.portal_world import PortalWorld, Visitor

JEFA, ADMIN = 1, 3


@pytest.fixture
def jefa(portal: PortalWorld) -> Visitor:
	"""Somebody whose account asks for a code."""
	portal.world.factors.on.add(JEFA)
	return portal.open()


class TestSecondStep:
	def test_the_password_opens_nothing_yet(self, portal: PortalWorld, jefa: Visitor) -> None:
		assert send_password(jefa).location == "/ingreso/codigo"
		assert jefa.get("/").location.startswith("/ingreso")
		assert "access" not in read_cookie(portal, jefa)
		page = jefa.get("/ingreso/codigo").text
		assert 'autocomplete="one-time-code"' in page
		assert 'inputmode="numeric"' in page

	def test_the_code_opens_and_leads_on(self, portal: PortalWorld, jefa: Visitor) -> None:
		send_password(jefa, next="/disenos/")
		answer = jefa.send("/ingreso/codigo", page="/ingreso/codigo", code=" 123 456 ")
		assert (answer.status_code, answer.location) == (303, "/disenos/")
		assert jefa.get("/campanas/").status_code == 200
		mark = jefa.client.get_cookie("chasqui_device", path="/ingreso")
		assert mark is not None
		assert mark.value == "device-of-1"
		assert "ticket" not in str(read_cookie(portal, jefa))

	def test_it_leads_nowhere_else(self, jefa: Visitor) -> None:
		send_password(jefa, next="//example.com/")
		answer = jefa.send("/ingreso/codigo", page="/ingreso/codigo", code=CODE)
		assert answer.location == "/"

	def test_a_wrong_code_is_told_at_its_field_and_not_shown_again(self, jefa: Visitor) -> None:
		send_password(jefa)
		answer = jefa.send("/ingreso/codigo", page="/ingreso/codigo", code="654321")
		assert answer.status_code == 401
		assert "El código no es correcto, o ya se usó" in answer.text
		assert "654321" not in answer.text
		assert jefa.send("/ingreso/codigo", page="/ingreso/codigo", code="").status_code == 422

	def test_a_recovery_code_serves_too(self, jefa: Visitor) -> None:
		send_password(jefa)
		page = "/ingreso/codigo?recuperacion=1"
		assert "inputmode" not in jefa.get(page).text
		assert jefa.send(page, page=page, code=CODES[0]).status_code == 303

	def test_a_lockout_tells_how_long(self, portal: PortalWorld, jefa: Visitor) -> None:
		send_password(jefa)
		portal.world.factors.locked = True
		answer = jefa.send("/ingreso/codigo", page="/ingreso/codigo", code=CODE)
		assert answer.status_code == 429
		assert "Espere 2 minutos" in answer.text

	def test_a_late_code_leads_back_and_remembers_the_way(
		self, portal: PortalWorld, jefa: Visitor
	) -> None:
		send_password(jefa, next="/disenos/")
		portal.world.factors.late = True
		answer = jefa.send("/ingreso/codigo", page="/ingreso/codigo", code=CODE)
		assert answer.location == "/ingreso?next=/disenos/"
		assert "caducó" in jefa.get(answer.location).text
		assert jefa.get("/ingreso/codigo").location == "/ingreso"

	def test_a_service_that_is_down_is_told_kindly(
		self, portal: PortalWorld, jefa: Visitor
	) -> None:
		send_password(jefa)
		portal.world.down.add("campaigns")
		answer = jefa.send("/ingreso/codigo", page="/ingreso/codigo", code=CODE)
		assert answer.status_code == 503
		assert "El ingreso no responde por ahora" in answer.text

	@pytest.mark.parametrize("path", ["/ingreso/codigo", "/ingreso/configurar"])
	def test_without_a_password_there_is_no_second_step(
		self, portal: PortalWorld, path: str
	) -> None:
		visitor = portal.open()
		assert visitor.get(path).location == "/ingreso"
		assert visitor.send(path, code=CODE).location == "/ingreso"
		inside = portal.open("jefa")
		assert inside.get(path).location == "/"
		assert inside.get("/campanas/").status_code == 200


class TestDemanded:
	def test_it_is_set_up_before_anything_else(self, portal: PortalWorld) -> None:
		portal.world.factors.demanded.add(ADMIN)
		visitor = portal.open()
		assert send_password(visitor, "admin", next="/clientes/").location == "/ingreso/configurar"
		assert visitor.get("/clientes/").location.startswith("/ingreso")
		assert SECRET in read_secret(visitor.get("/ingreso/configurar").text)
		page = "/ingreso/configurar"
		wrong = visitor.send(page, page=page, code="000000")
		assert wrong.status_code == 422
		assert SECRET in read_secret(wrong.text)
		done = visitor.send(page, page=page, code=CODE)
		assert done.status_code == 200
		assert all(code in done.text for code in CODES)
		assert 'href="/clientes/"' in done.text
		assert SECRET not in str(read_cookie(portal, visitor))
		assert visitor.get("/clientes/").status_code == 200


class TestAccount:
	@pytest.mark.parametrize("who", ["jefa", "asesora", "admin"])
	def test_everybody_sets_one_up(self, portal: PortalWorld, who: str) -> None:
		visitor = portal.open(who)
		assert 'href="/mi-cuenta/"' in visitor.get("/mi-cuenta/").text
		begun = send(visitor, "/mi-cuenta/segundo-factor/empezar", password=PASSWORD)
		assert begun.location == "/mi-cuenta/segundo-factor"
		page = visitor.get("/mi-cuenta/segundo-factor").text
		assert SECRET in read_secret(page)
		assert '<svg aria-hidden="true"' in page
		wrong = send(visitor, "/mi-cuenta/segundo-factor", code="000000")
		assert "El código no es correcto" in wrong.text
		done = send(visitor, "/mi-cuenta/segundo-factor", code=CODE)
		assert all(code in done.text for code in CODES)
		assert SECRET not in str(read_cookie(portal, visitor))
		assert not any(code in str(read_cookie(portal, visitor)) for code in CODES)
		account = visitor.get("/mi-cuenta/").text
		assert "Encendido" in account
		assert "Quedan 10" in account
		assert visitor.get("/mi-cuenta/segundo-factor").location == "/mi-cuenta/"

	def test_a_wrong_password_sets_nothing_up(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		answer = send(visitor, "/mi-cuenta/segundo-factor/empezar", password="no es")
		assert answer.status_code == 422
		assert "La contraseña no es correcta" in answer.text
		assert "no es" not in re.findall(r'value="([^"]*)"', answer.text)
		empty = send(visitor, "/mi-cuenta/segundo-factor/empezar", password="")
		assert "Falta este dato" in empty.text
		portal.world.factors.locked = True
		locked = send(visitor, "/mi-cuenta/segundo-factor/empezar", password=PASSWORD)
		assert locked.status_code == 429
		assert "Espere 2 minutos" in locked.text

	@pytest.mark.parametrize("path", ["/mi-cuenta/codigos", "/mi-cuenta/segundo-factor/apagar"])
	def test_what_weakens_it_takes_password_and_code(self, portal: PortalWorld, path: str) -> None:
		visitor = portal.open("jefa")
		portal.world.factors.on.add(JEFA)
		right = {"password": PASSWORD, "code": CODE}
		for name in right:
			answer = send(visitor, path, **{**right, name: "no es"})
			assert (answer.status_code, f'id="{name}-error"' in answer.text) == (422, True)
		assert send(visitor, path, **right).status_code in (200, 303)
		assert (JEFA in portal.world.factors.on) is path.endswith("codigos")

	def test_what_changed_meanwhile_is_told(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		answer = send(visitor, "/mi-cuenta/codigos", password=PASSWORD, code=CODE)
		assert answer.location == "/mi-cuenta/"
		assert "No tiene un segundo factor" in visitor.get("/mi-cuenta/").text

	def test_who_must_have_one_is_told(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		portal.world.factors.on.add(ADMIN)
		portal.world.factors.demanded.add(ADMIN)
		assert "Su rol lo exige" in visitor.get("/mi-cuenta/").text

	def test_few_codes_are_told(self, portal: PortalWorld) -> None:
		portal.world.factors.on.add(JEFA)
		portal.world.factors.used += CODES[:9]
		visitor = portal.open()
		send_password(visitor)
		visitor.send("/ingreso/codigo", page="/ingreso/codigo", code=CODE)
		page = visitor.get("/mi-cuenta/").text
		assert "Queda 1<" in page
		assert "Le quedan pocos códigos" in page

	def test_a_service_that_is_down_says_so(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		portal.world.down.add("campaigns")
		assert "no está disponible" in visitor.get("/mi-cuenta/").text


def send_password(visitor: Visitor, username: str = "jefa", **more: str) -> TestResponse:
	return visitor.send("/ingreso", username=username, password=PASSWORD, **more)


def send(visitor: Visitor, path: str, **fields: str) -> TestResponse:
	return visitor.send(path, page="/mi-cuenta/", **fields)


def read_cookie(portal: PortalWorld, visitor: Visitor) -> dict[str, object]:
	"""Return what the session holds; a browser cannot read it."""
	sealer: Sealer = portal.app.session_interface.sealer
	cookie = visitor.client.get_cookie(SESSION_COOKIE)
	return sealer.open(cookie.value if cookie is not None else None)


def read_secret(page: str) -> str:
	"""Return the key that a page shows, without its groups."""
	found = re.search(r'class="secret-key"[^>]*>(.*?)</p>', page)
	assert found, page[-3000:]
	return re.sub(r"<[^>]+>|\s", "", unescape(found.group(1)))
