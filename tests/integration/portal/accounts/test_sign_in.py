"""The way in, the way out, and what lies between them."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.app import trust_proxies
from portal.session import watch
from portal.session.cookie import SESSION_COOKIE, Sealer
from tests.support.fakes.staff import PASSWORD
from tests.support.portal_world import PortalWorld, Visitor


def hurry_session(portal: PortalWorld, visitor: Visitor, seconds_left: int) -> None:
	"""Make the access token of a visitor end in so many seconds."""
	sealer: Sealer = portal.app.session_interface.sealer
	cookie = visitor.client.get_cookie(SESSION_COOKIE)
	assert cookie is not None
	document = sealer.open(cookie.value)
	document["ends_at"] = int(time.time()) + seconds_left
	visitor.client.set_cookie(SESSION_COOKIE, sealer.seal(document))


@pytest.mark.covers("K33")
class TestSignIn:
	def test_each_role_sees_its_own_pages(self, portal: PortalWorld) -> None:
		expected = {
			"jefa": (200, 403, 403), "asesora": (403, 200, 403), "admin": (200, 403, 200),
		}  # fmt: skip
		for username, statuses in expected.items():
			visitor = portal.open(username)
			pages = ("/campanas/", "/mesa/", "/importaciones/")
			assert tuple(visitor.get(page).status_code for page in pages) == statuses

	def test_a_wrong_password_does_not_say_what_was_wrong(self, portal: PortalWorld) -> None:
		for username in ("jefa", "nadie"):
			answer = portal.open().send("/ingreso", username=username, password="equivocada")
			assert answer.status_code == 401
			assert "El usuario o la contraseña no son correctos" in answer.text

	def test_a_lockout_tells_how_long(self, portal: PortalWorld) -> None:
		portal.world.locked_out = True
		answer = portal.open().send("/ingreso", username="jefa", password=PASSWORD)
		assert answer.status_code == 429
		assert "Espere 2 minutos" in answer.text

	def test_it_leads_to_where_the_person_was_going(self, portal: PortalWorld) -> None:
		fields = {"username": "jefa", "password": PASSWORD, "next": "/disenos/"}
		assert portal.open().send("/ingreso", **fields).location == "/disenos/"

	@pytest.mark.parametrize("way", ["//example.com/", "/\t/evil.example/x", "/\\evil.example"])
	def test_it_leads_nowhere_else(self, portal: PortalWorld, way: str) -> None:
		fields = {"username": "jefa", "password": PASSWORD, "next": way}
		assert portal.open().send("/ingreso", **fields).location == "/"

	def test_a_service_that_is_down_is_told_kindly(self, portal: PortalWorld) -> None:
		portal.world.down.add("campaigns")
		answer = portal.open().send("/ingreso", username="jefa", password=PASSWORD)
		assert answer.status_code == 503
		assert "El ingreso no responde por ahora" in answer.text

	@pytest.mark.parametrize("token", [{}, {"csrf_token": ""}, {"csrf_token": "-"}])
	def test_a_form_without_its_token_is_refused(
		self, portal: PortalWorld, token: dict[str, str]
	) -> None:
		fields = {"username": "jefa", "password": PASSWORD, **token}
		answer = portal.open().client.post("/ingreso", data=fields)
		assert answer.status_code == 403


class TestMachine:
	def test_the_mark_of_the_machine_comes_back_and_the_password_as_typed(
		self, portal: PortalWorld
	) -> None:
		visitor = portal.open("jefa")
		visitor.send("/salir", page="/")
		mark = visitor.client.get_cookie("chasqui_device", path="/ingreso")
		assert mark is not None
		assert mark.http_only
		visitor.send("/ingreso", username=" jefa ", password=" con espacios ")
		last = portal.world.sign_ins[-1]
		assert (last.username, last.password) == ("jefa", " con espacios ")
		assert (last.address, last.device) == ("127.0.0.1", "device-of-1")

	@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "203.0.113.9")])
	def test_only_our_own_proxies_say_where_people_come_from(
		self, portal: PortalWorld, proxies: int, seen: str
	) -> None:
		trust_proxies(portal.app, proxies)
		visitor = portal.open()
		fields = {"username": "jefa", "password": "x", "csrf_token": visitor.read_token("/ingreso")}
		told = {"X-Forwarded-For": "192.0.2.1, 203.0.113.9"}
		visitor.client.post("/ingreso", data=fields, headers=told)
		assert portal.world.sign_ins[-1].address == seen


class TestSignOut:
	def test_it_ends_the_session_here_and_there(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert visitor.send("/salir", page="/").location == "/ingreso"
		assert visitor.get("/campanas/").status_code == 303
		assert len(portal.world.refreshes) == 1

	def test_it_works_while_campaigns_is_down(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		token = visitor.read_token("/")
		portal.world.down.add("campaigns")
		assert visitor.client.post("/salir", data={"csrf_token": token}).status_code == 303
		assert visitor.get("/campanas/").status_code == 303


class TestEndedElsewhere:
	def test_an_old_cookie_opens_no_page(
		self, portal: PortalWorld, monkeypatch: pytest.MonkeyPatch
	) -> None:
		monkeypatch.setattr(watch, "CACHE_SECONDS", 0.0)
		visitor = portal.open("admin")
		cookie = visitor.client.get_cookie(SESSION_COOKIE)
		assert cookie is not None
		portal.world.sessions_ended = True
		for path in list_private_paths(portal):
			client = portal.app.test_client()
			client.set_cookie(SESSION_COOKIE, cookie.value)
			answer = client.get(path)
			assert answer.status_code in (303, 404, 405), path
			if answer.status_code == 303:
				assert answer.location.startswith("/ingreso"), path

	def test_a_silent_campaigns_signs_nobody_out(
		self, portal: PortalWorld, monkeypatch: pytest.MonkeyPatch
	) -> None:
		monkeypatch.setattr(watch, "CACHE_SECONDS", 0.0)
		visitor = portal.open("admin")
		portal.world.down.add("campaigns")
		assert visitor.get("/clientes/").status_code == 200


def list_private_paths(portal: PortalWorld) -> list[str]:
	"""Return an address of every page that is for people who signed in."""
	views = portal.app.view_functions
	rules = [
		rule
		for rule in portal.app.url_map.iter_rules()
		if "GET" in (rule.methods or ()) and not views[rule.endpoint].access.is_public
	]
	assert len(rules) > 40
	return [re.sub(r"<[^>]+>", "1", rule.rule) for rule in rules]


class TestRenewal:
	def test_a_token_near_its_end_is_renewed_unseen(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		hurry_session(portal, visitor, 30)
		assert visitor.get("/campanas/").status_code == 200
		assert visitor.get("/campanas/").status_code == 200
		assert len(portal.world.refreshes) == 1

	def test_parallel_requests_renew_once_and_all_go_through(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		hurry_session(portal, visitor, 30)
		cookie = visitor.client.get_cookie(SESSION_COOKIE)
		assert cookie is not None

		def ask(_number: int) -> int:
			client = portal.app.test_client()
			client.set_cookie(SESSION_COOKIE, cookie.value)
			return client.get("/campanas/").status_code

		with ThreadPoolExecutor(6) as pool:
			assert set(pool.map(ask, range(6))) == {200}
		assert len(portal.world.refreshes) == 1

	def test_a_spent_refresh_token_leads_to_the_sign_in(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		hurry_session(portal, visitor, -5)
		sealer: Sealer = portal.app.session_interface.sealer
		cookie = visitor.client.get_cookie(SESSION_COOKIE)
		assert cookie is not None
		portal.world.refreshes.append(sealer.open(cookie.value)["refresh"])
		assert visitor.get("/campanas/").location.startswith("/ingreso")

	def test_a_token_that_still_holds_outlives_a_down_time(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		hurry_session(portal, visitor, 30)
		portal.world.down.add("campaigns")
		assert visitor.get("/clientes/").status_code == 200
