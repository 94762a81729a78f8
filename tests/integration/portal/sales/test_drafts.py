"""The form of a draft: lines as rows, their faults at their fields, nothing lost."""

from decimal import Decimal
from typing import Any

import pytest
from werkzeug.test import TestResponse

from chasqui.contracts.customers.catalogue import ItemState
from chasqui.contracts.customers.sales import SaleState
from tests.support.portal_world import PortalWorld, Visitor, read_faults

PAGE = "/ventas/"
NEW = f"{PAGE}nueva"
FORM = f"{NEW}?cliente=2"
EDIT = f"{PAGE}1/editar"

pytestmark = pytest.mark.covers("C3", "C8")


@pytest.fixture
def manager(portal: PortalWorld) -> Visitor:
	return portal.open("account_manager")


def write(visitor: Visitor, *rows: tuple[str, str, str, str], **more: Any) -> TestResponse:
	"""Send the form of a new draft with rows of item, quantity, price and discount."""
	names = ("item_id", "quantity", "unit_price", "discount")
	columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
	return visitor.send(NEW, page=FORM, **{"nonce": "n1", "customer_id": "2", **columns, **more})


class TestNew:
	def test_it_is_written_with_lines_prices_and_discounts(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		page = manager.get(FORM).text
		assert "Anotar venta: Lucía Chimborazo Sintética" in page
		assert "Router Ñandú · REF-3 · $59,90" in page
		rows = (("1", "1,5", "", ""), ("", "", "", ""), ("3", "2", "50,00", "10,50"))
		answer = write(manager, *rows, channel="visit", note="Con cuidado", ordered_on="2026-11-19")
		assert answer.status_code == 303, answer.text
		sale = portal.world.till.sales[7]
		assert answer.location == f"{PAGE}7"
		assert [(one.item_id, one.quantity, one.net) for one in sale.lines] == [
			(1, Decimal("1.5"), Decimal("37.50")), (3, Decimal(2), Decimal("89.50")),
		]  # fmt: skip
		assert (sale.channel, sale.note, str(sale.ordered_on)) == (
			"visit", "Con cuidado", "2026-11-19",
		)  # fmt: skip
		assert "quedó como borrador: son $146,06" in manager.get(answer.location).text

	def test_a_second_click_writes_no_second_one(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		ways = {write(manager, ("1", "1", "", "")).location for _click in range(2)}
		assert (ways, len(portal.world.till.sales)) == ({f"{PAGE}7"}, 7)

	@pytest.mark.parametrize(
		("row", "name", "message"),
		[
			(("1", "0", "", ""), "quantity", "Debe ser mayor que 0"),
			(("1", "-1", "", ""), "quantity", "Debe ser mayor que 0"),
			(("1", "0,001", "", ""), "quantity", "2 decimales como máximo"),
			(("1", "muchos", "", ""), "quantity", "Debe ser un número"),
			(("1", "", "", ""), "quantity", "Falta este dato"),
			(("", "2", "", ""), "item_id", "Falta este dato"),
			(("2", "1", "", ""), "item_id", "no está en venta"),
			(("3", "1,5", "", ""), "quantity", "unidades enteras"),
			(("1", "1", "10,005", ""), "unit_price", "2 decimales como máximo"),
			(("1", "1", "-5", ""), "unit_price", "Debe ser 0 o más"),
			(("1", "1", "", "0,001"), "discount", "2 decimales como máximo"),
			(("1", "1", "", "26"), "discount", "pasa de lo que cuesta"),
		],
	)
	def test_what_is_wrong_with_a_line_stands_at_its_field(
		self, portal: PortalWorld, manager: Visitor, row: tuple[str, ...], name: str, message: str
	) -> None:
		blank, good = ("", "", "", ""), ("1", "1", "", "")
		answer = write(manager, good, blank, row, note="No se pierde")  # type: ignore[arg-type]
		assert answer.status_code == 422
		assert message in read_faults(answer)[f"lines-1-{name}"], read_faults(answer)
		assert "No se pierde" in answer.text
		for text in filter(None, row[1:]):
			assert f'value="{text}"' in answer.text
		assert len(portal.world.till.sales) == 6

	def test_without_any_line_it_is_no_sale(self, manager: Visitor) -> None:
		answer = write(manager, ("", "", "", ""))
		assert answer.status_code == 422
		assert read_faults(answer)["lines"] == "Elija al menos un artículo."
		assert write(manager, ("1", "1", "", ""), ordered_on="ayer").status_code == 422
		assert write(manager, *[("1", "1", "", "")] * 101).status_code == 422

	def test_more_rows_come_without_losing_what_is_typed(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		answer = write(manager, ("1", "3", "", ""), more="1", note="Sigue")
		assert answer.status_code == 200
		assert answer.text.count('name="quantity"') == 6
		assert 'value="3"' in answer.text
		assert "Sigue" in answer.text
		assert 'name="nonce" value="n1"' in answer.text
		assert len(portal.world.till.sales) == 6

	def test_who_buys_is_looked_for_where_the_address_names_nobody(self, manager: Visitor) -> None:
		page = manager.get(f"{NEW}?q=luc").text
		assert f'href="{FORM}"' in page
		assert "Nadie coincide" in manager.get(f"{NEW}?q=nadie").text

	def test_an_advisor_begins_at_the_customers_page(self, portal: PortalWorld) -> None:
		advisor = portal.open("asesora")
		assert "Se anota desde la ficha del cliente" in advisor.get(NEW).text
		answer = write(advisor, ("1", "1", "", ""))
		assert answer.status_code == 303
		assert portal.world.till.sales[7].seller_name == "Asesoría de Prueba"

	def test_what_is_on_sale_may_be_unknown_for_a_while(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		for item in portal.world.shop.items.values():
			item.state = ItemState.RETIRED
		assert "No hay nada en venta hoy" in manager.get(FORM).text
		portal.world.down.add("customers")
		assert manager.get(FORM).status_code == 503

	def test_an_unknown_customer_is_not_found(self, manager: Visitor) -> None:
		assert manager.get(f"{NEW}?cliente=99").status_code == 404


class TestChange:
	def test_it_shows_what_the_draft_says_and_saves_it(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(EDIT)
		assert 'value="59,90"' in asked.text
		answer = manager.resend(asked, note="Nueva nota")
		assert answer.location == f"{PAGE}1"
		sale = portal.world.till.sales[1]
		assert (sale.note, [one.quantity for one in sale.lines]) == ("Nueva nota", [1, 2])
		manager.resend(manager.get(EDIT), note="")
		assert portal.world.till.sales[1].note == ""

	def test_lines_that_somebody_else_changed_are_shown_and_can_be_taken(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked, till = manager.get(EDIT), portal.world.till
		sale = till.sales[1]
		till.keep(sale.model_copy(update={"lines": sale.lines[1:]}))
		answer = manager.resend(asked)
		assert answer.status_code == 422
		assert "Ahora dice «2 × Router Ñandú»." in answer.text
		assert 'data-put="item_id quantity unit_price discount"' in answer.text
		assert 'data-put="note"' not in answer.text
		assert manager.resend(answer, note="Vale lo mío").status_code == 303

	def test_a_note_that_somebody_else_changed_is_shown(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked, till = manager.get(EDIT), portal.world.till
		till.keep(till.sales[1].model_copy(update={"note": "De otra persona"}))
		answer = manager.resend(asked, note="Mía")
		assert answer.status_code == 422
		assert "Ahora dice «De otra persona»." in answer.text
		assert 'data-put="item_id' not in answer.text

	def test_an_item_that_is_no_longer_on_sale_stays_chosen(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		portal.world.shop.items[3].state = ItemState.RETIRED
		assert "Router Ñandú (ya no está en venta)" in manager.get(EDIT).text

	def test_what_is_no_draft_any_more_is_refused(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(EDIT)
		portal.world.till.sales[1].state = SaleState.INVOICED
		answer = manager.resend(asked, note="Tarde")
		assert (answer.status_code, "en otro estado" in answer.text) == (422, True)
		assert "Tarde" in answer.text


class TestProfile:
	def test_it_shows_the_latest_purchases_and_leads_to_all(self, manager: Visitor) -> None:
		page = manager.get("/clientes/1?parte=compras").text
		assert "001-001-000000001" in page
		assert "001-001-000000002" not in page
		assert "Ver las 3 ventas" in page
		assert 'href="/ventas/?customer_id=1"' in page
		assert 'href="/ventas/nueva?cliente=1"' in page
		assert "Todavía no ha comprado nada" in manager.get("/clientes/5?parte=compras").text

	def test_an_advisor_sees_the_own_ones(self, portal: PortalWorld) -> None:
		page = portal.open("asesora").get("/clientes/1?parte=compras").text
		assert "Borrador n.º 1" in page
		assert "001-001" not in page
