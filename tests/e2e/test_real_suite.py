"""One journey per role on the real suite: real services, workers, mails and SOAP."""

import html
import re
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from chasqui.kernel.clock import read_today
from tests.e2e.walker import Walker
from tests.support.suite import RunningSuite

PATIENCE_MS = 30_000
NAME = "Hogar seguro de prueba"
CSV = "id_type,id_number,kind,name\ncedula,1234567890,person,Nadie Sintético\n"


def enter(walker: Walker, suite: RunningSuite, username: str) -> Page:
	"""Sign in as one of the demo's people."""
	people = {user["username"]: user["password"] for user in suite.document["users"]}
	page = walker.open()
	walker.sign_in(username, people[username])
	expect(page.get_by_role("heading", level=1)).to_contain_text("Hola")
	return page


def make_campaign(page: Page) -> None:
	"""Fill the wizard and save."""
	today = read_today("America/Guayaquil")
	page.goto("/campanas/nueva")
	page.get_by_label("Nombre").fill(NAME)
	page.get_by_role("checkbox", name="Mujeres").check()
	page.get_by_label("Edad desde").fill("20")
	page.get_by_label("Edad hasta").fill("70")
	expect(page.locator("#count")).to_contain_text("cumplen los criterios")
	page.get_by_role("button", name="Continuar").last.click()
	page.get_by_role("radio", name="Promoción").check()
	page.get_by_role("button", name="Continuar").last.click()
	page.get_by_label("Empieza").fill(today.isoformat())
	page.get_by_label("Termina").fill((today + timedelta(days=60)).isoformat())
	page.get_by_role("button", name="Continuar").last.click()
	page.get_by_role("textbox", name="Presupuesto").fill("1.500,00")
	page.get_by_role("button", name="Crear campaña").click()
	expect(page.get_by_role("heading", name=NAME, level=1)).to_be_visible()


def read_figure(text: str) -> int:
	"""Return the first number of a text as Ecuador writes it."""
	found = re.search(r"\d[\d.]*", text)
	assert found, text
	return int(found.group().replace(".", ""))


@pytest.mark.covers("K28", "K14", "K15", "K16", "K17", "K18", "K24", "K26", "K27", "K29", "K33")
def test_a_campaign_from_the_wizard_to_the_calls(
	real_walker: Walker, running_suite: RunningSuite
) -> None:
	page = enter(real_walker, running_suite, "jefa")
	make_campaign(page)
	page.get_by_role("link", name="Ir a la audiencia").click()
	page.get_by_role("button", name="Construir audiencia").click()
	expect(page.locator("#audience .chip")).to_have_text("Lista", timeout=PATIENCE_MS)
	members = read_figure(page.locator("#audience .count-number").inner_text())
	assert members > 500
	page.get_by_role("link", name="Poner en ejecución").click()
	dialog = page.get_by_role("dialog")
	dialog.get_by_role("button", name="Pasar a «En ejecución»").click()
	page.get_by_role("link", name="Correo", exact=True).click()
	page.get_by_role("link", name="Enviar ahora").click()
	dialog.get_by_label("Asunto").fill("Hogar seguro para usted")
	dialog.get_by_role("button", name="Enviar ahora").click()
	run = page.get_by_role("article").filter(has_text="Hogar seguro para usted")
	expect(run).to_contain_text("Terminado", timeout=PATIENCE_MS * 2)
	assert read_figure(run.locator(".sum-line strong").inner_text()) == members
	link = find_unsubscribe_link(str(running_suite.document["mailbox"]))
	real_walker.check_page("real-correo")
	page.get_by_role("link", name="Llamadas", exact=True).click()
	page.get_by_label("Asesor", exact=True).select_option(index=1)
	page.get_by_role("textbox", name="Cuántos clientes").fill("5")
	page.get_by_role("button", name="Asignar").click()
	expect(page.get_by_role("status")).to_contain_text("recibió 5 clientes")
	review_risk(page, real_walker)
	work_at_desk(enter(real_walker, running_suite, "asesor"), real_walker)
	page = enter(real_walker, running_suite, "jefa")
	page.get_by_role("link", name=NAME).click()
	page.get_by_role("link", name="Llamadas", exact=True).click()
	expect(page.locator("[data-drawn] svg")).to_be_visible()
	expect(page.get_by_text(re.compile("^2 hechas"))).to_be_visible()
	leave_mailings(real_walker.open(), link)


