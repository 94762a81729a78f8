"""The map of sales: where people buy, with the list behind each province (C2)."""

from html import unescape

import pytest

from chasqui.contracts.customers.sales import SOLD
from tests.support.link_walk import list_links
from tests.support.portal_world import PortalWorld, read_text

WAY = "/ventas/mapa/"


@pytest.mark.parametrize("metric", ["net", "customers", "per_sale", "units"])
def test_provinces_are_painted_and_lead_to_their_sales(portal: PortalWorld, metric: str) -> None:
	page = portal.open("jefa").get(f"{WAY}?metric={metric}")
	assert page.status_code == 200
	assert page.text.count("<path") >= 24
	text = read_text(page.text)
	assert "Pichincha" in text
	assert "Cantón" in text
	links = [one for one in list_links(page) if one.startswith("/ventas/?")]
	sold = "&".join(f"state={state}" for state in SOLD)
	assert any(unescape(one) == f"/ventas/?province=EC-P&{sold}" for one in links)


def test_a_state_that_is_asked_stands(portal: PortalWorld) -> None:
	page = portal.open("jefa").get(f"{WAY}?state=paid")
	[way] = {unescape(one) for one in list_links(page) if "province=EC-P" in one}
	assert way == "/ventas/?state=paid&province=EC-P"


def test_filters_go_along(portal: PortalWorld) -> None:
	page = portal.open("jefa").get(f"{WAY}?invoiced_from=2026-11-01&channel=phone")
	query = portal.world.report_queries[-1]
	assert (str(query.invoiced_from), [one.value for one in query.channel]) == (
		"2026-11-01", ["phone"],
	)  # fmt: skip
	assert any("channel=phone" in one for one in list_links(page) if "province=" in one)


def test_who_notes_sales_alone_sees_no_map(portal: PortalWorld) -> None:
	assert portal.open("asesora").get(WAY).status_code == 403
