"""Orders of spare parts on the portal: written down, ordered, come, handed over."""

from decimal import Decimal
from typing import Any

import pytest
from werkzeug.test import TestResponse

from chasqui.contracts.customers.part_orders import PartOrderState
from tests.support.fakes.catalogue import TODAY
from tests.support.portal_world import PortalWorld, Visitor, read_faults, read_text, read_typed

LIST, ONE = "/repuestos/", "/repuestos/1"
ADD, EDIT = "/repuestos/nuevo?cliente=1", "/repuestos/1/editar"

pytestmark = pytest.mark.covers("R34")


@pytest.fixture
def manager(portal: PortalWorld) -> Visitor:
	return portal.open("account_manager")


def write(visitor: Visitor, path: str, *rows: tuple[str, ...], **more: Any) -> TestResponse:
	names = ("item_id", "name", "quantity", "unit_price")
	columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
	return visitor.send(path, page=path, **{"nonce": "n1", **columns, **more})


class TestPages:
	def test_list_order_and_profile_say_the_same(self, manager: Visitor) -> None:
		text = read_text(manager.get(LIST).text)
		assert "Pedido n.º 1 Pedido Router Ñandú +1" in text
		assert "Pedido n.º 2 Encargado al proveedor" in text
		assert "Pedido n.º 1" not in read_text(manager.get(f"{LIST}?state=ordered").text)
		one = read_text(manager.get(ONE).text)
		assert "Aceite 15W40 2,5 $4,30 $10,75" in one
		assert "Total $70,65" in one
		assert "John Deere 5075E" in one
		assert "Router Ñandú +1" in read_text(manager.get("/clientes/1?parte=equipos").text)
		assert "Todavía no ha pedido repuestos" in manager.get("/clientes/3?parte=equipos").text

	def test_an_advisor_writes_down_and_moves_nothing(self, portal: PortalWorld) -> None:
		advisor = portal.open("asesora")
		assert write(advisor, ADD, ("3", "", "1", "")).location == "/repuestos/3"
		assert "/repuestos/3/" not in advisor.get("/repuestos/3").text
		assert advisor.get("/repuestos/3/entregar").status_code == 403


class TestForms:
	def test_it_begins_with_for_whom(self, manager: Visitor) -> None:
		page = manager.get("/repuestos/nuevo?q=luc").text
		assert "¿Para quién son?" in page
		assert 'href="/repuestos/nuevo?cliente=2"' in page

	def test_it_is_written_once(self, portal: PortalWorld, manager: Visitor) -> None:
		rows = (("3", "", "2", ""), ("", "Filtro", "1", "7,50"))
		ways = {write(manager, ADD, *rows, equipment_id="3").location for _click in range(2)}
		assert ways == {"/repuestos/3"}
		made = portal.world.part_orders.orders[3]
		assert (made.customer_id, made.equipment_id, made.total) == (1, 3, Decimal("127.30"))

	def test_what_is_wrong_stands_in_its_row(self, manager: Visitor) -> None:
		page = write(manager, ADD, ("", "", "1", ""), ("3", "", "x", ""))
		assert page.status_code == 422
		assert read_faults(page).keys() == {"lines-0", "lines-1-quantity"}
		assert read_faults(write(manager, ADD)) == {"lines": "Escriba al menos un repuesto."}
		more = write(manager, ADD, ("", "Filtro", "1", ""), more="1")
		assert (more.status_code, more.text.count('name="quantity"')) == (200, 6)

	def test_a_change_keeps_what_was_not_touched(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(EDIT)
		assert manager.resend(asked, note="Para el lunes", sale_id="2").status_code == 303
		order = portal.world.part_orders.orders[1]
		assert (order.note, order.sale_id, order.equipment_id) == ("Para el lunes", 2, 1)
		assert [one.name for one in order.lines] == ["Router Ñandú", "Aceite 15W40"]
		assert 'href="/ventas/2"' in manager.get(ONE).text

	def test_what_somebody_changed_meanwhile_is_shown(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(EDIT)
		parts = portal.world.part_orders
		parts.keep(parts.orders[1].model_copy(update={"note": "Otra"}))
		page = manager.resend(asked, note="Mía")
		assert read_faults(page)["note"] == "Ahora dice «Otra»."
		assert read_typed(page)["note"] == "Mía"

	def test_what_has_come_does_not_change(self, portal: PortalWorld, manager: Visitor) -> None:
		parts = portal.world.part_orders
		parts.reach(parts.orders[1], PartOrderState.RECEIVED)
		asked = manager.get(EDIT)
		assert "Los repuestos ya llegaron: no cambian." in asked.text
		assert 'name="quantity"' not in asked.text
		assert manager.resend(asked, note="Ya está").status_code == 303
		assert len(parts.orders[1].lines) == 2


class TestSteps:
	def test_from_the_supplier_to_the_customer(self, portal: PortalWorld, manager: Visitor) -> None:
		parts = portal.world.part_orders
		for path, fields in (
			("encargar", {"supplier": "Importadora", "expected_on": "2026-12-24"}),
			("recibir", {"stocks": None}),
			("entregar", {}),
		):
			answer = manager.resend(manager.get(f"{ONE}/{path}"), **fields)
			assert (answer.status_code, answer.location) == (303, ONE), path
		order = parts.orders[1]
		assert (order.state, order.supplier, order.delivered_on) == (
			PartOrderState.DELIVERED, "Importadora", TODAY,
		)  # fmt: skip
		assert parts.made["stocks"] is False
		assert "/repuestos/1/editar" not in manager.get(ONE).text

	def test_who_is_late_for_the_last_piece_is_told(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(f"{ONE}/entregar")
		portal.world.part_orders.short.add(3)
		page = manager.resend(asked)
		assert page.status_code == 422
		assert "No alcanzan las existencias." in read_text(page.text)

	def test_it_is_cancelled_with_a_reason(self, portal: PortalWorld, manager: Visitor) -> None:
		asked = manager.get("/repuestos/2/cancelar")
		assert read_faults(manager.resend(asked, reason="")).keys() == {"reason"}
		assert manager.resend(asked, reason="Ya no lo quiere").status_code == 303
		assert portal.world.part_orders.orders[2].cancel_reason == "Ya no lo quiere"
