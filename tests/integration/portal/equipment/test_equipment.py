"""Equipment on the portal: found, written down, changed, its meter read."""

from decimal import Decimal

import pytest

from chasqui.contracts.customers.equipment import EquipmentState
from tests.support.fakes.catalogue import TODAY
from tests.support.portal_world import PortalWorld, Visitor, read_faults, read_text, read_typed

LIST, ONE, ADD = "/equipos/", "/equipos/1", "/equipos/nuevo?cliente=1"
EDIT, READ = f"{ONE}/editar", f"{ONE}/lecturas/agregar"
TAB = "/clientes/1?parte=equipos"

pytestmark = pytest.mark.covers("R32")


@pytest.fixture
def manager(portal: PortalWorld) -> Visitor:
	return portal.open("account_manager")


class TestList:
	def test_each_machine_says_what_it_is_and_whose(self, manager: Visitor) -> None:
		text = read_text(manager.get(LIST).text)
		assert "John Deere 5075E En uso serie 1LV-5075" in text
		assert "1.310 h 10 nov 2026" in text
		assert "Kubota M7 En reparación" in text
		assert "Pichincha Quito" in text

	def test_what_narrows_it_is_said_in_words(self, manager: Visitor) -> None:
		page = manager.get(f"{LIST}?type_id=2&meter=km&is_ours=true&province=EC-P")
		text = read_text(page.text)
		for words in ("Tipo: Equipo", "Medidor: Kilómetros", "Nos lo compró: sí"):
			assert words in text
		assert "Nada coincide con los filtros" in text

	def test_without_any_it_says_how_the_first_comes(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		portal.world.workshop.machines.clear()
		text = read_text(manager.get(LIST).text)
		assert "Todavía no hay equipos El primero se registra en la ficha del cliente" in text

	def test_who_may_only_look_is_offered_nothing_more(self, portal: PortalWorld) -> None:
		for user in ("asesora", "jefa"):
			visitor = portal.open(user)
			assert "John Deere 5075E" in visitor.get(LIST).text
			page = visitor.get(ONE).text
			assert "/equipos/1/editar" not in page
			assert "/lecturas/" not in page
			assert visitor.get(EDIT).status_code == 403


class TestOne:
	def test_it_says_all_that_is_known(self, manager: Visitor) -> None:
		text = read_text(manager.get(ONE).text)
		assert "Lleva 1.310 h." in text
		assert "Bodega sur Quito, Pichincha" in text
		assert "1 oct 2026 Gestión 1.200,5 h 1.200,5 h" in text

	def test_one_that_we_sold_leads_to_its_sale(self, manager: Visitor) -> None:
		page = manager.get("/equipos/3").text
		assert 'href="/ventas/2"' in page
		assert "Lecturas" not in read_text(page)

	def test_a_profile_has_its_part(self, portal: PortalWorld, manager: Visitor) -> None:
		text = read_text(manager.get(TAB).text)
		assert "John Deere 5075E" in text
		assert "Kubota" not in text
		assert "Todavía no tiene equipos" in read_text(
			manager.get("/clientes/3?parte=equipos").text
		)
		portal.world.workshop.is_silent = True
		page = read_text(manager.get(TAB).text)
		assert "Los equipos no responden." in page
		assert "Av. de Ejemplo 456" in page


class TestWriting:
	def test_it_begins_with_whose_it_is(self, manager: Visitor) -> None:
		page = manager.get("/equipos/nuevo?q=luc")
		assert "¿De quién es?" in page.text
		assert 'href="/equipos/nuevo?cliente=2"' in page.text

	def test_a_machine_is_written_once(self, portal: PortalWorld, manager: Visitor) -> None:
		asked = manager.get(ADD)
		assert "Router Ñandú · venta n.º 3 del" in asked.text
		fields = {
			"type_id": "2", "brand": "Massey", "model": "290", "serial": "S-1", "year": "1998",
			"meter": "hours", "sold_as": "3-1", "canton": "0101",
		}  # fmt: skip
		for _ in range(2):
			answer = manager.resend(asked, **fields)
			assert (answer.status_code, answer.location) == (303, "/equipos/4")
		made = portal.world.workshop.machines[4]
		assert (made.customer_id, made.brand, made.year) == (1, "Massey", 1998)
		assert (made.sold_as, len(portal.world.workshop.machines)) == ("3-1", 4)

	def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(self, manager: Visitor) -> None:
		asked = manager.get(ADD)
		fields = {"type_id": "2", "brand": "Kubota", "model": "", "serial": "1LV-5075"}
		page = manager.resend(asked, **fields, year="1800")
		assert page.status_code == 422
		assert set(read_faults(page)) == {"model", "year"}
		page = manager.resend(page, model="L3", year="2001")
		assert read_faults(page) == {"serial": "Otro equipo de esa marca ya lleva esa serie."}
		assert read_typed(page)["brand"] == "Kubota"

	def test_a_change_empties_and_keeps(self, portal: PortalWorld, manager: Visitor) -> None:
		asked = manager.get(EDIT)
		answer = manager.resend(asked, serial="", year="", canton="", state="out_of_use")
		assert answer.status_code == 303
		machine = portal.world.workshop.machines[1]
		assert (machine.serial, machine.year, machine.canton) == ("", None, None)
		assert (machine.state, machine.place) == (EquipmentState.OUT_OF_USE, "Bodega sur")

	def test_what_somebody_changed_meanwhile_is_shown(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(EDIT)
		workshop = portal.world.workshop
		workshop.keep(workshop.machines[1].model_copy(update={"place": "Bodega norte"}))
		page = manager.resend(asked, place="Taller")
		assert page.status_code == 422
		assert read_faults(page)["place"] == "Ahora dice «Bodega norte»."
		assert manager.resend(page).status_code == 303
		assert workshop.machines[1].place == "Taller"

	def test_what_was_typed_stays_while_nobody_answers(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(ADD)
		portal.world.workshop.is_silent = True
		page = manager.resend(asked, type_id="2", brand="Massey", model="290")
		assert (page.status_code, read_typed(page)["brand"]) == (422, "Massey")


class TestReadings:
	def test_one_is_noted_once(self, portal: PortalWorld, manager: Visitor) -> None:
		asked = manager.get(READ)
		assert "La última vez decía 1.310 h." in asked.text
		for _ in range(2):
			assert manager.resend(asked, value="1.350,5").status_code == 303
		machine = portal.world.workshop.machines[1]
		assert (machine.meter_total, machine.meter_on) == (Decimal("1350.5"), TODAY)
		assert len(machine.readings) == 3

	def test_one_that_goes_backwards_is_said(self, manager: Visitor) -> None:
		page = manager.resend(manager.get(READ), value="12")
		assert page.status_code == 422
		assert read_faults(page) == {"value": "Decía más."}
		assert read_typed(page)["value"] == "12"

	def test_the_last_one_is_voided_after_a_question(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		page = manager.get(ONE).text
		assert "/lecturas/11/anular" in page
		assert "/lecturas/10/anular" not in page
		asked = manager.get(f"{ONE}/lecturas/11/anular")
		assert "Decía 1.310 h. Queda escrita como anulada" in asked.text
		assert manager.resend(asked).status_code == 303
		assert portal.world.workshop.machines[1].meter_total == Decimal("1200.5")
		assert "anulada" in read_text(manager.get(ONE).text)
		assert manager.get(f"{ONE}/lecturas/11/anular").location == ONE
		again = manager.send(f"{ONE}/lecturas/11/anular", page=READ)
		assert again.status_code == 303
		assert "Solo se anula la última lectura que vale." in read_text(manager.get(ONE).text)
