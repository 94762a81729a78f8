"""The pages of sales: listed, shown, invoiced, paid, voided, authorised; who may do which."""

from decimal import Decimal
from typing import Any

import pytest

from chasqui.contracts.customers.sale_lists import SaleFacets, SaleFilters
from chasqui.contracts.customers.sales import SaleState
from portal.sales.lists.sales import FACETS, FILTERS
from tests.support.portal_world import PortalWorld, Visitor, read_faults, read_text

PAGE = "/ventas/"
DRAFT, INVOICE, PAID, PART, VOID = (f"{PAGE}{number}" for number in range(1, 6))
KEY = "2011202601179999999900110010010000000011234567811"

pytestmark = pytest.mark.covers("C8", "C14")


@pytest.fixture
def manager(portal: PortalWorld) -> Visitor:
	return portal.open("account_manager")


def find_sale(portal: PortalWorld, number: int) -> Any:
	return portal.world.till.sales[number]


class TestList:
	def test_it_shows_each_with_its_customer_state_and_sums(self, manager: Visitor) -> None:
		page = read_text(manager.get(PAGE).text)
		for text in (
			"Borrador n.º 1", "001-001-000000001", "María Ñusta Sintética", "Facturada", "Anulada",
			"devuelto $68,89", "Plan hogar para mujeres", "Asesoría de Prueba Teléfono",
		):  # fmt: skip
			assert text in page, text

	def test_every_filter_and_facet_has_a_name(self, manager: Visitor) -> None:
		assert FILTERS.keys() == SaleFilters.model_fields.keys()
		assert FACETS.keys() == SaleFacets.model_fields.keys() - {"total"}
		page = manager.get(f"{PAGE}?state=paid&channel=counter&item_id=3&total_from=50").text
		for text in ("Estado: Pagada", "Canal: Mostrador", "Artículo: Router Ñandú"):
			assert text in page
		assert "001-001-000000002" in page
		assert "Borrador" not in page.partition("<tbody>")[2].partition("</tbody>")[0]
		assert 'href="/ventas/?state=voided"' in manager.get(PAGE).text

	def test_what_a_file_brought_is_marked(self, portal: PortalWorld, manager: Visitor) -> None:
		former = {"number": "FAC-77", "import_id": 4, "returned_total": Decimal("12.50")}
		old = find_sale(portal, 3).model_copy(update=former)
		portal.world.till.sales[3] = old
		listed = manager.get(f"{PAGE}?source=imported").text
		assert "De dónde viene: Traídas de archivo" in listed
		assert "FAC-77" in listed
		assert "001-001-000000001" not in listed.partition("<tbody>")[2].partition("</tbody>")[0]
		page = manager.get(PAID).text
		for text in ("traída de archivo", "Importación n.º 4", "Devuelto según el archivo: $12,50"):
			assert text in page, text
		assert "/importaciones/4" not in page
		assert 'href="/importaciones/4"' in portal.open("administrator").get(PAID).text

	@pytest.mark.parametrize(
		"wrong",
		["state=x", "ordered_from=ayer", "total_from=mucho", "campaign_id=x", "total_to=-1"],
	)
	def test_what_makes_no_sense_in_its_address_is_said(self, manager: Visitor, wrong: str) -> None:
		answer = manager.get(f"{PAGE}?{wrong}")
		assert (answer.status_code, "No se entendió un filtro" in answer.text) == (422, True)

	def test_it_leaves_as_a_file_for_who_may_export(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		assert 'href="/ventas/exportar.csv?state=paid"' in manager.get(f"{PAGE}?state=paid").text
		answer = manager.get(f"{PAGE}exportar.csv?state=invoiced")
		assert answer.headers["Content-Disposition"] == 'attachment; filename="ventas.csv"'
		assert answer.text == "001-001-000000001"
		advisor = portal.open("asesora")
		assert "exportar" not in advisor.get(PAGE).text
		assert advisor.get(f"{PAGE}exportar.csv").status_code == 403

	def test_without_any_it_says_how_the_first_comes(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		portal.world.till.sales.clear()
		page = manager.get(PAGE).text
		assert "Todavía no hay ventas" in page
		assert "en la ficha del cliente" in page

	def test_it_stands_while_the_service_is_silent(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		portal.world.down.add("customers")
		assert "no está disponible" in manager.get(PAGE).text


class TestSale:
	def test_it_shows_lines_sums_and_steps(self, manager: Visitor) -> None:
		page = read_text(manager.get(DRAFT).text)
		for text in (
			"Router Ñandú", "REF-3", "$119,80", "IVA general · 15 %", "$144,80", "$166,52",
			"llamada n.º 7", "Plan hogar para mujeres", "Asesoría de Prueba",
		):  # fmt: skip
			assert text in page, text

	def test_what_came_back_and_why_it_was_voided_is_shown(self, manager: Visitor) -> None:
		part = read_text(manager.get(PART).text)
		for text in ("devuelta en parte", "1 de vuelta", "Vino con falla", "1 × Router Ñandú"):
			assert text in part, text
		assert "Se facturó a otra persona" in manager.get(VOID).text
		assert "Entregar por la tarde" in manager.get(INVOICE).text

	@pytest.mark.parametrize(
		("number", "ways"),
		[
			(1, {"borrar", "editar", "facturar"}),
			(2, {"anular", "autorizar", "pagar"}),
			(3, {"autorizar", "devolver/"}),
			(5, set()),
		],
	)
	def test_it_offers_what_its_state_allows(
		self, manager: Visitor, number: int, ways: set[str]
	) -> None:
		page = manager.get(f"{PAGE}{number}").text
		every = ("borrar", "editar", "facturar", "anular", "autorizar", "pagar", "devolver/")
		assert {one for one in every if f'href="{PAGE}{number}/{one}"' in page} == ways

	def test_an_unknown_one_is_not_found(self, manager: Visitor) -> None:
		assert manager.get(f"{PAGE}99").status_code == 404


@pytest.mark.covers("K33")
class TestPermissions:
	def test_an_advisor_sees_the_own_ones_and_invoices_none(self, portal: PortalWorld) -> None:
		advisor = portal.open("asesora")
		page = advisor.get(PAGE).text
		assert portal.world.customers[1].name in page
		assert "001-001" not in page
		assert "Anotar como pagadas" not in page
		own = advisor.get(DRAFT).text
		assert f"{DRAFT}/editar" in own
		assert f"{DRAFT}/facturar" not in own
		assert advisor.get(INVOICE).status_code == 404
		assert advisor.get(f"{DRAFT}/facturar").status_code == 403
		assert advisor.get(f"{PAGE}series/").status_code == 403

	def test_a_head_reads_and_no_more(self, portal: PortalWorld) -> None:
		head = portal.open("jefa")
		assert "Anotar venta" not in head.get(PAGE).text
		for number in range(1, 6):
			page = head.get(f"{PAGE}{number}").text
			assert "btn-primary" not in page.partition("page-actions")[2].partition("</main>")[0]
		assert head.get(f"{PAGE}nueva").status_code == 403
		assert head.get(f"{DRAFT}/borrar").status_code == 403


class TestSteps:
	def test_a_draft_is_deleted_after_a_question(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		page = f"{DRAFT}/borrar"
		assert "No se puede deshacer" in manager.get(page).text
		assert manager.send(page, page=page).location == PAGE
		assert 1 not in portal.world.till.sales
		late = manager.send(f"{INVOICE}/borrar", page=PAGE)
		assert late.location == INVOICE
		assert "en otro estado" in manager.get(INVOICE).text

	def test_a_draft_is_invoiced_after_a_question(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(f"{DRAFT}/facturar")
		assert "No se puede deshacer" in asked.text
		assert "$166,52" in asked.text
		assert "Serie" not in read_text(asked.text)  # there is but one
		assert manager.resend(asked).location == DRAFT
		assert find_sale(portal, 1).state is SaleState.INVOICED
		assert "La factura es la 001-001-" in manager.get(DRAFT).text

	def test_its_series_is_chosen_where_there_are_several(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		[first] = portal.world.till.series
		portal.world.till.series.append(first.model_copy(update={"id": 2, "point": "002"}))
		asked = manager.get(f"{DRAFT}/facturar")
		assert "001-002" in asked.text
		portal.world.till.series.clear()
		assert "no hay series de facturas" in manager.get(f"{DRAFT}/facturar").text

	def test_the_last_piece_that_another_sold_is_said(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(f"{DRAFT}/facturar")
		portal.world.till.short.add(3)
		answer = manager.resend(asked)
		assert answer.status_code == 422
		assert "solo queda 1" in answer.text
		assert find_sale(portal, 1).state is SaleState.DRAFT

	def test_a_draft_that_changed_meanwhile_is_looked_at_again(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked, till = manager.get(f"{DRAFT}/facturar"), portal.world.till
		till.keep(find_sale(portal, 1).model_copy(update={"note": "Otra cosa"}))
		stale = manager.resend(asked)
		assert stale.status_code == 422
		assert "Otra persona cambió" in stale.text
		assert manager.resend(stale).status_code == 303

	def test_an_invoice_is_paid_on_a_day(self, portal: PortalWorld, manager: Visitor) -> None:
		asked = manager.get(f"{INVOICE}/pagar")
		early = manager.resend(asked, paid_on="2026-01-01")
		assert (early.status_code, read_faults(early)["paid_on"]) == (
			422, "Se pagó antes de la factura.",
		)  # fmt: skip
		assert manager.resend(asked, paid_on="mañana").status_code == 422
		assert manager.resend(asked, paid_on="2026-11-25").location == INVOICE
		assert str(find_sale(portal, 2).paid_on) == "2026-11-25"
		twice = manager.resend(asked)
		assert (twice.status_code, "en otro estado" in twice.text) == (422, True)

	def test_an_invoice_is_voided_with_a_reason(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(f"{INVOICE}/anular")
		for reason in ("", "no", "x" * 201):
			answer = manager.resend(asked, reason=reason)
			assert (answer.status_code, "reason" in read_faults(answer)) == (422, True)
		assert manager.resend(asked, reason="Se equivocó de cliente").location == INVOICE
		assert find_sale(portal, 2).void_reason == "Se equivocó de cliente"

	def test_the_key_of_an_invoice_is_typed_with_spaces(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(f"{INVOICE}/autorizar")
		for key in ("", "123", f"{KEY[:-1]}x", f"{KEY[:-1]}0"):
			answer = manager.resend(asked, access_key=key)
			assert (answer.status_code, "access_key" in read_faults(answer)) == (422, True), key
		typed = f"{KEY[:10]} {KEY[10:30]}  {KEY[30:]}"
		assert manager.resend(asked, access_key=typed).location == INVOICE
		assert find_sale(portal, 2).access_key == KEY
		assert "2011202 6011799" in manager.get(INVOICE).text


class TestMany:
	AT = f"{PAGE}acciones/"

	def test_invoices_are_noted_as_paid_and_what_is_none_is_named(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(f"{self.AT}?scope=picked&pick=1&pick=2&action=paid&address=q%3Da")
		assert "Anotar como pagadas: 2 ventas" in asked.text
		answer = manager.resend(asked, paid_on="2026-11-25")
		assert answer.location == f"{PAGE}?q=a"
		assert find_sale(portal, 2).state is SaleState.PAID
		page = manager.get(PAGE).text
		assert "Se anotó el pago: 1 venta." in page
		assert "Borrador n.º 1 queda como está. Solo se paga una factura." in page

	def test_more_than_are_paid_at_once_and_a_wrong_day_are_refused(self, manager: Visitor) -> None:
		fields = {"action": "paid", "address": "", "expected": "501"}
		many = manager.send(self.AT, page=PAGE, **fields)
		assert (many.status_code, "500 como máximo" in many.text) == (422, True)
		asked = manager.get(f"{self.AT}?scope=all&action=paid&address=")
		assert manager.resend(asked, paid_on="ayer").status_code == 422

	def test_a_list_that_changed_meanwhile_is_confirmed_again(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(f"{self.AT}?scope=all&action=paid&address=state%3Dinvoiced")
		portal.world.till.reach(find_sale(portal, 1), SaleState.INVOICED)
		answer = manager.resend(asked)
		assert (answer.status_code, "La lista cambió" in answer.text) == (409, True)
