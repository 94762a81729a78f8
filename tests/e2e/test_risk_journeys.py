"""«Central de riesgos» in a browser, by mouse and by keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.walker import PHONE, Walker
from tests.support.fakes.risk import make_answer
from tests.support.portal_world import PortalWorld


@pytest.mark.covers("K28")
def test_the_marketing_head_looks_somebody_up(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("jefa")
	page.get_by_role("link", name="Central de riesgos").click()
	number = page.get_by_role("textbox", name="Número")
	check = page.locator("#id-check")
	number.press_sequentially("171003406")
	expect(check).to_have_text("La cédula tiene 10 dígitos.")
	number.press_sequentially("6")
	expect(check).to_have_text("El dígito verificador de la cédula no corresponde.")
	walker.press("Enter")
	expect(page.locator("#risk-form")).to_contain_text("Hay algo que corregir")
	number = page.get_by_role("textbox", name="Número")
	number.fill("171003406-5")
	expect(check).to_have_text("La cédula es válida.")
	page.get_by_label("Para qué consulta").select_option("Oferta a crédito")
	page.get_by_role("button", name="Consultar", exact=True).click()
	answer = page.locator("#risk-answer")
	expect(answer).to_contain_text("Riesgo bajo")
	expect(answer).to_contain_text("712")
	expect(answer).to_contain_text("consultado hace 3 minutos")
	answer.get_by_role("button", name="Consultar de nuevo").click()
	expect(answer).to_contain_text("consultado hace un momento")
	assert [look.fresh for look in portal.world.looks] == [False, True]
	page.get_by_role("link", name="Por nombre").click()
	page.get_by_label("Nombre y apellidos").fill("María Ñusta")
	page.get_by_label("Para qué consulta").select_option("Oferta a crédito")
	walker.press("Enter", on=page.get_by_role("button", name="Consultar", exact=True))
	expect(answer).to_contain_text("Ninguna se elige por usted")
	walker.check_page("riesgo-nombres")


@pytest.mark.parametrize(
	("level", "status"), [("HIGH", "STALE"), ("MEDIUM", "FOUND"), ("NONE", "FOUND")]
)
def test_every_answer_is_accessible_and_fits(
	walker: Walker, portal: PortalWorld, level: str, status: str
) -> None:
	portal.world.risk_level, portal.world.risk_status = level, status
	page = walker.open("jefa", at="/riesgo/")
	page.get_by_role("textbox", name="Número").fill("1710034065")
	page.get_by_label("Para qué consulta").select_option("Oferta a crédito")
	page.get_by_role("button", name="Consultar", exact=True).click()
	page.get_by_role("button", name="Consultar de nuevo").wait_for()
	walker.check_looks(f"riesgo-{level}")


def test_what_is_wrong_is_told_at_its_field(walker: Walker) -> None:
	page = walker.open("asesora", at="/riesgo/", size=PHONE)
	page.get_by_role("textbox", name="Número").fill("1710034066")
	page.get_by_role("button", name="Consultar", exact=True).click()
	page.get_by_text("Hay algo que corregir").wait_for()
	walker.check_page("riesgo-error")


@pytest.mark.parametrize(
	("kind", "number", "text"),
	[
		("RUC", "1710034065001", "El RUC es válido."),
		("RUC", "1710034065000", "El RUC no es válido: revise los dígitos."),
		("RUC", "1793189549001", "RUC de sociedad: su dígito no se comprueba."),
		("RUT (Chile)", "12.531.909-2", "El RUT es válido."),
		("RUT (Chile)", "12.531.909-3", "El dígito verificador del RUT no corresponde."),
		("Pasaporte", "AB123456", "Se comprueba al escribir."),
		("Cédula", "0926687856", "La cédula es válida."),
	],
)
def test_check_digits_are_told_on_the_spot(
	walker: Walker, kind: str, number: str, text: str
) -> None:
	page = walker.open("asesora", at="/riesgo/")
	page.get_by_label("Tipo").select_option(kind)
	page.get_by_role("textbox", name="Número").fill(number)
	expect(page.locator("#id-check")).to_have_text(text)


@pytest.mark.covers("K28")
def test_a_list_is_sent_watched_and_downloaded(
	walker: Walker, portal: PortalWorld, tmp_path: Path
) -> None:
	file = tmp_path / "lista.csv"
	file.write_text("identificacion\n1710034065\n", "utf-8")
	page = walker.open("admin", at="/riesgo/lotes/")
	page.get_by_label("Archivo CSV").set_input_files(file)
	page.get_by_label("Para qué consulta").select_option("Oferta a crédito")
	page.get_by_role("button", name="Consultar el lote").click()
	expect(page.locator("#review-progress")).to_contain_text("Terminada")
	expect(page.locator("#review-progress progress")).to_have_count(0)
	with page.expect_download() as download:
		page.get_by_role("link", name="Descargar CSV").click()
	assert "nivel" in Path(download.value.path()).read_text("utf-8")
	page.get_by_label("Nivel").select_option("Riesgo alto")
	table = page.get_by_role("table", name="Resultados por fila")
	expect(table.get_by_role("row")).to_have_count(2)
	table.get_by_role("link", name="Registro").click()
	assert portal.world.item_queries[-1] == {"level": "HIGH", "sort": "status"}


@pytest.mark.covers("K28")
def test_the_marketing_head_reviews_the_assigned_customers(
	walker: Walker, portal: PortalWorld
) -> None:
	page = walker.open("jefa", at="/campanas/1/llamadas/")
	page.get_by_label("Asesor", exact=True).select_option("Asesoría de Prueba")
	page.get_by_role("button", name="Asignar").click()
	page.get_by_role("link", name="Riesgo", exact=True).click()
	page.get_by_label("De quiénes").select_option("Todos los asignados")
	page.get_by_role("button", name="Revisar ahora").click()
	expect(page.locator("#review-progress")).to_contain_text("Terminada")
	walker.check_page("campana-riesgo-revisado")


@pytest.mark.covers("K28", "K29")
def test_the_desk_asks_by_one_key_and_shows_the_review(walker: Walker, portal: PortalWorld) -> None:
	portal.world.risk_level = "HIGH"
	portal.world.reviewed_risk = make_answer(portal.world)
	page = walker.open("asesora", at="/mesa/")
	page.get_by_role("button", name="Tomar el siguiente").click()
	expect(page.get_by_text("en la revisión de hace 3 minutos")).to_be_visible()
	expect(page.get_by_label("Motivo para seguir pese al riesgo alto")).to_be_visible()
	portal.world.down.add("risk")
	walker.press("r")
	expect(page.locator("#risk")).to_contain_text("Riesgo no disponible")
	# What the review found still asks for a reason.
	expect(page.get_by_label("Motivo para seguir pese al riesgo alto")).to_be_visible()
	portal.world.down.clear()
	portal.world.risk_level = "LOW"
	walker.press("r")
	expect(page.locator("#risk")).to_contain_text("Riesgo bajo")
	expect(page.get_by_text("en la revisión de")).to_have_count(0)
	expect(page.get_by_label("Motivo para seguir pese al riesgo alto")).to_have_count(0)
	walker.check_page("mesa-consultado")