def review_risk(page: Page, walker: Walker) -> None:
	"""Review the five assigned customers, and look one person up by hand."""
	page.get_by_role("link", name="Riesgo", exact=True).click()
	page.get_by_role("button", name="Revisar ahora").click()
	expect(page.locator("#review-progress")).to_contain_text("Terminada", timeout=PATIENCE_MS)
	expect(page.get_by_role("table", name="Resultados por fila").get_by_role("row")).to_have_count(
		6
	)
	walker.check_page("real-riesgo-campana")
	page.get_by_role("link", name="Central de riesgos").click()
	page.get_by_role("textbox", name="Número").fill("1710034065")
	page.get_by_label("Para qué consulta").select_option("Oferta a crédito")
	page.get_by_role("button", name="Consultar", exact=True).click()
	expect(page.locator("#risk-answer")).to_contain_text("Sin registro de riesgo")
	page.get_by_role("link", name="Historial").click()
	expect(page.get_by_role("row").nth(1)).to_contain_text("17******65")


def work_at_desk(page: Page, walker: Walker) -> None:
	"""Call two customers: ask the risk, record the result."""
	page.get_by_role("link", name="Empezar a llamar").click()
	page.get_by_role("button", name="Tomar el siguiente").click()
	for key in ("2", "5"):
		expect(page.locator("#risk-reviewed")).to_contain_text("en la revisión de")
		page.get_by_role("button", name="Consultar riesgo").click()
		expect(page.locator("#risk")).to_contain_text("consultado hace")
		reason = page.get_by_label("Motivo para seguir pese al riesgo alto")
		if reason.count():
			reason.fill("Prueba del recorrido")
		name = page.locator(".desk-name").inner_text()
		page.locator(f"[data-key='{key}']").check()
		walker.press("Control+Enter")
		expect(page.locator(".desk-name")).not_to_have_text(name)
	walker.check_page("real-mesa")


@pytest.mark.covers("M4", "R7", "R11")
def test_the_administrator_registers_imports_and_finds(
	real_walker: Walker, running_suite: RunningSuite, tmp_path: Path
) -> None:
	page = enter(real_walker, running_suite, "admin")
	file = tmp_path / "malos.csv"
	file.write_text(CSV, "utf-8")
	page.goto("/importaciones/")
	page.get_by_label("Archivo", exact=True).set_input_files(file)
	page.get_by_role("button", name="Continuar").click()
	# No value of it has a valid check digit: that it is one is said by hand.
	page.get_by_role("combobox", name="id_number").select_option("id_number")
	page.get_by_role("button", name="Probar el archivo").click()
	page.get_by_role("button", name="Importar ahora").click(timeout=PATIENCE_MS)
	expect(page.locator("#progress .chip").first).to_have_text(
		re.compile("Terminada|Falló"), timeout=PATIENCE_MS
	)
	page.goto("/clientes/nuevo")
	page.get_by_label("Número").fill("1710034064")
	page.get_by_label("Nombre completo").fill("Sintética del Recorrido")
	page.get_by_role("button", name="Guardar").click()
	expect(page.locator("#id_number-error")).to_be_visible()
	page.get_by_label("Número").fill("1710034065")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_role("heading", name="Sintética del Recorrido")).to_be_visible()
	page.get_by_label("Buscar clientes").fill("sintetica del recorrido")
	real_walker.press("Enter")
	expect(page.get_by_role("link", name="Sintética del Recorrido")).to_be_visible()
	real_walker.check_page("real-clientes")


