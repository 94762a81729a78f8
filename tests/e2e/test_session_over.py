"""The session ends while somebody works: the page stays, what is typed stays, one goes on."""

import re

from playwright.sync_api import Page, expect

from portal.session.cookie import SESSION_COOKIE
from tests.e2e.walker import PHONE, Walker
from tests.support.fakes.staff import PASSWORD


def lose_session(walker: Walker) -> None:
	assert walker.context is not None
	walker.context.clear_cookies(name=SESSION_COOKIE)


def sign_in_beside(walker: Walker, page: Page, username: str) -> None:
	"""Sign in in the tab that the dialog opens, and come back."""
	with page.expect_popup() as opened:
		page.get_by_role("link", name="Ingresar en otra pestaña").click()
	beside = opened.value
	beside.get_by_label("Usuario").fill(username)
	beside.get_by_label("Contraseña", exact=True).fill(PASSWORD)
	beside.get_by_role("button", name="Ingresar").click()
	expect(beside.get_by_role("heading", name="Ya ingresó")).to_be_visible()
	beside.close()
	page.bring_to_front()


def poll(page: Page) -> None:
	page.locator("#hold").dispatch_event("hold-over")


def test_a_form_comes_back_filled_after_the_sign_in(walker: Walker) -> None:
	page = walker.open("admin", at="/clientes/nuevo")
	page.get_by_label("Nombre completo").fill("Ana <Lucía>")
	page.get_by_label("Número").fill("1710034065")
	lose_session(walker)
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_role("heading", name="Su sesión terminó")).to_be_visible()
	walker.check_looks("sesion-terminada")
	page.get_by_role("link", name="Ingresar y continuar").click()
	walker.fill_sign_in("admin")
	expect(page).to_have_url(re.compile("/clientes/nuevo$"))
	expect(page.get_by_text("Aquí está lo que había escrito")).to_be_visible()
	expect(page.get_by_label("Nombre completo")).to_have_value("Ana <Lucía>")
	expect(page.get_by_label("Número")).to_have_value("1710034065")
	walker.check_looks("sesion-retomada")
	page.reload()
	expect(page.get_by_label("Nombre completo")).to_have_value("")


def test_what_one_typed_is_not_shown_to_another(walker: Walker) -> None:
	page = walker.open("admin", at="/clientes/nuevo")
	page.get_by_label("Nombre completo").fill("Secreto")
	lose_session(walker)
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_role("heading", name="Su sesión terminó")).to_be_visible()
	walker.sign_in("jefa")
	expect(page.locator("body[data-person]")).to_be_visible()
	page.goto("/clientes/")
	assert page.evaluate("sessionStorage.getItem('chasqui-kept')") is None


def test_a_dialog_says_it_and_the_page_goes_on(walker: Walker) -> None:
	page = walker.open("admin", at="/equipo/2", size=PHONE)
	lose_session(walker)
	page.get_by_role("link", name="Desactivar").click()
	over = page.get_by_role("dialog", name="Su sesión terminó")
	expect(over).to_be_visible()
	walker.check_page("sesion-dialogo")
	over.get_by_role("button", name="Ya ingresé: continuar").click()
	expect(over.get_by_text("Todavía no ingresa.")).to_be_visible()
	sign_in_beside(walker, page, "admin")
	over.get_by_role("button", name="Ya ingresé: continuar").click()
	expect(over).to_be_hidden()
	page.get_by_role("link", name="Desactivar").click()
	expect(page.locator("#dialog h2")).to_be_visible()


def test_a_poll_leaves_what_is_typed_where_it_is(walker: Walker) -> None:
	page = walker.open("asesora", at="/mesa/")
	page.get_by_role("button", name="Tomar el siguiente").click()
	page.get_by_label("Nota").fill("Llamar el lunes")
	lose_session(walker)
	poll(page)
	over = page.get_by_role("dialog", name="Su sesión terminó")
	expect(over).to_be_visible()
	expect(page).to_have_url(re.compile("/mesa/"))
	sign_in_beside(walker, page, "asesora")
	over.get_by_role("button", name="Ya ingresé: continuar").click()
	expect(over).to_be_hidden()
	expect(page.get_by_label("Nota")).to_have_value("Llamar el lunes")
	with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
		poll(page)
	assert answered.value.status == 200


def test_another_person_does_not_go_on_in_the_page_of_the_first(walker: Walker) -> None:
	page = walker.open("admin", at="/equipo/2")
	lose_session(walker)
	page.get_by_role("link", name="Desactivar").click()
	over = page.get_by_role("dialog", name="Su sesión terminó")
	sign_in_beside(walker, page, "jefa")
	over.get_by_role("button", name="Ya ingresé: continuar").click()
	expect(over.get_by_text("Ingresó otra persona")).to_be_visible()
