"""«Equipo» and «Mi cuenta» in a browser: an account from its making to its closing."""

from playwright.sync_api import expect

from tests.e2e.walker import Walker
from tests.support.fakes.accounts import TOKEN
from tests.support.fakes.staff import PASSWORD
from tests.support.portal_world import PortalWorld

GOOD = "cuatro nubes verdes bailan"


def test_an_account_is_made_used_and_closed(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("admin")
	assert walker.context is not None
	walker.context.grant_permissions(["clipboard-read", "clipboard-write"])
	page.get_by_role("link", name="Equipo", exact=True).click()
	walker.check_looks("equipo-lista")
	page.get_by_role("link", name="Crear una cuenta").click()
	page.get_by_role("button", name="Guardar").click()
	walker.check_looks("equipo-crear-mal")
	page.get_by_label("Nombre", exact=True).fill("Persona de Prueba")
	page.get_by_label("Usuario").fill("persona.prueba")
	page.get_by_label("Asesoría de ventas").check()
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_role("heading", name="no se muestra otra vez")).to_be_visible()
	walker.check_looks("equipo-enlace")
	page.get_by_role("button", name="Copiar").click()
	link = page.evaluate("navigator.clipboard.readText()")
	assert link.endswith(f"/clave/{TOKEN}")
	page.get_by_role("link", name="Ya lo copié").click()
	walker.check_looks("equipo-cuenta")
	page.get_by_role("link", name="Desactivar").click()
	dialog = page.get_by_role("dialog")
	expect(dialog).to_contain_text("Persona de Prueba")
	dialog.get_by_role("button", name="Desactivar").click()
	expect(page.get_by_text("Desactivada", exact=True)).to_be_visible()
	page.goto("/equipo/2")
	walker.check_looks("equipo-cuenta-de-otra")
	page.goto("/equipo/2/editar")
	walker.check_looks("equipo-editar")


def test_a_password_is_chosen_by_keyboard(walker: Walker) -> None:
	page = walker.open()
	page.goto(f"/clave/{TOKEN}")
	assert page.url.endswith("/clave/")
	password = page.get_by_label("Contraseña nueva")
	expect(password).to_have_attribute("autocomplete", "new-password")
	password.focus()
	page.keyboard.type("password1234")
	walker.press("Enter")
	expect(page.get_by_role("alert")).to_be_focused()
	walker.check_looks("clave-mal")
	password.fill(GOOD)
	walker.press("Enter", on=password)
	expect(page.get_by_role("heading", level=1)).to_have_text("Ingrese a Chasqui")
	page.goto("/clave/")
	walker.check_looks("clave-vencida")


def test_the_own_account_is_looked_after(walker: Walker) -> None:
	page = walker.open("asesora", at="/mi-cuenta/")
	walker.check_looks("mi-cuenta")
	page.get_by_role("button", name="Cerrar de Equipo desconocido").click()
	expect(page.get_by_text("Equipo desconocido")).to_be_hidden()
	page.get_by_role("link", name="Cambiar mi contraseña").click()
	page.get_by_label("Contraseña de ahora").fill(PASSWORD)
	page.get_by_label("Contraseña nueva").fill("password1234")
	page.get_by_role("button", name="Guardar").click()
	walker.check_looks("mi-cuenta-contrasena-mal")
	page.get_by_label("Contraseña de ahora").fill(PASSWORD)
	page.get_by_label("Contraseña nueva").fill(GOOD)
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_text("Cambió su contraseña")).to_be_visible()
