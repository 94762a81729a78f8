"""What was sold in a call is a draft among the sales at once."""

import pytest

from chasqui.contracts.customers.sales import Sale, SaleChannel, SaleState
from tests.integration.portal.desk.test_desk import take
from tests.support.portal_world import PortalWorld, Visitor

pytestmark = pytest.mark.covers("K27", "C8")


def sell(visitor: Visitor, token: str, **more: str) -> str:
	fields = {"lease_token": token, "result": "SALE", **more}
	answer = visitor.send("/mesa/resultado", page="/mesa/", **fields)
	assert answer.status_code == 303
	return visitor.get("/mesa/").text


def list_new(portal: PortalWorld, known: set[int]) -> list[Sale]:
	return [one for number, one in portal.world.till.sales.items() if number not in known]


def test_a_sale_with_an_item_becomes_a_draft_of_the_campaign(portal: PortalWorld) -> None:
	visitor, token = take(portal)
	held, known = portal.world.lease, {*portal.world.till.sales}
	page = sell(visitor, token, **{"sale.item_id": "1", "sale.quantity": "2"})
	[sale] = list_new(portal, known)
	assert f"borrador n.º {sale.id}" in page
	assert (sale.customer_id, sale.state, sale.channel) == (
		held.customer.customer_id, SaleState.DRAFT, SaleChannel.PHONE,
	)  # fmt: skip
	assert sale.origin is not None
	assert (sale.origin.campaign_id, sale.origin.call_id) == (
		held.campaign_id, len(portal.world.records),
	)  # fmt: skip
	assert sale.origin.campaign_name == held.campaign_name
	assert "En la llamada: $" in sale.note
	assert [(line.item_id, line.quantity) for line in sale.lines] == [(1, 2)]


def test_a_sale_without_an_item_is_the_calls_alone(portal: PortalWorld) -> None:
	visitor, token = take(portal)
	known = {*portal.world.till.sales}
	page = sell(visitor, token, **{"sale.unit_price": "20,00"})
	assert list_new(portal, known) == []
	assert "borrador n.º" not in page


def test_a_call_stays_recorded_though_the_draft_cannot_be_written(portal: PortalWorld) -> None:
	visitor, token = take(portal)
	known = {*portal.world.till.sales}
	portal.world.till.refusal = True
	page = sell(visitor, token, **{"sale.item_id": "1"})
	assert [one.result.value for one in portal.world.records] == ["SALE"]
	assert list_new(portal, known) == []
	assert "anote la venta en «Ventas»" in page
