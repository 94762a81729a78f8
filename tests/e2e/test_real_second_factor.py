"""The second factor on the real suite: the portal, campaigns, PostgreSQL and Redis as they run."""

import pytest
from playwright.sync_api import Page, expect

from chasqui.kernel.errors import Forbidden
from tests.e2e.walker import Walker
from tests.support.authenticator import Authenticator
from tests.support.suite import RunningSuite

WHO = "asesor"


def test_an_advisor_sets_it_up_signs_in_with_it_and_switches_it_off(
	real_walker: Walker, running_suite: RunningSuite
) -> None:
	people = {user["username"]: user["password"] for user in running_suite.document["users"]}
	password = people[WHO]
	page = real_walker.open()
	real_walker.sign_in(WHO, password)
	page.goto("/mi-cuenta/")
	page.get_by_label("Contraseña", exact=True).fill(password)
	page.get_by_role("button", name="Configurar").click()
	secret = "".join(page.locator(".secret-key").inner_text().split())
	app = Authenticator(secret, WHO, "")
	page.get_by_label("Código").fill(app.show())
	page.get_by_role("button", name="Encender").click()
	codes = page.locator("#recovery-codes code").all_inner_texts()
	assert len(set(codes)) == 10
	real_walker.check_page("real-codigos")
	with pytest.raises(Forbidden):
		running_suite.suite_client.sign_in(WHO)
	page = sign_in(real_walker, password)
	page.get_by_label("Código").fill(app.show_wrong())
	real_walker.press("Enter")
	expect(page.get_by_role("alert")).to_contain_text("no es correcto")
	page.get_by_label("Código").fill(app.show(1))
	real_walker.press("Enter")
	expect(page.get_by_role("heading", level=1)).to_contain_text("Hola")
	page = sign_in(real_walker, password)
	page.get_by_role("link", name="Usar un código de recuperación").click()
	page.get_by_label("Código").fill(codes[0].upper())
	real_walker.press("Enter")
	expect(page.get_by_role("heading", level=1)).to_contain_text("Hola")
	switch_off(page, password, codes[1])
	page = real_walker.open()
	real_walker.sign_in(WHO, password)
	expect(page.get_by_role("heading", level=1)).to_contain_text("Hola")


def sign_in(walker: Walker, password: str) -> Page:
	"""Take the first step in a fresh window."""
	page = walker.open()
	walker.sign_in(WHO, password)
	expect(page.get_by_role("heading", level=1)).to_have_text("Escriba su código")
	return page


def switch_off(page: Page, password: str, code: str) -> None:
	"""Switch the factor off, as who has an account for demonstrations leaves it."""
	page.goto("/mi-cuenta/")
	expect(page.get_by_text("Quedan 9")).to_be_visible()
	page.get_by_role("link", name="Apagar").click()
	page.get_by_label("Contraseña", exact=True).fill(password)
	page.get_by_label("Código").fill(code)
	page.get_by_role("button", name="Apagar el segundo factor").click()
	expect(page.get_by_text("Apagado", exact=True)).to_be_visible()
