"""The second factor in a browser: set up, used, lost and switched off, by keyboard, on a phone."""

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.walker import Walker
from tests.support.fakes.second_factor import CODE, CODES
from tests.support.fakes.staff import PASSWORD
from tests.support.portal_world import PortalWorld

JEFA, ADMIN = 1, 3


def test_every_page_of_it_is_accessible_and_fits(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("jefa", at="/mi-cuenta/")
	walker.check_looks("cuenta-apagado")
	page.get_by_label("Contraseña", exact=True).fill(PASSWORD)
	page.get_by_role("button", name="Configurar").click()
	walker.check_looks("cuenta-configurar")
	page.get_by_label("Código").fill("000000")
	page.get_by_role("button", name="Encender").click()
	walker.check_looks("cuenta-configurar-mal")
	page.get_by_label("Código").fill(CODE)
	page.get_by_role("button", name="Encender").click()
	walker.check_looks("cuenta-codigos")
	page.get_by_role("link", name="Ya los guardé").click()
	walker.check_looks("cuenta-encendido")
	page.get_by_role("link", name="Sacar códigos nuevos").click()
	walker.check_looks("cuenta-renovar")
	page.goto("/mi-cuenta/segundo-factor/apagar")
	page.get_by_role("button", name="Apagar el segundo factor").click()
	walker.check_looks("cuenta-apagar-mal")
	page = walker.open()
	walker.sign_in("jefa")
	walker.check_looks("ingreso-codigo")
	page.get_by_role("link", name="Usar un código de recuperación").click()
	walker.check_looks("ingreso-recuperacion")
	portal.world.factors.demanded.add(ADMIN)
	page = walker.open()
	walker.sign_in("admin")
	expect(page.get_by_role("heading", level=1)).to_have_text("Proteja su cuenta")
	walker.check_looks("ingreso-configurar")


def test_the_second_step_goes_by_keyboard_and_keeps_the_way(
	walker: Walker, portal: PortalWorld
) -> None:
	portal.world.factors.on.add(JEFA)
	page = walker.open()
	page.goto("/disenos/")
	page.get_by_label("Usuario").fill("jefa")
	walker.press("Tab")
	page.keyboard.type(PASSWORD)
	walker.press("Enter")
	code = page.get_by_label("Código")
	expect(code).to_have_attribute("autocomplete", "one-time-code")
	expect(code).to_be_focused()
	page.keyboard.type("000000")
	walker.press("Enter")
	expect(page.get_by_role("alert")).to_be_focused()
	walker.press("Tab")
	walker.press("Enter")  # the link of the summary leads to the field
	expect(code).to_be_focused()
	page.keyboard.insert_text("123 456")  # as pasted
	walker.press("Enter")
	expect(page.get_by_role("heading", level=1)).to_have_text("Diseños")


def test_the_codes_are_copied_downloaded_and_printed(
	walker: Walker, portal: PortalWorld, tmp_path: Path
) -> None:
	page = walker.open("jefa")
	assert walker.context is not None
	walker.context.grant_permissions(["clipboard-read", "clipboard-write"])
	page.get_by_role("button", name="Cuenta:").click()
	page.get_by_role("link", name="Mi cuenta").click()
	page.get_by_label("Contraseña", exact=True).fill(PASSWORD)
	walker.press("Enter")
	page.get_by_label("Código").fill(CODE)
	walker.press("Enter")
	page.get_by_role("button", name="Copiar").click()
	expect(page.get_by_role("button", name="Copiados")).to_be_visible()
	assert page.evaluate("navigator.clipboard.readText()").split() == CODES
	with page.expect_download() as told:
		page.get_by_role("link", name="Descargar").click()
	told.value.save_as(tmp_path / "codes.txt")
	assert (tmp_path / "codes.txt").read_text("utf-8").split() == CODES
	page.evaluate("window.print = () => { document.title = 'printed'; }")
	page.get_by_role("button", name="Imprimir").click()
	assert page.title() == "printed"
	page.emulate_media(media="print")
	expect(page.get_by_role("button", name="Copiados")).to_be_hidden()
	expect(page.get_by_text(CODES[0])).to_be_visible()
