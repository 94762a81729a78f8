"""Sales in the browser: a draft from the customer's page, the invoice, the payment, a return."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from chasqui.contracts.customers.sales import SaleState
from tests.e2e.walker import Walker
from tests.support.portal_world import PortalWorld


@pytest.mark.covers("C8", "C14")
def test_the_account_manager_sells_and_takes_one_back(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("account_manager", at="/clientes/2")
	page.get_by_role("link", name="Compras").click()
	expect(page.get_by_text("001-001-000000002")).to_be_visible()
	walker.check_looks("gestora-compras")
	page.get_by_role("link", name="Anotar venta").click()
	line = page.get_by_role("group", name="Línea 1")
	line.get_by_label("Artículo").select_option(label="Router Ñandú · REF-3 · $59,90")
	line.get_by_label("Cantidad").fill("0")
	page.get_by_role("button", name="Guardar borrador").click()
	expect(page.get_by_role("alert")).to_contain_text("Línea 1, Cantidad: Debe ser mayor que 0")
	walker.check_looks("gestora-venta-con-falla")
	line.get_by_label("Cantidad").fill("2")
	page.get_by_role("button", name="Más líneas").click()
	expect(page.get_by_role("group", name="Línea 6")).to_be_visible()
	expect(line.get_by_label("Cantidad")).to_have_value("2")
	page.get_by_role("button", name="Guardar borrador").click()
	expect(page.get_by_role("heading", name="Borrador n.º 7")).to_be_visible()
	walker.check_looks("gestora-borrador")
	page.get_by_role("link", name="Facturar").click()
	walker.check_looks("gestora-facturar")
	page.get_by_role("button", name="Facturar").click()
	expect(page.get_by_role("heading", name="Venta 001-001-")).to_be_visible()
	page.get_by_role("link", name="Anotar pago").click()
	page.get_by_role("button", name="Anotar pago").click()
	page.get_by_role("link", name="Anotar devolución").click()
	page.get_by_label("Cantidad que vuelve").fill("3")
	page.get_by_label("Motivo").select_option(label="Vino con falla")
	page.get_by_role("button", name="Escribir nota de crédito").click()
	expect(page.get_by_role("alert")).to_contain_text("Quedan 2 por devolver")
	walker.check_looks("gestora-devolucion")
	page.get_by_label("Cantidad que vuelve").fill("1")
	page.get_by_role("button", name="Escribir nota de crédito").click()
	expect(page.get_by_text("devuelta en parte")).to_be_visible()
	walker.check_looks("gestora-venta-devuelta")
	sale = portal.world.till.sales[7]
	assert (sale.state, sale.returned_total) == (SaleState.PAID, Decimal("68.89"))


@pytest.mark.covers("C8")
def test_the_list_notes_many_as_paid(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("account_manager", at="/ventas/")
	walker.check_looks("gestora-ventas")
	page.get_by_role("checkbox", name="Elegir «001-001-000000001»").check()
	page.get_by_role("button", name="Continuar").click()
	expect(page.get_by_role("heading", name="Anotar como pagadas")).to_be_visible()
	walker.check_looks("gestora-pagadas")
	page.get_by_role("button", name="Anotar como pagadas").click()
	expect(page.get_by_text("Se anotó el pago: 1 venta.")).to_be_visible()
	assert portal.world.till.sales[2].state is SaleState.PAID


@pytest.mark.covers("C14")
def test_the_administrator_sets_up_numbers_and_taxes(walker: Walker) -> None:
	page = walker.open("admin", at="/ventas/")
	page.get_by_role("button", name="Configurar").click()
	page.get_by_role("link", name="Series de números").click()
	walker.check_looks("admin-series")
	page.get_by_role("link", name="IVA", exact=True).click()
	page.get_by_label("Tarifa, en %").fill("12")
	page.get_by_label("Desde").fill("2027-01-01")
	page.get_by_role("button", name="Poner").click()
	expect(page.get_by_role("cell", name="12 %")).to_be_visible()
	walker.check_looks("admin-iva")
