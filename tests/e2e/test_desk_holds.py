"""The desk in a browser: a hold renewed or lost, what was typed meanwhile, who comes later."""

import pytest
from playwright.sync_api import expect

from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from tests.e2e.walker import DESKTOP, PHONE, Walker
from tests.support.fakes.world import NOW
from tests.support.portal_world import PortalWorld


@pytest.mark.covers("K27")
def test_what_was_typed_is_kept_for_its_customer(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("asesora", at="/mesa/")
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
def test_what_is_known_of_a_customer_is_asked_once(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("asesora", at="/mesa/")
	page.get_by_role("button", name="Tomar el siguiente").click()
	for _time in range(2):
		expect(page.get_by_text("Prefiere:")).to_be_visible()
		expect(page.get_by_text("Una oferta para usted").first).to_be_visible()
		walker.check_page("asesora-contexto")
		page.reload()
	looks = [one for one in portal.asked if one.endswith(("/profile", "/mails"))]
	assert len(looks) == 2, looks


@pytest.mark.covers("K29")
def test_why_a_high_risk_is_called_stays_when_it_is_asked_again(
	walker: Walker, portal: PortalWorld
) -> None:
	portal.world.risk_level = "HIGH"
	page = walker.open("asesora", at="/mesa/")
	page.get_by_role("button", name="Tomar el siguiente").click()
	page.get_by_role("button", name="Consultar riesgo").click()
	reason = page.get_by_label("Motivo para seguir pese al riesgo alto")
	reason.fill("Paga al contado")
	with page.expect_response("**/mesa/riesgo"):
		page.get_by_role("button", name="Consultar de nuevo").click()
	page.wait_for_load_state("networkidle")
	expect(reason).to_have_value("Paga al contado")
	assert portal.world.looks[-1].fresh


@pytest.mark.covers("K27")
def test_a_note_is_asked_about_before_its_customer_goes_back(
	walker: Walker, portal: PortalWorld
) -> None:
	page = walker.open("asesora", at="/mesa/")
	page.get_by_role("button", name="Tomar el siguiente").click()
	page.get_by_label("Nota").fill("Llamó su hermana")
	page.get_by_role("button", name="Devolver a la cola").click()
	expect(page.get_by_role("heading", name="Escribió una nota")).to_be_visible()
	walker.check_page("asesora-devolver-con-nota")
	page.get_by_role("button", name="Devolver y guardar la nota").click()
	expect(page.get_by_role("button", name="Tomar el siguiente")).to_be_visible()
	[record] = portal.world.records
	assert (record.result, record.note) == ("SKIPPED", "Llamó su hermana")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.covers("K27")
def test_a_notice_covers_no_button_of_the_desk(walker: Walker, size: tuple[int, int]) -> None:
	page = walker.open("asesora", at="/mesa/", size=size)
	page.get_by_role("button", name="Tomar el siguiente").click()
	page.locator("[data-key='1']").check()
	page.get_by_role("button", name="Guardar y siguiente").click()
	notice = page.locator(".toast-note")
	expect(notice).to_contain_text("Guardado: Venta.")
	button = page.get_by_role("button", name="Guardar y siguiente")
	button.scroll_into_view_if_needed()
	box, other = notice.bounding_box(), button.bounding_box()
	assert box is not None
	assert other is not None
	assert box["y"] + box["height"] <= other["y"]


@pytest.mark.covers("K27")
def test_the_button_comes_when_somebody_s_time_has_come(
	walker: Walker, portal: PortalWorld
) -> None:
	portal.world.queue.clear()
	portal.world.waiting_calls, portal.world.next_call_at = 12, NOW
	page = walker.open("asesora", at="/mesa/")
	expect(page.get_by_role("heading", name="Nadie por llamar en este momento")).to_be_visible()
	expect(page.get_by_role("button", name="Tomar el siguiente")).to_be_disabled()
	walker.check_looks("asesora-mesa-mas-tarde")
	portal.world.queue.append(1)
	page.locator("#queue").evaluate("part => part.dispatchEvent(new Event('look'))")
	expect(page.get_by_role("button", name="Tomar el siguiente")).to_be_enabled()
	page.get_by_role("button", name="Atajos").click()
	expect(page.get_by_role("dialog", name="Atajos de teclado")).to_be_visible()
