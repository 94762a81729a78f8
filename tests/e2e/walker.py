"""Walks through the portal in a browser, and minds what a person would not see at once."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request

from tests.support.fakes.staff import PASSWORD
from tests.support.portal_world import find_hidden

REPOSITORY = Path(__file__).resolve().parents[2]
AXE = REPOSITORY / "services/portal/frontend/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP, PHONE = (1366, 768), (360, 740)
# At once: in the middle of a transition there are colours of neither theme.
CHANGE_THEME = """theme => {
	document.documentElement.dataset.bsTheme = theme;
	document.getAnimations().filter(one => one instanceof CSSTransition)
		.forEach(one => one.finish());
}"""
# A page is shown before its scripts have bound their keys and buttons; who is quicker than them
# gets what a browser without scripts gets. Clicks wait for them here, and keys in `press`.
WAIT_FOR_SCRIPTS = """
	const still = new CSSStyleSheet();
	still.replaceSync("* { pointer-events: none !important }");
	document.adoptedStyleSheets = [still];
	addEventListener("DOMContentLoaded", () => { document.adoptedStyleSheets = []; });
"""
# What axe minds of colours; nothing else differs between the themes of a page.
COLOURS = ["color-contrast", "link-in-text-block"]
# A designed mail is shown in a sandbox; its own scripts being refused is not our console error.
# Chromium also logs the status of a form that was answered with what is wrong in it.
# A count that a newer one overtakes is given up, and htmx says so twice; what truly fails says
# «htmx:sendError», «htmx:timeout» or «htmx:responseError» besides, and those are heard.
GIVEN_UP = ("htmx:sendAbort", "htmx:afterRequest")
REFUSED = tuple(f"a status of {code}" for code in (401, 409, 422))
HARMLESS = ("Blocked script execution", *REFUSED, *GIVEN_UP)


class Walker:
	"""One person with one browser window at a time."""

	def __init__(self, browser: Browser, url: str) -> None:
		self._browser = browser
		self.url = url
		self.faults: list[str] = []
		self.context: BrowserContext | None = None
		self.page: Page  # from the first `open` on

	def open(
		self,
		username: str | None = None,
		*,
		at: str | None = "/",
		theme: str = "light",
		size: tuple[int, int] = DESKTOP,
	) -> Page:
		"""Return a page of a fresh window; if a name is given, signed in and `at` an address.

		`at` is None for who then goes elsewhere.
		"""
		if self.context is not None:
			self.context.close()
		self.context = self._browser.new_context(
			locale="es-EC",
			timezone_id="America/Guayaquil",
			viewport={"width": size[0], "height": size[1]},
			base_url=self.url,
		)
		self.context.add_cookies([{"name": "chasqui_theme", "value": theme, "url": self.url}])
		self.context.add_init_script(WAIT_FOR_SCRIPTS)
		self.page = self.context.new_page()
		self.page.on("console", self._hear)
		self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
		self.page.on("request", self._watch)
		if username:
			self.enter(username)
			if at is not None:
				self.page.goto(at)
		return self.page

	def enter(self, username: str) -> None:
		"""Get a session as the form of the sign-in does, without showing it: a second a test."""
		assert self.context is not None
		asked = self.context.request
		form = {
			"csrf_token": find_hidden(asked.get("/ingreso").text(), "csrf_token"),
			"username": username,
			"password": PASSWORD,
		}
		answer = asked.post("/ingreso", form=form, max_redirects=0)
		assert (answer.status, answer.headers.get("location")) == (303, "/")

	def sign_in(self, username: str, password: str = PASSWORD) -> None:
		"""Sign in by the page."""
		self.page.goto("/ingreso")
		self.fill_sign_in(username, password)

	def fill_sign_in(self, username: str, password: str = PASSWORD) -> None:
		"""Fill the sign-in that is shown."""
		self.page.get_by_label("Usuario").fill(username)
		self.page.get_by_label("Contraseña", exact=True).fill(password)
		self.page.get_by_role("button", name="Ingresar").click()

	def press(self, keys: str, *, on: Locator | None = None) -> None:
		"""Press keys where the focus is, or on an element, once the page's scripts listen."""
		self.page.wait_for_load_state("domcontentloaded")
		(self.page.keyboard if on is None else on).press(keys)

	def check_looks(self, name: str) -> None:
		"""Fail as `check_page` does, on both screens, light and dark."""
		assert not (found := self.examine_looks(name)), json.dumps(
			found, ensure_ascii=False, indent=1
		)

	def examine_looks(self, name: str) -> list[Any]:
		"""Return what is wrong with the page on both screens, light and dark; loaded once."""
		self.page.wait_for_load_state("networkidle")  # or it is the page before
		usual, found = self.page.viewport_size, []
		for size in (PHONE, DESKTOP):
			self.page.set_viewport_size({"width": size[0], "height": size[1]})
			found += self.examine_themes(f"{name}-{size[0]}")
		if usual is not None:
			self.page.set_viewport_size(usual)
		return found

	def examine_themes(self, name: str) -> list[Any]:
		"""Return what is wrong with the page as it stands, light and dark."""
		found = []
		for theme, rules in (("dark", COLOURS), ("light", TAGS)):
			self.page.evaluate(CHANGE_THEME, theme)
			found += self.examine(f"{name}-{theme}", rules)
		return found

	def check_page(self, name: str = "") -> None:
		"""Fail if the page has an axe violation or scrolls sideways; keep a picture if wanted."""
		assert not (found := self.examine(name)), json.dumps(found, ensure_ascii=False, indent=1)

	def examine(self, name: str = "", rules: Sequence[str] = TAGS) -> list[Any]:
		"""Return what is wrong with the page as it stands; `rules` are axe's, or tags of them."""
		self.page.wait_for_load_state("networkidle")
		folder = os.environ.get("CHASQUI_SCREENS")
		if folder and name:
			self.page.screenshot(path=f"{folder}/{name}.png", full_page=True)
		wide = self.page.evaluate(
			"document.documentElement.scrollWidth - document.documentElement.clientWidth"
		)
		sideways = [f"{wide} px wider than the screen"] if wide > 0 else []
		return [(name, one) for one in [*sideways, *self.list_violations(rules)]]

	def list_violations(self, rules: Sequence[str] = TAGS) -> list[dict[str, Any]]:
		"""Return what axe finds on the page."""
		if not self.page.evaluate("'axe' in window"):
			self.page.evaluate(AXE.read_text("utf-8"))
		found = self.page.evaluate(
			"""rules => axe.run(document, {runOnly: rules, iframes: false,
				resultTypes: ['violations']})""",
			list(rules),
		)
		return [
			{
				"rule": one["id"],
				"nodes": [
					(node["html"][:160], node["any"][:1] and node["any"][0]["message"][:160])
					for node in one["nodes"][:4]
				],
			}
			for one in found["violations"]
		]

	def check_faults(self) -> None:
		"""Fail if something was said in the console or asked from outside."""
		assert not self.faults, self.faults

	def close(self) -> None:
		"""Close the window; fail if something went wrong unseen."""
		if self.context is not None:
			self.context.close()
		self.check_faults()

	def _hear(self, message: ConsoleMessage) -> None:
		is_fault = message.type in ("error", "warning")
		if is_fault and not any(part in message.text for part in HARMLESS):
			self.faults.append(f"console: {message.text} ({self.page.url})")

	def _watch(self, request: Request) -> None:
		if not request.url.startswith((self.url, "data:", "blob:")):
			self.faults.append(f"outside: {request.url}")
