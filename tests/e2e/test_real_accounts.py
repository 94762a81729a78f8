"""An account's life on the real suite: made in the portal, forgotten, found by mail, closed."""

import html
import re
import time
from collections.abc import Callable

import httpx
from playwright.sync_api import Page, expect

from tests.e2e.walker import Walker
from tests.support.suite import RunningSuite

WHO, NAME, EMAIL = "nueva.cuenta", "Cuenta Nueva Sintética", "nueva.cuenta@example.com"
FIRST, SECOND = "cuatro nubes verdes bailan", "siete montes callan despacio"
PATIENCE_SECONDS, PATIENCE_MS = 40.0, 15_000


def test_an_account_is_made_forgotten_found_and_closed(
	real_walker: Walker, running_suite: RunningSuite
) -> None:
	link = make_account(enter_admin(real_walker, running_suite))
	choose_password(real_walker.open(), link, FIRST)
	page = sign_in(real_walker, FIRST)
	page.goto("/mi-cuenta/")
	expect(page.get_by_text("Esta sesión")).to_be_visible()
	real_walker.check_page("real-mi-cuenta")
	page = real_walker.open()
	page.goto("/ingreso")
	page.get_by_role("link", name="Olvidé mi contraseña").click()
	page.get_by_label("Usuario o correo").fill(EMAIL)
	page.get_by_role("button", name="Enviar el enlace").click()
	expect(page.get_by_role("heading", level=1)).to_have_text("Revise su correo")
	choose_password(page, find_link(str(running_suite.document["mailbox"])), SECOND)
	real_walker.fill_sign_in(WHO, FIRST)
	expect(page.get_by_role("alert")).to_contain_text("no son correctos")
	real_walker.fill_sign_in(WHO, SECOND)
	expect(page.get_by_role("heading", level=1)).to_contain_text("Hola")
	theirs = real_walker.context
	real_walker.context = None  # stays open, to see it end
	close_account(enter_admin(real_walker, running_suite))
	time.sleep(5)
	page.goto("/mi-cuenta/")
	expect(page.get_by_role("heading", level=1)).to_have_text("Ingrese a Chasqui")
	assert theirs is not None
	theirs.close()


def enter_admin(walker: Walker, suite: RunningSuite) -> Page:
	"""Sign in as who administers the demo."""
	people = {user["username"]: user["password"] for user in suite.document["users"]}
	page = walker.open()
	walker.sign_in("admin", people["admin"])
	expect(page.get_by_role("heading", level=1)).to_contain_text("Hola")
	return page


def sign_in(walker: Walker, password: str) -> Page:
	page = walker.open()
	walker.sign_in(WHO, password)
	expect(page.get_by_role("heading", level=1)).to_contain_text("Hola")
	return page


def make_account(page: Page) -> str:
	"""Make the account; return the link that is shown once."""
	page.goto("/equipo/nueva")
	page.get_by_label("Nombre", exact=True).fill(NAME)
	page.get_by_label("Usuario").fill(WHO)
	page.get_by_label("Correo").fill(EMAIL)
	page.get_by_label("Supervisión de asesores").check()
	page.get_by_role("button", name="Guardar").click()
	return str(page.locator("#password-link code").inner_text())


def choose_password(page: Page, link: str, password: str) -> None:
	page.goto(link)
	expect(page.get_by_text(NAME)).to_be_visible()
	page.get_by_label("Contraseña nueva").fill(password)
	page.get_by_role("button", name="Guardar la contraseña").click()
	expect(page.get_by_text("Su contraseña quedó guardada")).to_be_visible()


def close_account(page: Page) -> None:
	"""Disable the account, and see that it is told who did it."""
	page.goto(f"/equipo/?q={WHO}")
	page.get_by_role("link", name=NAME).click()
	page.get_by_role("link", name="Desactivar").click()
	page.get_by_role("dialog").get_by_role("button", name="Desactivar").click()
	expect(page.get_by_text("Desactivada", exact=True)).to_be_visible()
	happened = page.get_by_role("row").filter(has_text="Cuenta desactivada")
	wait_for(page, happened.count)
	expect(happened).to_contain_text("por Administración", timeout=PATIENCE_MS)


def wait_for(page: Page, count: Callable[[], int]) -> None:
	"""Load a page anew till it shows what is collected every few seconds."""
	deadline = time.monotonic() + PATIENCE_SECONDS
	while not count() and time.monotonic() < deadline:
		time.sleep(1)
		page.reload()


def find_link(mailbox: str) -> str:
	"""Return the link of the mail to the account, once it has come."""
	deadline = time.monotonic() + PATIENCE_SECONDS
	while time.monotonic() < deadline:
		mails = httpx.get(f"{mailbox}/api/mails", params={"limit": 50}).json()["items"]
		for mail in mails:
			if EMAIL in str(mail):
				text = html.unescape(httpx.get(f"{mailbox}/correos/{mail['id']}").text)
				if found := re.search(r"http\S+/clave/[\w-]+", text):
					return found.group()
		time.sleep(1)
	raise AssertionError("no mail came")
