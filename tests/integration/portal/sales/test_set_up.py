"""What an administrator sets up for sales: series of numbers, rates of tax; how items are taxed."""

import pytest

from chasqui.contracts.customers.catalogue import StockMove
from tests.support.fakes.world import NOW
from tests.support.portal_world import PortalWorld, Visitor, read_faults

SERIES, RATES = "/ventas/series/", "/ventas/iva/"

pytestmark = pytest.mark.covers("C14")


@pytest.fixture
def admin(portal: PortalWorld) -> Visitor:
	return portal.open("admin")


class TestSeries:
	def test_a_series_is_added_and_a_second_of_the_kind_refused(
		self, portal: PortalWorld, admin: Visitor
	) -> None:
		assert "000000005" in admin.get(SERIES).text
		asked = admin.get(SERIES)
		form = "//form[.//*[@name='point']]"
		answer = admin.resend(asked, form=form, kind="04", point="002", next_number="120")
		assert answer.location == SERIES
		assert portal.world.till.series[1].next_number == 120
		twice = admin.resend(asked, form=form, kind="04", point="002")
		assert (twice.status_code, read_faults(twice)["point"]) == (422, "Esa serie ya existe.")

	@pytest.mark.parametrize(
		("name", "typed"), [("point", "1"), ("establishment", "abc"), ("next_number", "0")]
	)
	def test_what_is_no_series_is_refused(self, admin: Visitor, name: str, typed: str) -> None:
		answer = admin.send(SERIES, page=SERIES, kind="01", **{name: typed})
		assert (answer.status_code, name in read_faults(answer)) == (422, True)
		assert f'value="{typed}"' in answer.text

	def test_without_any_it_says_why_one_is_needed(
		self, portal: PortalWorld, admin: Visitor
	) -> None:
		portal.world.till.series.clear()
		assert "sin ella no se puede facturar" in admin.get(SERIES).text


class TestRates:
	def test_a_rate_is_set_from_a_day_on(self, portal: PortalWorld, admin: Visitor) -> None:
		assert "15 %" in admin.get(RATES).text
		fields = {"vat_class": "reduced", "percent": "5,5", "valid_from": "2027-01-01"}
		assert admin.send(RATES, page=RATES, **fields).location == RATES
		assert "5,50 %" in admin.get(RATES).text
		past = admin.send(RATES, page=RATES, **{**fields, "valid_from": "2020-01-01"})
		assert (past.status_code, read_faults(past)["valid_from"]) == (422, "Ese día ya pasó.")

	@pytest.mark.parametrize("percent", ["", "101", "-1", "quince"])
	def test_what_is_no_rate_is_refused(self, admin: Visitor, percent: str) -> None:
		fields = {"vat_class": "general", "percent": percent, "valid_from": "2027-01-01"}
		answer = admin.send(RATES, page=RATES, **fields)
		assert (answer.status_code, "percent" in read_faults(answer)) == (422, True)

	def test_both_are_reached_from_the_list(self, portal: PortalWorld, admin: Visitor) -> None:
		page = admin.get("/ventas/").text
		assert f'href="{SERIES}"' in page
		assert f'href="{RATES}"' in page
		assert SERIES not in portal.open("account_manager").get("/ventas/").text


@pytest.mark.covers("M12")
class TestItems:
	def test_how_an_item_is_taxed_is_asked_and_shown(
		self, portal: PortalWorld, admin: Visitor
	) -> None:
		page = "/catalogo/3/editar"
		answer = admin.resend(admin.get(page), vat_class="zero", sells_without_stock="on")
		assert answer.status_code == 303, answer.text
		item = portal.world.shop.items[3]
		assert (item.vat_class, item.sells_without_stock) == ("zero", True)
		shown = admin.get("/catalogo/3").text
		assert "IVA cero" in shown
		assert "Se vende sin existencias" in shown
		assert "sells_without_stock" not in admin.get("/catalogo/1/editar").text  # a service
		wrong = admin.resend(admin.get(page), vat_class="mucho")
		assert wrong.status_code == 422

	def test_a_movement_leads_to_its_sale(self, portal: PortalWorld, admin: Visitor) -> None:
		move = {"reason": "sale", "quantity": -1, "balance": 6, "moved_by": "Gestión"}
		portal.world.shop.moves[3] = [
			StockMove.model_validate({**move, "id": 1, "moved_at": NOW, "sale_id": 2})
		]
		for page in ("/catalogo/3", "/catalogo/3/existencias"):
			assert 'href="/ventas/2"' in admin.get(page).text
