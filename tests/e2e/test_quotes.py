"""Quotes in the browser: written, issued, taken as PDF, mailed, accepted; the sale follows."""

import pytest
from playwright.sync_api import expect

from chasqui.contracts.customers.quotes import QuoteState
from tests.e2e.walker import Walker
from tests.support.portal_world import PortalWorld


@pytest.mark.covers("C8", "R52")
def test_the_account_manager_quotes_and_sells(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("account_manager", at="/clientes/2?parte=compras")
	expect(page.get_by_text("COT-000001")).to_be_visible()
	walker.check_looks("gestora-compras-cotizaciones")
	page.get_by_role("link", name="Cotizar", exact=True).click()
	line = page.get_by_role("group", name="Línea 1")
	line.get_by_label("Artículo").select_option(label="Router Ñandú · REF-3 · $59,90")
	line.get_by_label("Cantidad").fill("2")
	page.get_by_label("Válida hasta").fill("2020-01-01")
	page.get_by_label("Nota").fill("Con instalación\nel lunes")
	page.get_by_role("button", name="Guardar borrador").click()
	expect(page.get_by_role("alert")).to_contain_text("Válida hasta: Ese día ya pasó")
	expect(line.get_by_label("Cantidad")).to_have_value("2")
	walker.check_looks("gestora-cotizacion-con-falla")
	page.get_by_label("Válida hasta").fill("2099-12-31")
	page.get_by_role("button", name="Guardar borrador").click()
	expect(page.get_by_role("heading", name="Borrador n.º 6")).to_be_visible()
	page.get_by_role("link", name="Emitir").click()
	walker.check_looks("gestora-emitir")
	page.get_by_role("button", name="Emitir").click()
	expect(page.get_by_role("heading", name="Cotización COT-000005")).to_be_visible()
	with page.expect_download() as download:
		page.get_by_role("link", name="PDF").click()
	assert download.value.suggested_filename == "cotizacion-6.pdf"
	page.get_by_role("link", name="Enviar").click()
	page.get_by_label("Mensaje").fill("Quedo a sus órdenes.")
	walker.check_looks("gestora-enviar-cotizacion")
	page.get_by_role("button", name="Enviar").click()
	expect(page.get_by_text("La cotización salió a lu***@example.com.")).to_be_visible()
	walker.check_looks("gestora-cotizacion-enviada")
	page.get_by_role("link", name="Aceptar").click()
	page.get_by_role("button", name="Aceptar").click()
	expect(page.get_by_role("heading", name="Borrador n.º 7")).to_be_visible()
	page.get_by_role("link", name="COT-000005").click()
	expect(page.get_by_role("link", name="Borrador n.º 7")).to_be_visible()
	assert portal.world.quotes.quotes[6].state is QuoteState.ACCEPTED
	page.goto("/cotizaciones/conversion/")
	expect(page.get_by_role("columnheader", name="% por monto")).to_be_visible()
	walker.check_looks("gestora-conversion")


@pytest.mark.covers("C14")
def test_the_list_rejects_many_for_a_reason(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("account_manager", at="/cotizaciones/")
	walker.check_looks("gestora-cotizaciones")
	page.get_by_role("checkbox", name="Elegir «COT-000001»").check()
	page.get_by_role("button", name="Continuar").click()
	expect(page.get_by_role("heading", name="Anotar como rechazadas")).to_be_visible()
	page.get_by_label("Motivo").fill("Cerró la empresa")
	page.get_by_role("button", name="Anotar como rechazadas").click()
	expect(page.get_by_text("Se anotó el rechazo: 1 cotización.")).to_be_visible()
	assert portal.world.quotes.quotes[2].reject_reason == "Cerró la empresa"
