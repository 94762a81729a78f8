"""Service orders on the portal: asked for, planned, begun, closed; reminders and plans."""

from decimal import Decimal
from typing import Any

import pytest
from werkzeug.test import TestResponse

from chasqui.contracts.customers.service_orders import ServiceState
from tests.support.fakes.catalogue import TODAY
from tests.support.portal_world import PortalWorld, Visitor, read_faults, read_text, read_typed

LIST, DUE, PLANS = "/ordenes/", "/equipos/por-vencer/", "/equipos/planes/"
EDIT = "/ordenes/3/editar"

pytestmark = pytest.mark.covers("R33")


@pytest.fixture
def manager(portal: PortalWorld) -> Visitor:
	return portal.open("account_manager")


class TestList:
	def test_each_order_says_what_it_is_and_where_it_stands(self, manager: Visitor) -> None:
		text = read_text(manager.get(LIST).text)
		assert "Orden n.º 2 Planificada Reparación Kubota M7" in text
		assert "20 nov 2026 Luis Técnico" in text
		assert "$130,55" in text
		narrowed = read_text(manager.get(f"{LIST}?state=done&kind=inspection").text)
		assert "Orden n.º 4" in narrowed
		assert "Orden n.º 2" not in narrowed

	def test_many_are_planned_after_a_question(self, portal: PortalWorld, manager: Visitor) -> None:
		asked = manager.get("/ordenes/acciones/?scope=all&action=planned")
		assert "4 órdenes" in asked.text
		answer = manager.resend(asked, planned_on="2026-11-25", technician="Ana Técnica")
		assert answer.status_code == 303
		text = read_text(manager.get(answer.location).text)
		assert "Se planificó: 2 órdenes." in text
		assert "queda como está" in text
		orders = portal.world.orders.orders
		assert [orders[n].technician for n in (1, 2, 3)] == ["Ana Técnica", "Ana Técnica", ""]


