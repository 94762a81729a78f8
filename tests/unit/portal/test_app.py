"""The app as a whole: headers, access, the start."""

import pytest

from chasqui.kernel.config.settings import Environment
from portal.app import create_app
from portal.config import PortalConfig


class TestHeaders:
	def test_pages_carry_the_strict_policy(self) -> None:
		policy = create_app().test_client().get("/ingreso").headers["Content-Security-Policy"]
		assert "default-src 'none'" in policy
		assert "script-src 'self'" in policy
		assert "unsafe" not in policy
		assert "frame-ancestors 'none'" in policy

	def test_private_pages_are_not_kept(self) -> None:
		answer = create_app().test_client().get("/ingreso")
		assert answer.headers["Cache-Control"] == "no-store"

	def test_built_files_are_kept_for_a_year(self) -> None:
		client = create_app().test_client()
		page = client.get("/ingreso").text
		path = page.split('<link rel="stylesheet" href="')[1].split('"')[0]
		assert "immutable" in client.get(path).headers["Cache-Control"]

	def test_browsers_find_our_sign_unasked(self) -> None:
		answer = create_app().test_client().get("/favicon.ico")
		assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")

	def test_cookies_are_secure_behind_https(self) -> None:
		config = PortalConfig(public_url="https://example.com")
		cookie = create_app(config).test_client().get("/ingreso").headers["Set-Cookie"]
		assert "Secure" in cookie
		assert "HttpOnly" in cookie
		assert "SameSite=Lax" in cookie


class TestAccess:
	def test_every_page_says_whose_it_is(self) -> None:
		app = create_app()
		open_views = [
			rule.endpoint
			for rule in app.url_map.iter_rules()
			if getattr(app.view_functions[rule.endpoint], "access", None) is None
		]
		assert open_views == []

	def test_who_has_not_signed_in_is_led_to_the_sign_in_and_back(self) -> None:
		answer = create_app().test_client().get("/campanas/?phase=paused")
		assert answer.status_code == 303
		assert answer.location == "/ingreso?next=/campanas/?phase%3Dpaused"

	def test_a_part_of_a_page_says_so_and_leaves_the_page_where_it_is(self) -> None:
		headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/campanas/1/correo/"}
		answer = create_app().test_client().get("/campanas/1/correo/1/progreso", headers=headers)
		assert answer.status_code == 401
		assert "HX-Redirect" not in answer.headers
		assert "Su sesión terminó" in answer.text
		assert 'href="/ingreso?next=/campanas/1/correo/"' in answer.text

	def test_only_the_unsubscription_needs_no_form_token(self) -> None:
		app = create_app()
		exempt = [
			name for name, view in app.view_functions.items()
			if getattr(view, "is_csrf_exempt", False)
		]  # fmt: skip
		assert exempt == ["unsubscribe.unsubscribe"]

	def test_a_page_that_is_not_there_is_a_kind_404(self) -> None:
		answer = create_app().test_client().get("/nada")
		assert answer.status_code == 404
		assert "No encontramos esa página" in answer.text


class TestStart:
	def test_production_refuses_the_development_key(self) -> None:
		with pytest.raises(ValueError, match="SESSION_KEY"):
			PortalConfig(
				environment=Environment.PRODUCTION, client_secret="Uf2-nB7x_Qe9sLd4Zr8kVt1wYp6mHc3J"
			)

	def test_it_is_alive_and_ready(self) -> None:
		client = create_app().test_client()
		assert client.get("/healthz").json == {"status": "ok"}
		assert client.get("/readyz").status_code == 200
