"""Equipment in the browser: a machine, the order for it, its parts, done, and the next service."""

import pytest
from playwright.sync_api import expect

from chasqui.contracts.customers.service_orders import ServiceState
from tests.e2e.walker import Walker
from tests.support.portal_world import PortalWorld


@pytest.mark.covers("R32", "R33")
def test_the_account_manager_services_a_machine(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("account_manager", at="/clientes/1?parte=equipos")
	walker.check_looks("gestora-equipos-de-la-ficha")
	page.get_by_role("link", name="Registrar equipo").click()
	page.get_by_label("Tipo").select_option(label="Equipo")
	page.get_by_label("Marca").fill("Kubota")
	page.get_by_label("Modelo").fill("L3")
	page.get_by_label("Serie").fill("1LV-5075")
	page.get_by_role("radio", name="Horas").check()
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_role("alert")).to_contain_text("ya lleva esa serie")
	walker.check_looks("gestora-serie-repetida")
	page.get_by_label("Serie").fill("KU-77")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_role("heading", name="Kubota L3")).to_be_visible()
	page.get_by_role("link", name="Plan", exact=True).click()
	page.get_by_label("Cada cuántos meses").fill("6")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_text("El plan quedó guardado: cada 6 meses.")).to_be_visible()
	page.get_by_role("link", name="Pedir servicio").click()
	page.get_by_label("Qué se pide").fill("Servicio de 250 horas")
	page.get_by_role("button", name="Pedir", exact=True).click()
	expect(page.get_by_role("heading", name="Orden n.º 5")).to_be_visible()
	page.get_by_role("link", name="Editar").click()
	line = page.get_by_role("group", name="Línea 1")
	line.get_by_label("O escriba qué es").fill("Filtro de aceite")
	line.get_by_label("Cantidad").fill("2")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_role("alert")).to_contain_text("Línea 1, Precio: Escriba cuánto cuesta")
	walker.check_looks("gestora-repuesto-sin-precio")
	line.get_by_label("Precio").fill("7,50")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_role("rowheader", name="Filtro de aceite")).to_be_visible()
	page.get_by_role("link", name="Iniciar").click()
	page.get_by_role("button", name="Iniciar").click()
	page.get_by_role("link", name="Terminar").click()
	page.get_by_label("Qué se hizo").fill("Cambio de aceite y filtros")
	page.get_by_label("Horas de trabajo").fill("1,5")
	page.get_by_label("Precio de la hora").fill("20")
	page.get_by_role("button", name="Terminar").click()
	expect(page.get_by_text("$45,00")).to_be_visible()
	walker.check_looks("gestora-orden-hecha")
	order = portal.world.orders.orders[5]
	assert (order.state, str(order.cost)) == (ServiceState.DONE, "45.000")


@pytest.mark.covers("R33")
def test_many_reminders_become_orders(walker: Walker, portal: PortalWorld) -> None:
	portal.world.workshop.machines[2].due_on = portal.world.workshop.machines[1].due_on
	portal.world.workshop.machines[2].open_orders = 0
	page = walker.open("account_manager", at="/equipos/por-vencer/")
	walker.check_looks("gestora-por-vencer")
	page.get_by_role("checkbox", name="Elegir «Kubota M7»").check()
	page.get_by_role("button", name="Continuar").click()
	page.get_by_label("Qué se pide").fill("Servicio según el plan")
	page.get_by_role("button", name="Pedir el mantenimiento").click()
	expect(page.get_by_text("Se pidió el mantenimiento: 1 equipo.")).to_be_visible()
	assert portal.world.orders.orders[5].equipment_id == 2