class TestOne:
	def test_it_says_parts_labour_and_steps(self, manager: Visitor) -> None:
		page = manager.get("/ordenes/3").text
		text = read_text(page)
		assert "Router Ñandú 2 $59,90 $119,80" in text
		assert "Aceite 15W40 2,5 $4,30 $10,75" in text
		assert "/ordenes/3/terminar" in page
		assert "/ordenes/3/iniciar" not in page
		done = manager.get("/ordenes/4").text
		assert "Se cambió el cable" in done
		assert 'href="/ventas/2"' in done
		assert "/ordenes/4/editar" not in done

	def test_an_advisor_asks_and_moves_nothing(self, portal: PortalWorld) -> None:
		advisor = portal.open("asesora")
		asked = advisor.get("/equipos/2/pedir")
		assert "Ya tiene una orden abierta." in asked.text
		answer = advisor.resend(asked, kind="repair", asked="Pierde agua")
		assert answer.location == "/ordenes/5"
		assert portal.world.orders.orders[5].asked == "Pierde agua"
		page = advisor.get("/ordenes/5").text
		assert "/ordenes/5/" not in page
		assert advisor.get("/ordenes/5/planificar").status_code == 403

	def test_a_second_click_asks_for_nothing_more(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get("/equipos/1/pedir")
		for _click in range(2):
			assert manager.resend(asked, asked="Servicio").location == "/ordenes/5"
		assert len(portal.world.orders.orders) == 5
		assert read_faults(manager.resend(asked, asked="")).keys() == {"asked"}

	def test_the_machine_and_the_profile_show_their_orders(self, manager: Visitor) -> None:
		text = read_text(manager.get("/equipos/1").text)
		assert "Orden n.º 3 En marcha Reparación No arranca" in text
		assert "Vence 20 nov 2026" in text
		assert "cada 6 meses de su modelo" in text
		assert "Orden n.º 3" in read_text(manager.get("/clientes/1?parte=equipos").text)


class TestSteps:
	def test_it_is_planned_begun_and_done(self, portal: PortalWorld, manager: Visitor) -> None:
		orders = portal.world.orders.orders
		for path, fields in (
			("planificar", {"planned_on": "2026-11-24", "technician": "Ana"}),
			("iniciar", {}),
			("terminar", {"work": "Se hizo", "meter": "1.400,5", "labour_hours": "1,5",
				"labour_price": "20"}),
		):  # fmt: skip
			answer = manager.resend(manager.get(f"/ordenes/1/{path}"), **fields)
			assert (answer.status_code, answer.location) == (303, "/ordenes/1"), path
		done = orders[1]
		assert (done.state, done.technician, done.done_on) == (ServiceState.DONE, "Ana", TODAY)
		assert (done.meter_total, done.cost) == (Decimal("1400.5"), Decimal(30))

	def test_the_later_of_two_who_close_it_is_told(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get("/ordenes/3/terminar")
		orders = portal.world.orders
		orders.reach(orders.orders[3], ServiceState.DONE, done_on=TODAY)
		page = manager.resend(asked, work="Se cambió el arranque")
		assert page.status_code == 422
		assert read_faults(page) == {"": "La orden ya no está en ese estado."}
		assert read_typed(page)["work"] == "Se cambió el arranque"
		manager.send("/ordenes/3/iniciar", page="/ordenes/1/iniciar")
		assert "ya no está en ese estado" in read_text(manager.get("/ordenes/3").text)

	def test_it_is_cancelled_with_a_reason(self, portal: PortalWorld, manager: Visitor) -> None:
		asked = manager.get("/ordenes/2/cancelar")
		assert read_faults(manager.resend(asked, reason="")).keys() == {"reason"}
		assert manager.resend(asked, reason="Lo vendió").status_code == 303
		assert portal.world.orders.orders[2].cancel_reason == "Lo vendió"


class TestParts:
	def test_they_are_written_as_rows(self, portal: PortalWorld, manager: Visitor) -> None:
		answer = self.write(
			manager, ("3", "", "1", ""), ("", "Filtro", "2", "7,50"), ("", "", "", "")
		)
		assert answer.status_code == 303, answer.text
		parts = portal.world.orders.orders[3].parts
		assert [(one.item_id, one.name, one.amount) for one in parts] == [
			(3, "Router Ñandú", Decimal("59.90")), (None, "Filtro", Decimal("15.00")),
		]  # fmt: skip

	def test_what_is_wrong_stands_in_its_row_and_nothing_is_lost(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		page = self.write(manager, ("", "", "1", ""), ("3", "", "0", ""), ("", "Aceite", "1", ""))
		assert page.status_code == 422
		assert read_faults(page).keys() == {"parts-0", "parts-1-quantity"}
		assert 'value="Aceite"' in page.text
		page = self.write(manager, ("", "Aceite", "1", ""))
		assert read_faults(page) == {"parts-0-unit_price": "Escriba cuánto cuesta."}
		portal.world.orders.short.add(3)
		page = self.write(manager, ("3", "", "9", ""))
		assert read_faults(page) == {"parts-0-quantity": "de «Router» quedan 0"}

	def test_more_lines_lose_nothing(self, manager: Visitor) -> None:
		page = self.write(manager, ("", "Filtro", "2", "7,50"), more="1")
		assert page.status_code == 200
		assert 'value="Filtro"' in page.text
		assert page.text.count('name="quantity"') == 6

	def test_what_somebody_changed_meanwhile_is_shown(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(EDIT)
		orders = portal.world.orders
		orders.keep(orders.orders[3].model_copy(update={"asked": "Otra cosa"}), [])
		page = manager.resend(asked, asked="Mía")
		assert page.status_code == 422
		assert read_faults(page)["asked"] == "Ahora dice «Otra cosa»."
		assert "Ahora dice «»" in page.text or "Ahora está vacío" in page.text

	def write(self, visitor: Visitor, *rows: tuple[str, ...], **more: Any) -> TestResponse:
		names = ("item_id", "name", "quantity", "unit_price")
		columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
		fields = {"kind": "repair", "asked": "No arranca", **columns, **more}
		return visitor.send(EDIT, page=EDIT, **fields)


class TestReminders:
	def test_what_comes_due_is_listed_and_asked_for(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		text = read_text(manager.get(DUE).text)
		assert "John Deere 5075E" in text
		assert "Kubota" not in text
		assert "20 nov 2026 vencido ya pedido" in text
		asked = manager.get(f"{DUE}acciones/?scope=all&action=request")
		assert "1 equipo" in asked.text
		answer = manager.resend(asked, asked="Servicio según el plan")
		text = read_text(manager.get(answer.location).text)
		assert "Se pidió el mantenimiento: 0 equipos." in text
		assert len(portal.world.orders.orders) == 4

	def test_the_first_page_says_how_many(self, portal: PortalWorld, manager: Visitor) -> None:
		assert "1 equipo por vencer" in read_text(manager.get("/").text)
		portal.world.workshop.machines[1].due_on = None
		assert "por vencer" not in manager.get("/").text.partition('class="stack"')[2]


class TestPlans:
	def test_a_plan_of_a_model_is_set_and_taken_away(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		page = manager.get(PLANS)
		assert "John Deere 5075E cada 6 meses" in read_text(page.text)
		answer = manager.resend(page, brand="Kubota", model="M7", every="250", months="12")
		assert answer.status_code == 303
		assert "se atiende cada 250 h o 12 meses" in read_text(manager.get(PLANS).text)
		assert manager.resend(manager.get(f"{PLANS}1/quitar")).status_code == 303
		assert list(portal.world.orders.plans) == [2]

	def test_a_plan_of_nothing_is_refused(self, manager: Visitor) -> None:
		page = manager.resend(manager.get(PLANS), brand="Kubota", model="M7")
		assert page.status_code == 422
		assert "Escriba cada cuánto uso, cada cuántos meses" in page.text
		page = manager.resend(page, months="0", every="0")
		assert read_faults(page).keys() == {"every", "months"}

	def test_one_machine_has_its_own(self, portal: PortalWorld, manager: Visitor) -> None:
		asked = manager.get("/equipos/1/plan")
		assert read_typed(asked)["months"] == ""
		assert manager.resend(asked, months="3").status_code == 303
		assert "cada 3 meses propio" in read_text(manager.get("/equipos/1").text)
		assert read_typed(manager.get("/equipos/1/plan"))["months"] == "3"