BUYER = "Compradora del Recorrido"
PEOPLE = f"id_number,name\n0926687856,{BUYER}\n"
ITEMS = "nombre,referencia,precio\nFibra del recorrido,REC-FIBRA,25.00\n"
SALES = """Factura;Cédula;Fecha emisión;Código;Cant.;P. unitario;Bodega
REC-1;0926687856;10/05/2023;REC-FIBRA;2;25,00;Norte
REC-2;0926687856;11/06/2024;REC-FIBRA;1;30,00;Norte
REC-1;0926687856;10/05/2023;REC-FIBRA;1;20,00;Norte
REC-3;0926687856;12/07/2024;NADA;1;30,00;Sur
"""


@pytest.mark.covers("C8", "C14")
def test_the_administrator_brings_a_history_of_sales_and_takes_it_out(
	real_walker: Walker, running_suite: RunningSuite, tmp_path: Path
) -> None:
	page = enter(real_walker, running_suite, "admin")
	for name, content in (("personas.csv", PEOPLE), ("articulos.csv", ITEMS)):
		hand_in(page, tmp_path / name, content)
		if name == "personas.csv":
			page.get_by_role("button", name="Probar el archivo").click()
		finish_import(page)
	hand_in(page, tmp_path / "historia.csv", SALES)
	expect(page.get_by_text("Es historia: ya pasó")).to_be_visible()
	expect(page.get_by_label("Bodega")).to_have_value("")
	expect(page.get_by_label("P. unitario")).to_have_value("unit_price")
	real_walker.check_looks("real-historia-columnas")
	page.get_by_role("button", name="Probar el archivo").click()
	expect(page.get_by_text("Ningún artículo del catálogo tiene esa referencia.")).to_be_visible(
		timeout=PATIENCE_MS
	)
	real_walker.check_looks("real-historia-prueba")
	finish_import(page)
	expect(page.get_by_text("Trajo 2 ventas.")).to_be_visible()
	real_walker.check_looks("real-historia-traida")
	page.get_by_role("link", name="Ver las ventas traídas").click()
	expect(page.get_by_role("row", name="REC-1")).to_contain_text("$78,40")
	expect(page.get_by_role("row", name="REC-2")).to_contain_text("$34,50")
	page.get_by_role("link", name="REC-1").click()
	expect(page.get_by_text("traída de archivo")).to_be_visible()
	real_walker.check_looks("real-historia-venta")
	page.get_by_role("link", name="Importación n.º").click()
	page.get_by_role("link", name="Deshacer la importación").click()
	page.get_by_role("dialog").get_by_role("button", name="Sacar las ventas").click()
	expect(page.get_by_text("Se sacaron 2 ventas")).to_be_visible(timeout=PATIENCE_MS)
	page.goto("/ventas/?q=REC-1")
	expect(page.get_by_role("row", name="REC-1")).to_have_count(0)


def hand_in(page: Page, file: Path, content: str) -> None:
	"""Upload a file on the page of imports."""
	file.write_text(content, "utf-8")
	page.goto("/importaciones/")
	page.get_by_label("Archivo", exact=True).set_input_files(file)
	page.get_by_role("button", name="Continuar").click()


def finish_import(page: Page) -> None:
	"""Accept what was tried, and wait for its end."""
	page.get_by_role("button", name="Importar ahora").click(timeout=PATIENCE_MS)
	expect(page.locator("#progress .chip").first).to_have_text("Terminada", timeout=PATIENCE_MS)


def leave_mailings(page: Page, link: str) -> None:
	"""Follow a mail's link out of the mailings."""
	page.goto(link)
	expect(page.get_by_role("heading", level=1)).to_have_text("¿Dejar de recibir correos?")
	page.get_by_role("button", name="Sí, dar de baja").click()
	expect(page.get_by_role("heading", level=1)).to_contain_text("no le escribiremos más")


def find_unsubscribe_link(mailbox: str) -> str:
	"""Return the way out of the newest mail in the local mailbox."""
	mails = httpx.get(f"{mailbox}/api/mails", params={"limit": 1}).json()["items"]
	mail = html.unescape(httpx.get(f"{mailbox}/correos/{mails[0]['id']}/html").text)
	found = re.search(r'href="(http[^"]+/baja/[^"]+)"', mail)
	assert found, mail[-2000:]
	return found.group(1)
