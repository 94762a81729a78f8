"""Figures of money in reports: only those who look after it see them."""

from decimal import Decimal

import pytest

from chasqui.contracts.access import ROLE_PERMISSIONS, Permission
from chasqui.contracts.every_endpoint import Declared, load_endpoints
from chasqui.contracts.reports import is_report, read_shape
from portal.shell.forms.contract_fields import list_kinds

MONEY = [
	pytest.param(endpoint, name, id=f"{endpoint.name}.{name}")
	for endpoint in load_endpoints()
	if is_report(endpoint)
	for name in read_shape(endpoint).figures
	if Decimal in list_kinds(read_shape(endpoint).line.model_fields[name].annotation)
]
OPEN = {
	"report_campaigns.budget": "stands on the page of each campaign",
	"report_calls.amount": "what advisors sold is theirs and their supervisor's to see",
	"report_sales.net": "who sees every sale sees what each comes to",
	"report_sales.a_year_before": "who sees every sale sees what each comes to",
	"report_quotes.net": "who sees every sale sees what each quote comes to",
	"report_quotes.converted_net": "who sees every sale sees what each quote comes to",
	"report_quotes.lost_net": "who sees every sale sees what each quote comes to",
	"report_items.stock_value": "what is in stock, at prices that everybody who sells sees",
}
"""Why a figure may be seen without `costs:read`."""


@pytest.mark.covers("K33")
class TestMoneyInReports:
	@pytest.mark.parametrize(("endpoint", "name"), MONEY)
	def test_each_needs_its_permission_or_a_reason(self, endpoint: Declared, name: str) -> None:
		asked = {*endpoint.needs, read_shape(endpoint).figures[name].needs}
		reason = OPEN.get(f"{endpoint.name}.{name}")
		assert (Permission.COSTS_READ in asked) is not (reason is not None)

	def test_somebody_sees_reports_without_the_money(self) -> None:
		assert any(
			Permission.CAMPAIGNS_READ in some and Permission.COSTS_READ not in some
			for some in ROLE_PERMISSIONS.values()
		)
