"""An advisor's promises and work, and the rules by which people are called, in a browser."""

import pytest
from playwright.sync_api import expect

from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from tests.e2e.walker import DESKTOP, PHONE, Walker
from tests.support.portal_world import PortalWorld


@pytest.mark.covers("K27")
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_an_advisor_promises_a_call_that_anybody_makes(
	walker: Walker, portal: PortalWorld, size: tuple[int, int]
) -> None:
	page = walker.open("asesora", at="/mesa/", size=size)
	page.get_by_role("button", name="Tomar el siguiente").click()
	tick = page.get_by_label("Puede llamar cualquiera")
	expect(tick).to_be_hidden()  # of another result it says nothing
	walker.press("3")
	expect(tick).to_be_visible()
	page.get_by_label("Cuándo volver a llamar").fill("2026-11-23T09:30")
	tick.check()
	walker.check_page(f"asesora-rellamada-{size[0]}")
	walker.press("Control+Enter")
	expect(page.get_by_role("status").first).to_contain_text("Volver a llamar")
	[record] = portal.world.records
	assert record.is_anybodys
	walker.check_faults()


@pytest.mark.covers("K27")
def test_an_advisor_goes_from_the_home_page_through_all_their_work(walker: Walker) -> None:
	page = walker.open("asesora")
	expect(page.get_by_role("heading", name="Lo que prometió")).to_be_visible()
	page.get_by_role("navigation", name="Secciones").get_by_role("link", name="Mi trabajo").click()
	for tab in ("Llamadas", "Ventas", "Resultados", "Rellamadas"):
		tabs = page.get_by_role("navigation", name="Mi trabajo")
		tabs.get_by_role("link", name=tab, exact=True).click()
		link = tabs.get_by_role("link", name=tab, exact=True)
		expect(link).to_have_attribute("aria-current", "page")
		walker.check_page(f"asesora-trabajo-{tab}")
	page.get_by_role("link", name="Vencida").click()
	expect(page.get_by_role("table")).to_contain_text("Persona 1")
	expect(page.get_by_role("table")).not_to_contain_text("Persona 2")
	walker.check_faults()


@pytest.mark.covers("K27")
def test_an_advisor_corrects_a_result_and_reads_what_it_said(
	walker: Walker, portal: PortalWorld
) -> None:
	page = walker.open("asesora", at="/mesa/")
	page.get_by_role("button", name="Tomar el siguiente").click()
	page.get_by_label("Nota").fill("Llamar a su oficina")
	page.locator("[data-key='4']").check()
	page.get_by_role("button", name="Guardar y pausar").click()
	page.get_by_role("navigation", name="Secciones").get_by_role("link", name="Mi trabajo").click()
	page.get_by_role("link", name="Llamadas", exact=True).click()
	made = page.get_by_role("row").filter(has_text="Llamar a su oficina")
	expect(made).to_contain_text("No le interesa")
	made.get_by_role("link", name="Corregir").click()
	expect(page.get_by_label("Nota")).to_have_value("Llamar a su oficina")
	walker.check_looks("asesora-correccion")
	page.get_by_label("Qué resultó").select_option("Interesado")
	page.get_by_role("button", name="Corregir").click()
	expect(page.get_by_role("alert")).to_contain_text("Por qué se corrige")
	expect(page.get_by_label("Qué resultó")).to_have_value("INTERESTED")
	walker.check_looks("asesora-correccion-con-falta")
	walker.press("Control+a", on=page.get_by_label("Nota"))
	page.keyboard.type("Quiere la visita")
	page.get_by_label("Por qué se corrige").fill("Me equivoqué de tecla")
	walker.press("Enter")
	expect(page.get_by_role("status").first).to_contain_text("Corregido: Interesado")
	corrected = page.get_by_role("row").filter(has_text="Quiere la visita")
	expect(corrected).to_contain_text("Interesado")
	expect(corrected).to_contain_text(
		"antes: No le interesa, Llamar a su oficina; se corrigió por: Me equivoqué de tecla"
	)
	walker.check_looks("asesora-llamada-corregida")
	assert [one.why for one in portal.world.call_corrections.values()] == ["Me equivoqué de tecla"]


@pytest.mark.covers("K27")
def test_a_number_is_dialled_once_it_may_be(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("asesora", at="/mesa/")
	page.get_by_role("button", name="Tomar el siguiente").click()
	expect(page.locator(".desk-name")).to_be_visible()
	lease = portal.world.lease
	assert lease is not None
	person = lease.customer.model_copy(update={"phone_is_synthetic": False})
	portal.world.lease = lease.model_copy(update={"customer": person})
	page.goto(f"{walker.url}/mesa/")
	portal.world.desk_refusal = Conflict(say("Ya no acepta llamadas."), code="objected")
	page.get_by_role("link", name=person.phone).click()
	expect(page.get_by_text("No se puede llamar")).to_be_visible()
	expect(page.get_by_text("Ya no acepta llamadas.")).to_be_visible()
	walker.check_page("asesora-no-se-puede-llamar")
	portal.world.desk_refusal = None
	with page.expect_response("**/mesa/marcar") as answer:
		page.get_by_role("link", name=person.phone).click()
	assert answer.value.status == 204
	expect(page.get_by_text("No se puede llamar")).to_be_hidden()
	assert walker.faults == [f"outside: tel:{person.phone}"]  # the machine was told to dial
	walker.faults.clear()


@pytest.mark.covers("K27")
def test_the_administrator_sets_the_rules_and_reviews_an_advisor(
	walker: Walker, portal: PortalWorld
) -> None:
	page = walker.open("admin", at="/")
	page.get_by_role("link", name="Reglas de llamada").click()
	page.get_by_label("Intentos en total").fill("1")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_label("Intentos en total")).to_have_value("1")
	expect(page.get_by_text("no pueden ser menos que en un día").last).to_be_visible()
	walker.check_page("admin-reglas-con-error")
	page.get_by_label("Intentos en total").fill("8")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_role("status").first).to_contain_text("Las reglas quedaron guardadas")
	assert portal.world.rules[None].attempts_in_all == 8
	page.get_by_role("link", name="Resultados propios").click()
	page.get_by_label("Nombre").fill("En clases")
	page.get_by_label("Es de la clase de").select_option("Ocupado")
	page.get_by_label("Tecla en la mesa").fill("f")
	page.get_by_role("button", name="Agregar").click()
	expect(page.get_by_text("Otro resultado ya usa esa tecla").last).to_be_visible()
	walker.check_page("admin-resultado-con-error")
	page.get_by_label("Tecla en la mesa").fill("c")
	page.get_by_role("button", name="Agregar").click()
	expect(page.get_by_role("table")).to_contain_text("En clases")
	page.get_by_role("link", name="Trabajo de asesores").click()
	page.get_by_label("Asesor", exact=True).select_option("Asesoría de Prueba")
	page.get_by_role("button", name="Filtrar").click()
	expect(page.get_by_role("table")).to_contain_text("Asesoría de Prueba")
	assert portal.world.work_queries[-1].advisor_id == 2
	walker.check_page("admin-trabajo-de-un-asesor")
