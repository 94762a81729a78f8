"""The money of a campaign: what it costs, what it sells, and the pause when it is used up."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests.e2e.walker import Walker
from tests.support.portal_world import PortalWorld


@pytest.mark.covers("K19")
def test_the_head_says_what_things_cost_and_stops_in_time(
	walker: Walker, portal: PortalWorld
) -> None:
	page = walker.open("jefa", at="/tarifas/")
	expect(page.get_by_role("heading", name="Todavía no hay tarifas")).to_be_visible()
	page.get_by_label("Cuesta cada uno").fill("0,0150")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_role("alert")).to_contain_text("Desde")
	expect(page.get_by_label("Cuesta cada uno")).to_have_value("0,0150")
	page.get_by_label("Desde", exact=True).fill("2026-11-01")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_role("cell", name="$0,0150")).to_be_visible()
	walker.check_looks("jefa-tarifas")
	budget = portal.world.campaigns[1].budget
	assert budget is not None
	portal.world.spent[1] = budget - 100
	page.goto(f"{walker.url}/campanas/1/dinero/")
	expect(page.get_by_text("Queda poco presupuesto")).to_be_visible()
	page.get_by_role("textbox", name="Costo").fill("Feria de Manta")
	page.get_by_label("Monto").fill("120,00")
	page.get_by_label("Día").fill("2026-11-20")
	page.get_by_role("button", name="Agregar").click()
	expect(page.get_by_text("Feria de Manta").last).to_be_visible()
	expect(page.get_by_text("Llegó a su tope")).to_be_visible()
	walker.check_looks("jefa-dinero")
	page.get_by_role("link", name="Pausar la campaña").click()
	page.get_by_label("Motivo").fill("Se acabó el presupuesto")
	page.get_by_role("button", name="Pasar a «Pausada»").click()
	expect(page.get_by_text("La campaña ahora está en la fase")).to_be_visible()


@pytest.mark.covers("K27")
def test_the_advisor_writes_down_a_sale_without_the_mouse(
	walker: Walker, portal: PortalWorld
) -> None:
	page = walker.open("asesora", at="/mesa/")
	walker.press("Enter", on=page.get_by_role("button", name="Tomar el siguiente"))
	item = page.get_by_label("Qué se vendió")
	expect(item).to_be_hidden()
	walker.press("1")
	item.select_option(index=1)
	expect(page.get_by_label("Precio", exact=True)).not_to_have_value("")
	page.get_by_label("Precio", exact=True).fill("18,50")
	page.get_by_label("Cantidad").fill("2")
	walker.check_looks("asesora-venta")
	walker.press("Control+Enter")
	expect(page.get_by_text("Guardado: Venta.")).to_be_visible()
	sale = portal.world.records[-1].sale
	assert sale is not None
	assert (sale.quantity, sale.unit_price) == (2, Decimal("18.50"))
