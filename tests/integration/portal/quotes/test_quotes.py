"""The pages of quotes: listed, shown, issued, accepted, rejected, copied; who may do which."""

from typing import Any

import pytest

from chasqui.contracts.customers.quote_lists import QuoteFacets, QuoteFilters
from chasqui.contracts.customers.quotes import QuoteState
from portal.quotes.lists.quotes import FACETS, FILTERS
from tests.support.portal_world import PortalWorld, Visitor, read_faults, read_text

PAGE = "/cotizaciones/"
DRAFT, ISSUED, REJECTED, EXPIRED, ACCEPTED = (f"{PAGE}{number}" for number in range(1, 6))

pytestmark = pytest.mark.covers("C8", "C14")


@pytest.fixture
def manager(portal: PortalWorld) -> Visitor:
	return portal.open("account_manager")


def find_quote(portal: PortalWorld, number: int) -> Any:
	return portal.world.quotes.quotes[number]


class TestList:
	def test_it_shows_each_with_its_customer_state_and_sums(self, manager: Visitor) -> None:
		page = read_text(manager.get(PAGE).text)
		for text in (
			"Borrador n.º 1", "COT-000001", "María Ñusta Sintética", "Emitida", "Rechazada",
			"Vencida", "Aceptada", "Asesoría de Prueba Mostrador", "Borrador n.º 6",
		):  # fmt: skip
			assert text in page, text

	def test_every_filter_and_facet_has_a_name(self, manager: Visitor) -> None:
		assert FILTERS.keys() == QuoteFilters.model_fields.keys()
		assert FACETS.keys() == QuoteFacets.model_fields.keys() - {"total"}
		page = manager.get(f"{PAGE}?state=issued&channel=counter&item_id=3&outcome=open").text
		for text in (
			"Estado: Emitida", "Canal: Mostrador", "Artículo: Router Ñandú",
			"Resultado a 90 días: Abierta",
		):  # fmt: skip
			assert text in page
		assert "COT-000001" in page
		assert "Borrador" not in page.partition("<tbody>")[2].partition("</tbody>")[0]
		assert 'href="/cotizaciones/?state=expired"' in manager.get(PAGE).text

	@pytest.mark.parametrize("wrong", ["state=x", "issued_from=ayer", "total_to=-1", "outcome=x"])
	def test_what_makes_no_sense_in_its_address_is_said(self, manager: Visitor, wrong: str) -> None:
		answer = manager.get(f"{PAGE}?{wrong}")
		assert (answer.status_code, "No se entendió un filtro" in answer.text) == (422, True)

	def test_it_leaves_as_a_file_for_who_may_export(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		answer = manager.get(f"{PAGE}exportar.csv?state=issued")
		assert answer.headers["Content-Disposition"] == 'attachment; filename="cotizaciones.csv"'
		assert answer.text == "COT-000001"
		advisor = portal.open("asesora")
		assert "exportar" not in advisor.get(PAGE).text
		assert advisor.get(f"{PAGE}exportar.csv").status_code == 403

	def test_without_any_it_says_how_the_first_comes(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		portal.world.quotes.quotes.clear()
		page = manager.get(PAGE).text
		assert "Todavía no hay cotizaciones" in page
		assert "en la ficha del cliente" in page

	def test_it_stands_while_the_service_is_silent(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		portal.world.down.add("quotes")
		assert "no responden" in manager.get(PAGE).text


class TestForm:
	def test_it_is_written_with_lines_and_a_last_day(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		form = f"{PAGE}nueva?cliente=2"
		assert "Cotizar: Lucía Chimborazo Sintética" in manager.get(form).text
		answer = manager.send(
			f"{PAGE}nueva", page=form, nonce="n1", customer_id="2", item_id=["1", "3"],
			quantity=["1,5", "2"], unit_price=["", ""], discount=["", "10,50"],
			channel="visit", note="Con cuidado", valid_until="2026-12-24",
		)  # fmt: skip
		assert answer.status_code == 303, answer.text
		quote = find_quote(portal, 6)
		assert answer.location == f"{PAGE}6"
		assert (quote.channel, quote.note, str(quote.valid_until), len(quote.lines)) == (
			"visit", "Con cuidado", "2026-12-24", 2,
		)  # fmt: skip

	def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(self, manager: Visitor) -> None:
		form = f"{PAGE}nueva?cliente=2"
		answer = manager.send(
			f"{PAGE}nueva", page=form, nonce="n1", customer_id="2", item_id=["1"],
			quantity=["0,001"], unit_price=[""], discount=[""], note="Con cuidado",
		)  # fmt: skip
		assert answer.status_code == 422
		assert [*read_faults(answer)] == ["lines-0-quantity"]
		assert "0,001" in answer.text
		assert "Con cuidado" in answer.text
		late = manager.send(
			f"{PAGE}nueva", page=form, nonce="n1", customer_id="2", item_id=["1"],
			quantity=["1"], unit_price=[""], discount=[""], valid_until="2020-01-01",
		)  # fmt: skip
		assert [*read_faults(late)] == ["valid_until"]

	def test_a_draft_is_edited(self, portal: PortalWorld, manager: Visitor) -> None:
		way = f"{DRAFT}/editar"
		page = manager.get(way).text
		assert "Con instalación" in page
		version = find_quote(portal, 1).version
		rows = {"item_id": ["3"], "quantity": ["4"], "unit_price": [""], "discount": [""]}
		answer = manager.send(way, page=way, version=version, note="", channel="web", **rows)
		assert answer.status_code == 303, answer.text
		quote = find_quote(portal, 1)
		assert (quote.note, quote.channel, [one.item_id for one in quote.lines]) == ("", "web", [3])

	def test_it_asks_for_whom_first(self, portal: PortalWorld, manager: Visitor) -> None:
		page = manager.get(f"{PAGE}nueva?q=luc").text
		assert 'href="/cotizaciones/nueva?cliente=2"' in page
		advisor = portal.open("asesora").get(f"{PAGE}nueva").text
		assert "Se anota desde la ficha del cliente" in advisor


class TestSteps:
	def test_one_is_issued_accepted_and_leads_to_its_sale(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(f"{DRAFT}/emitir")
		assert "Después no se edita" in read_text(asked.text)
		assert manager.resend(asked).location == DRAFT
		assert "La cotización es la COT-000005" in manager.get(DRAFT).text
		asked = manager.get(f"{DRAFT}/aceptar")
		assert "a los precios cotizados" in asked.text
		assert {manager.resend(asked).location for _click in range(2)} == {"/ventas/7"}
		assert 'href="/cotizaciones/1">COT-000005' in manager.get("/ventas/7").text
		assert 'href="/ventas/7"' in manager.get(DRAFT).text

	def test_the_sale_of_a_quote_is_edited_without_its_lines(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked, lines = manager.get("/ventas/6/editar"), portal.world.till.sales[6].lines
		assert "son los de la cotización COT-000004" in asked.text
		assert 'name="quantity"' not in asked.text
		assert manager.resend(asked, channel="web", note="El lunes").status_code == 303
		sale = portal.world.till.sales[6]
		assert (sale.lines, sale.channel, sale.note) == (lines, "web", "El lunes")

	def test_why_it_is_not_accepted_is_said(self, portal: PortalWorld, manager: Visitor) -> None:
		asked = manager.get(f"{ISSUED}/aceptar")
		portal.world.quotes.refusal = "Venció el 01/11/2026."
		answer = manager.resend(asked)
		assert (answer.status_code, "Venció el 01/11/2026." in answer.text) == (422, True)

	def test_a_rejection_needs_a_reason(self, portal: PortalWorld, manager: Visitor) -> None:
		asked = manager.get(f"{ISSUED}/rechazar")
		empty = manager.resend(asked, reason="")
		assert (empty.status_code, [*read_faults(empty)]) == (422, ["reason"])
		assert manager.resend(asked, reason="Le pareció caro").location == ISSUED
		quote = find_quote(portal, 2)
		assert (quote.state, quote.reject_reason) == (QuoteState.REJECTED, "Le pareció caro")
		assert "Le pareció caro" in manager.get(ISSUED).text

	def test_a_copy_is_written_once(self, portal: PortalWorld, manager: Visitor) -> None:
		asked = manager.get(f"{EXPIRED}/copiar")
		assert {manager.resend(asked).location for _click in range(2)} == {f"{PAGE}6"}
		assert find_quote(portal, 6).state is QuoteState.DRAFT

	def test_a_draft_is_deleted(self, portal: PortalWorld, manager: Visitor) -> None:
		asked = manager.get(f"{DRAFT}/borrar")
		assert "No se puede deshacer" in asked.text
		assert manager.resend(asked).location == PAGE
		assert 1 not in portal.world.quotes.quotes
		late = manager.send(f"{ISSUED}/borrar", page=PAGE)
		assert late.location == ISSUED
		assert "en otro estado" in manager.get(ISSUED).text

	def test_many_are_rejected_and_the_others_are_named(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		at = f"{PAGE}acciones/"
		asked = manager.get(f"{at}?scope=picked&pick=2&pick=5&action=rejected&address=")
		assert "Anotar como rechazadas" in asked.text
		done = manager.resend(asked, reason="Cerró la empresa")
		assert done.status_code == 303, done.text
		text = manager.get(done.location).text
		assert "Se anotó el rechazo: 1 cotización." in text
		assert "COT-000004 queda como está." in text


class TestMail:
	def test_it_is_mailed_once_and_that_is_seen(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(f"{ISSUED}/enviar")
		assert "Lucía Chimborazo Sintética" in asked.text
		sent = [manager.resend(asked, message="Le llamo\nel lunes") for _click in range(2)]
		assert {one.location for one in sent} == {ISSUED}
		assert len(find_quote(portal, 2).mails) == 1
		page = manager.get(ISSUED).text
		assert "La cotización salió a lu***@example.com." in page
		assert "Enviada por correo" in page
		line = read_text(manager.get("/clientes/2").text)
		assert "Cotización COT-000001 enviada por correo" in line
		assert "Cotización COT-000001: $206,66" in line

	def test_why_it_is_not_is_said_and_nothing_is_lost(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(f"{ISSUED}/enviar")
		portal.world.quotes.mail_refusal = "El cliente no tiene correo."
		answer = manager.resend(asked, message="Le llamo el lunes")
		assert answer.status_code == 422
		for said in ("El cliente no tiene correo.", "Le llamo el lunes"):
			assert said in answer.text

	def test_only_what_stands_is_sent(self, manager: Visitor) -> None:
		for way in (DRAFT, REJECTED, EXPIRED):
			assert f"{way}/enviar" not in manager.get(way).text


class TestDocument:
	def test_an_issued_one_is_taken_as_pdf(self, manager: Visitor) -> None:
		assert f'href="{ISSUED}/cotizacion.pdf"' in manager.get(ISSUED).text
		assert "cotizacion.pdf" not in manager.get(DRAFT).text
		answer = manager.get(f"{ISSUED}/cotizacion.pdf")
		assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")
		assert "cotizacion-2.pdf" in answer.headers["Content-Disposition"]


@pytest.mark.covers("K33")
class TestRoles:
	def test_an_advisor_has_the_own_ones(self, portal: PortalWorld) -> None:
		advisor = portal.open("asesora")
		page = read_text(advisor.get(PAGE).text)
		assert "COT-000004" in page
		assert "COT-000001" not in page
		assert advisor.get(ISSUED).status_code == 404
		assert "Emitir" in advisor.get(DRAFT).text

	def test_who_only_reads_has_no_step(self, portal: PortalWorld) -> None:
		head = portal.open("jefa")
		page = head.get(DRAFT).text
		for step in ("emitir", "editar", "borrar"):
			assert f"{DRAFT}/{step}" not in page
			assert head.get(f"{DRAFT}/{step}").status_code == 403


def test_the_profile_leads_to_the_customers_quotes(manager: Visitor) -> None:
	page = manager.get("/clientes/2?parte=compras").text
	assert "COT-000001" in page
	assert 'href="/cotizaciones/nueva?cliente=2"' in page
	assert 'href="/cotizaciones/?customer_id=2"' in page
