"""What campaigns cost and bring: rates, a campaign's money, a sale at the desk."""

from decimal import Decimal
from html import unescape

import pytest

from chasqui.contracts.campaigns.desk import CallResult
from chasqui.contracts.campaigns.finance import BudgetWatch
from chasqui.contracts.customers.sales import SaleState
from portal.shell.labels.formats import format_money
from tests.support.link_walk import list_links
from tests.support.portal_world import PortalWorld, read_text

RATES, PAGE = "/tarifas/", "/campanas/1/dinero/"
RATE = {"kind": "mail", "amount": "0,0150", "valid_from": "2026-11-01"}


@pytest.mark.covers("K19")
class TestRates:
	def test_the_first_one_is_asked_for_and_then_listed(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert "Todavía no hay tarifas" in visitor.get(RATES).text
		assert visitor.send(RATES, page=RATES, **RATE).status_code == 303
		page = visitor.get(RATES).text
		assert "$0,0150" in page
		assert "1 nov 2026" in page

	@pytest.mark.parametrize(
		("typed", "text"),
		[
			({"amount": "barato"}, "amount-error"),
			({"amount": "-1"}, "0 o más"),
			({"valid_from": ""}, "Falta"),
			({"amount": "0,00001"}, "decimal"),
		],
	)
	def test_what_is_wrong_is_said_and_what_was_typed_stays(
		self, portal: PortalWorld, typed: dict[str, str], text: str
	) -> None:
		visitor = portal.open("jefa")
		answer = visitor.send(RATES, page=RATES, **{**RATE, **typed})
		assert answer.status_code == 422
		assert text in answer.text
		assert portal.world.rates == {}

	def test_two_from_one_day_are_refused_at_the_field(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		visitor.send(RATES, page=RATES, **RATE)
		answer = visitor.send(RATES, page=RATES, **RATE)
		assert answer.status_code == 422
		assert 'id="valid_from-error"' in answer.text
		assert len(portal.world.rates) == 1

	def test_one_is_taken_back_after_a_question(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		visitor.send(RATES, page=RATES, **RATE)
		way = "/tarifas/1/quitar"
		assert "Queda en la lista como retirada" in visitor.get(way).text
		assert visitor.send(way, page=way).status_code == 303
		assert "$0,0150" not in visitor.get(RATES).text
		assert "Retirada" in visitor.get(f"{RATES}?withdrawn=true").text

	@pytest.mark.parametrize("person", ["asesora", "supervisor"])
	def test_who_does_not_look_after_money_sees_none(
		self, portal: PortalWorld, person: str
	) -> None:
		visitor = portal.open(person)
		for page in (RATES, PAGE):
			assert visitor.get(page).status_code == 403


@pytest.mark.covers("K19")
class TestCampaign:
	def test_a_cost_is_added_and_taken_out(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert "No hay costos fijos" in visitor.get(PAGE).text
		cost = {"name": "Feria", "amount": "300,50", "day": "2026-11-20"}
		assert visitor.send(f"{PAGE}costos", page=PAGE, **cost).status_code == 303
		assert [one.amount for one in portal.world.costs.values()] == [Decimal("300.50")]
		assert "$300,50" in visitor.get(PAGE).text
		way = f"{PAGE}costos/1/quitar"
		assert "Quitar «Feria»" in visitor.get(way).text
		assert visitor.send(way, page=way).status_code == 303
		assert portal.world.costs == {}
		assert visitor.get(way).status_code == 404

	def test_what_its_sales_were_invoiced_for_leads_to_those_sales(
		self, portal: PortalWorld
	) -> None:
		visitor, till = portal.open("jefa"), portal.world.till
		assert "/ventas/?campaign_id=1" not in visitor.get(PAGE).text
		sale = till.reach(till.sales[1], SaleState.INVOICED)
		page = visitor.get(PAGE)
		assert format_money(sale.net) in read_text(page.text)
		[way] = {one for one in list_links(page) if one.startswith("/ventas/?campaign_id=1")}
		found = visitor.get(unescape(way)).text
		assert sale.number in found
		assert "Borrador" not in found.partition("<tbody")[2]
		assert "state=invoiced&state=paid" in unescape(way)

	def test_a_wrong_cost_stays_typed(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		cost = {"name": "Feria de Manta", "amount": "0", "day": ""}
		answer = visitor.send(f"{PAGE}costos", page=PAGE, **cost)
		assert answer.status_code == 422
		assert "Feria de Manta" in answer.text
		assert 'id="day-error"' in answer.text

	def test_the_limit_is_kept_and_a_stale_one_refused(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		typed = {"version": "0", "stop_percent": "90", "pauses_itself": "on"}
		assert visitor.send(f"{PAGE}tope", page=PAGE, **typed).status_code == 303
		kept = BudgetWatch(stop_percent=90, pauses_itself=True, version=1)
		assert portal.world.watches[1] == kept
		stale = {**typed, "stop_percent": "70"}
		answer = visitor.client.post(
			f"{PAGE}tope", data={**stale, "csrf_token": visitor.read_token(PAGE)}
		)
		assert answer.status_code == 422
		assert "Ahora dice «90»" in answer.text
		assert 'value="70"' in answer.text

	def test_a_used_up_budget_proposes_the_pause(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		budget = portal.world.campaigns[1].budget
		assert budget is not None
		assert "Llegó a su tope" not in visitor.get(PAGE).text
		portal.world.spent[1] = budget
		page = visitor.get(PAGE).text
		assert "Llegó a su tope" in page
		assert "falta la tarifa de algunos días" in page
		assert "de su presupuesto" in visitor.get("/").text


@pytest.mark.covers("K27")
class TestSaleAtTheDesk:
	def sell(self, portal: PortalWorld, result: CallResult, **typed: str) -> int:
		visitor = portal.open("asesora")
		visitor.send("/mesa/siguiente", page="/mesa/")
		lease = portal.world.lease
		assert lease is not None
		fields = {"lease_token": str(lease.lease_token), "result": result.value, "then": "pause"}
		answer = visitor.send("/mesa/resultado", page="/mesa/", **fields, **typed)
		return answer.status_code

	def test_an_item_brings_its_name_and_its_price_of_today(self, portal: PortalWorld) -> None:
		status = self.sell(portal, CallResult.SALE, **{"sale.item_id": "1", "sale.quantity": "2"})
		assert status == 303
		sale = portal.world.records[-1].sale
		assert sale is not None
		assert (sale.item_id, sale.quantity) == (1, 2)
		assert sale.item_name
		assert sale.unit_price > 0

	def test_another_price_may_be_written(self, portal: PortalWorld) -> None:
		self.sell(portal, CallResult.SALE, **{"sale.item_id": "1", "sale.unit_price": "19,90"})
		sale = portal.world.records[-1].sale
		assert sale is not None
		assert (sale.unit_price, sale.quantity) == (Decimal("19.90"), 1)

	def test_what_is_no_sale_has_none_whatever_was_typed(self, portal: PortalWorld) -> None:
		self.sell(portal, CallResult.BUSY, **{"sale.item_id": "1", "sale.unit_price": "19,90"})
		assert portal.world.records[-1].sale is None
		self.sell(portal, CallResult.SALE, **{"sale.quantity": "1"})
		assert portal.world.records[-1].sale is None

	def test_a_wrong_price_is_said_and_stays(self, portal: PortalWorld) -> None:
		before = len(portal.world.records)
		assert self.sell(portal, CallResult.SALE, **{"sale.unit_price": "mucho"}) == 422
		assert len(portal.world.records) == before
