"""One day of each role, by mouse and by keyboard."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.walker import DESKTOP, PHONE, Walker
from tests.support.fakes.mailer import GOOD_TOKEN
from tests.support.portal_world import PortalWorld


@pytest.mark.covers("K14", "K17", "K18", "K24")
def test_the_marketing_head_makes_a_campaign_and_mails_it(
	walker: Walker, portal: PortalWorld
) -> None:
	page = walker.open("jefa")
	page.get_by_role("link", name="Nueva campaña").first.click()
	page.get_by_label("Nombre").fill("Hogar seguro")
	page.get_by_role("checkbox", name="Mujeres").check()
	page.get_by_label("Edad desde").fill("18")
	expect(page.locator("#count")).to_contain_text("La edad va de 20 a 70 años.")
	page.get_by_label("Edad desde").fill("30")
	expect(page.locator("#count")).to_contain_text("4.821")
	page.get_by_role("checkbox", name="Pichincha").check()
	page.get_by_text("Elegir cantones").click()
	page.get_by_role("checkbox", name="Quito", exact=True).check()
	page.get_by_role("button", name="Continuar").last.click()
	page.get_by_label("Boletín").check()
	page.get_by_role("button", name="Continuar").last.click()
	page.get_by_role("button", name="Continuar").last.click()
	summary = page.get_by_role("alert")
	expect(summary).to_be_focused()
	expect(summary).to_contain_text("Falta este dato.")
	page.get_by_label("Empieza").fill("2026-11-20")
	page.get_by_label("Termina").fill("2027-01-31")
	page.get_by_label("Enviar el diseño cada mes").check()
	page.get_by_role("button", name="Continuar").last.click()
	page.get_by_role("textbox", name="Presupuesto").fill("1.500,00")
	walker.check_page("jefa-asistente-lleno")
	page.get_by_role("button", name="Segmento").click()
	expect(page.get_by_label("Nombre")).to_have_value("Hogar seguro")
	page.get_by_role("button", name="Presupuesto y resumen").click()
	page.get_by_role("button", name="Crear campaña").click()
	expect(page.get_by_role("heading", name="Hogar seguro", level=1)).to_be_visible()
	assert portal.world.campaigns[4].criteria.cantons == ["1701"]
	page.get_by_role("link", name="Ir a la audiencia").click()
	page.get_by_role("button", name="Construir audiencia").click()
	expect(page.locator("#audience")).to_contain_text("4.821")
	expect(page.locator("#audience")).to_contain_text("Lista")
	expect(page.get_by_role("listitem").filter(has_text="Segmentada")).to_have_class("is-now")
	expect(page.get_by_role("heading", name="Siguiente paso: Póngala en ejecución")).to_be_visible()
	page.get_by_role("link", name="Poner en ejecución").click()
	page.get_by_role("button", name="Pasar a «En ejecución»").click()
	expect(page.get_by_role("heading", name="Siguiente paso: Envíe correos")).to_be_visible()
	walker.check_looks("jefa-siguiente-paso")


@pytest.mark.covers("K14")
def test_back_shows_the_draft_and_asks_to_send_nothing_again(
	walker: Walker, portal: PortalWorld
) -> None:
	page = walker.open("jefa", at="/campanas/nueva")
	page.get_by_label("Edad desde").fill("30")
	page.get_by_role("button", name="Continuar").last.click()
	expect(page.get_by_role("alert")).to_contain_text("Nombre")
	page.get_by_label("Nombre").fill("Hogar seguro")
	page.get_by_role("button", name="Continuar").last.click()
	expect(page).to_have_url(re.compile("/diseno$"))
	page.go_back()
	expect(page.get_by_label("Nombre")).to_have_value("Hogar seguro")
	expect(page.get_by_role("alert")).to_have_count(0)
	page.get_by_label("Nombre").fill("Hogar más seguro")
	page.get_by_role("button", name="Continuar").last.click()
	page.get_by_label("Asunto del correo").fill("Solo hoy")
	page.get_by_role("button", name="Subir uno propio").click()
	page.get_by_label("Nombre").fill("Propio")
	page.get_by_label("Asunto").fill("Hola")
	page.get_by_label("O pegue aquí el HTML").fill("<html><body>Hola</body></html>")
	page.get_by_role("button", name="Guardar diseño").click()
	expect(page.get_by_label("Asunto del correo")).to_have_value("Solo hoy")
	expect(page.get_by_label("Propio")).to_be_checked()
	page.goto("/campanas/")
	walker.check_looks("jefa-borradores")
	page.get_by_role("link", name="Seguir con Hogar más seguro").click()
	expect(page.get_by_role("heading", name="Nueva campaña")).to_be_visible()
	page.get_by_role("button", name="Descartar borrador").click()
	page.get_by_role("button", name="Descartar", exact=True).click()
	expect(page.get_by_text("Sus borradores")).to_have_count(0)
	assert not portal.world.drafts


@pytest.mark.covers("K18", "K24")
def test_the_marketing_head_steers_a_campaign(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("jefa", at="/campanas/1/correo/")
	page.get_by_role("link", name="Enviar ahora").click()
	dialog = page.get_by_role("dialog")
	expect(dialog).to_contain_text("Se enviará a 3.904 clientes")
	walker.check_page("jefa-enviar-dialogo")
	dialog.get_by_label("Asunto").fill("Solo hoy")
	dialog.get_by_role("button", name="Enviar ahora").click()
	expect(page.get_by_role("heading", name="Solo hoy")).to_be_visible()
	assert len(portal.world.runs) == 3
	page.get_by_role("link", name="Cancelar envío").first.click()
	page.get_by_role("dialog").get_by_role("link", name="Seguir enviando").click()
	expect(page.get_by_role("dialog")).to_be_hidden()
	page.get_by_role("link", name="Pausar", exact=True).click()
	dialog.get_by_label("Motivo").fill("Esperamos presupuesto")
	dialog.get_by_role("button", name="Pasar a «Pausada»").click()
	expect(page.get_by_role("status")).to_contain_text("ahora está en la fase «Pausada»")
	page.get_by_role("link", name="Bitácora").click()
	expect(page.get_by_text("Esperamos presupuesto")).to_be_visible()


@pytest.mark.covers("K19")
def test_the_calls_are_a_chart_with_the_same_figures_as_a_table(walker: Walker) -> None:
	page = walker.open("jefa", at="/campanas/1/llamadas/")
	expect(page.locator("[data-drawn] svg")).to_be_visible()
	page.locator("[data-chart]").hover(position={"x": 200, "y": 80})
	page.get_by_text("Ver como tabla").click()
	table = page.get_by_role("table", name="Llamadas por resultado")
	expect(table.get_by_role("row", name="No contesta 12")).to_be_visible()


@pytest.mark.covers("K27", "K29")
def test_the_advisor_works_by_keyboard(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("asesora")
	page.get_by_role("link", name="Empezar a llamar").click()
	expect(page.get_by_role("button", name="Tomar el siguiente")).to_be_focused()
	walker.press("Enter")
	expect(page.get_by_text("María Ñusta Sintética", exact=True)).to_be_visible()
	walker.press("Enter", on=page.get_by_role("button", name="Consultar riesgo"))
	expect(page.locator("#risk")).to_contain_text("Riesgo bajo")
	walker.press("?")
	expect(page.get_by_role("dialog", name="Atajos de teclado")).to_be_visible()
	walker.press("Escape")
	walker.press("3")
	page.get_by_label("Cuándo volver a llamar").fill("2026-11-23T09:30")
	page.get_by_label("Nota").fill("Prefiere la mañana; 1 hijo")
	walker.press("Control+Enter")
	expect(page.get_by_text("Lucía Chimborazo Sintética", exact=True)).to_be_visible()
	record = portal.world.records[0]
	assert (record.result, record.note) == ("CALLBACK_OWN", "Prefiere la mañana; 1 hijo")
	walker.press("1")
	walker.press("Control+Enter")
	expect(page.get_by_text("José Cotopaxi Sintético", exact=True)).to_be_visible()


def test_the_single_keys_can_be_switched_off(walker: Walker) -> None:
	page = walker.open("asesora", at="/mesa/")
	page.get_by_role("button", name="Tomar el siguiente").click()
	page.get_by_role("button", name="Atajos de teclado").click()
	page.get_by_label("Usar las teclas sueltas").uncheck()
	page.get_by_role("button", name="Cerrar", exact=True).click()
	walker.press("1")
	expect(page.get_by_label("Venta")).not_to_be_checked()


def test_a_high_risk_asks_why_before_it_saves(walker: Walker, portal: PortalWorld) -> None:
	portal.world.risk_level = "HIGH"
	page = walker.open("asesora", at="/mesa/")
	page.get_by_role("button", name="Tomar el siguiente").click()
	page.get_by_role("button", name="Consultar riesgo").click()
	reason = page.get_by_label("Motivo para seguir pese al riesgo alto")
	expect(reason).to_be_visible()
	walker.check_page("asesora-riesgo-alto")
	reason.fill("Paga al contado")
	walker.press("Tab")
	page.get_by_role("radio", name="Venta").check()
	page.get_by_role("button", name="Guardar y pausar").click()
	expect(page.get_by_role("button", name="Tomar el siguiente")).to_be_visible()
	assert portal.world.records[0].risk_reason == "Paga al contado"


@pytest.mark.covers("M4")
def test_the_administrator_imports_and_corrects(
	walker: Walker, portal: PortalWorld, tmp_path: Path
) -> None:
	file = tmp_path / "clientes.csv"
	file.write_text("identificacion;nombre\n", "utf-8")
	page = walker.open("admin")
	page.get_by_role("link", name="Importar", exact=True).click()
	page.get_by_label("Archivo", exact=True).set_input_files(file)
	page.get_by_role("button", name="Continuar").click()
	page.get_by_label("Nota").select_option("tags")
	page.get_by_label("Actualizarlos").check()
	page.get_by_label("Versión del texto").fill("privacidad-2026-03")
	page.get_by_role("button", name="Probar el archivo").click()
	summary = page.get_by_role("alert")
	expect(summary).to_be_focused()
	walker.check_page("admin-columnas-errores")
	page.get_by_label("Dónde se obtuvo").fill("Feria de Quito")
	page.get_by_label("Cuándo").fill("2026-05-02")
	page.get_by_role("button", name="Probar el archivo").click()
	expect(page.get_by_text("todavía no se escribió nada")).to_be_visible()
	walker.check_page("admin-prueba")
	page.get_by_role("button", name="Importar ahora").click()
	expect(page.locator("#progress .chip").first).to_have_text("Terminada")
	assert portal.world.plans[6].targets[3] == "tags"
	assert portal.world.plans[6].mode == "update"
	with page.expect_download() as download:
		page.get_by_role("link", name="Descargar informe (CSV)").click()
	assert "No es un correo" in Path(download.value.path()).read_text("utf-8")
	page.get_by_label("Buscar clientes").fill("ñusta")
	walker.press("Enter")
	page.get_by_role("link", name="María Ñusta Sintética").click()
	page.get_by_role("link", name="Editar", exact=True).click()
	page.get_by_label("Ingreso mensual").fill("2.000,00")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_text("$2.000,00").first).to_be_visible()


def test_anybody_leaves_the_mailings_in_two_clicks(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open(size=PHONE)
	page.goto(f"/baja/{GOOD_TOKEN}")
	page.get_by_role("button", name="Sí, dar de baja").click()
	expect(page.get_by_role("heading", level=1)).to_contain_text("no le escribiremos más")
	walker.check_page("baja-hecha")
	assert portal.world.unsubscribed == {GOOD_TOKEN}


class TestShell:
	def test_the_theme_is_chosen_and_stays(self, walker: Walker) -> None:
		page = walker.open("jefa")
		page.get_by_role("button", name="Cambiar apariencia").click()
		page.get_by_role("button", name="Oscura").click()
		expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
		page.goto("/disenos/")
		expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")

	def test_the_sidebar_narrows_and_stays_narrow(self, walker: Walker) -> None:
		page = walker.open("jefa", size=DESKTOP)
		page.get_by_role("button", name="Menú lateral con textos").click()
		page.reload()
		expect(page.locator("html")).to_have_attribute("data-side", "narrow")
		expect(page.get_by_role("link", name="Campañas", exact=True)).to_be_visible()
		walker.check_page("jefa-inicio-angosto")

	def test_on_a_phone_the_menu_opens_over_the_page(self, walker: Walker) -> None:
		page = walker.open("jefa", size=PHONE)
		page.get_by_role("button", name="Abrir menú").click()
		page.get_by_role("link", name="Diseños").click()
		expect(page).to_have_url(re.compile("/disenos/$"))

	def test_the_keyboard_skips_to_the_content_and_to_the_search(self, walker: Walker) -> None:
		page = walker.open("jefa", at="/campanas/")
		walker.press("Tab")
		expect(page.get_by_role("link", name="Saltar al contenido")).to_be_focused()
		walker.press("Enter")
		expect(page.locator("main")).to_be_focused()
		walker.press("/")
		expect(page.get_by_label("Buscar clientes")).to_be_focused()

	def test_a_session_that_ended_leads_to_the_sign_in_and_back(self, walker: Walker) -> None:
		page = walker.open("jefa")
		assert walker.context is not None
		walker.context.clear_cookies()
		page.goto("/disenos/")
		walker.fill_sign_in("jefa")
		expect(page).to_have_url(re.compile("/disenos/$"))

	def test_a_wrong_password_is_told_and_can_be_looked_at(self, walker: Walker) -> None:
		page = walker.open()
		walker.sign_in("jefa", "equivocada")
		expect(page.get_by_role("alert")).to_be_focused()
		page.get_by_label("Contraseña", exact=True).fill("visible")
		page.get_by_role("button", name="Mostrar la contraseña").click()
		expect(page.get_by_label("Contraseña", exact=True)).to_have_attribute("type", "text")
		walker.check_page("ingreso-error")
