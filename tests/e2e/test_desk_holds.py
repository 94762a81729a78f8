"""A hold that is renewed, lost, and what was typed meanwhile, in a browser."""

import pytest
from playwright.sync_api import expect

from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from tests.e2e.walker import Walker
from tests.support.portal_world import PortalWorld


@pytest.mark.covers("K27")
def test_what_was_typed_is_kept_for_its_customer(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("asesora")
	page.goto("/mesa/")
	page.get_by_role("button", name="Tomar el siguiente").click()
	name = page.locator(".desk-name").inner_text()
	with page.expect_response("**/mesa/renovar"):
		page.locator("[data-until]").evaluate(
			"place => place.dispatchEvent(new Event('hold-over', { bubbles: true }))"
		)
	expect(page.locator("#hold")).to_contain_text("Suyo por")
	page.get_by_label("Nota").fill("Quiere fibra el lunes")
	portal.world.desk_refusal = Conflict(
		say("Otra persona ya atiende a este cliente."), code="lease_lost"
	)
	with page.expect_response("**/mesa/renovar"):
		page.locator("[data-until]").evaluate(
			"place => place.dispatchEvent(new Event('hold-over', { bubbles: true }))"
		)
	expect(page.get_by_role("alert")).to_contain_text("Este cliente ya no es suyo")
	expect(page.get_by_label("Nota")).to_have_value("Quiere fibra el lunes")
	walker.check_page("asesora-reserva-perdida")
	walker.press("Tab")
	page.locator("[data-key='1']").check()
	walker.press("Control+Enter")
	expect(page.get_by_role("heading", name=f"Esto es para {name}")).to_be_visible()
	expect(page.get_by_label("Nota")).to_have_value("Quiere fibra el lunes")
	expect(page.get_by_label("Resultado")).to_have_value("SALE")
	walker.check_page("asesora-guardado-para")
	page.get_by_role("button", name=f"Guardar para {name}").click()
	expect(page.get_by_role("status").first).to_contain_text(name)
	[record] = portal.world.records
	assert (record.late, record.result, record.note) == (True, "SALE", "Quiere fibra el lunes")


@pytest.mark.covers("K27")
def test_a_note_is_asked_about_before_its_customer_goes_back(
	walker: Walker, portal: PortalWorld
) -> None:
	page = walker.open("asesora")
	page.goto("/mesa/")
	page.get_by_role("button", name="Tomar el siguiente").click()
	page.get_by_label("Nota").fill("Llamó su hermana")
	page.get_by_role("button", name="Devolver a la cola").click()
	expect(page.get_by_role("heading", name="Escribió una nota")).to_be_visible()
	walker.check_page("asesora-devolver-con-nota")
	page.get_by_role("button", name="Devolver y guardar la nota").click()
	expect(page.get_by_role("button", name="Tomar el siguiente")).to_be_visible()
	[record] = portal.world.records
	assert (record.result, record.note) == ("SKIPPED", "Llamó su hermana")
