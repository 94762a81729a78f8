"""What the campaign of the story costs and brings: rates, a stand at a fair, a sale by phone."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from chasqui.contracts.campaigns.finance import (
	CallSale,
	CostKind,
	CostRateFields,
	CostRateQuery,
	FixedCostFields,
)
from chasqui.contracts.customers.offers import OfferQuery
from chasqui.contracts.endpoints.campaigns import finance as finance_api
from chasqui.contracts.endpoints.campaigns.reports import (
	CampaignReportQuery,
	CampaignsBy,
	report_campaigns,
)
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.contracts.wire import ListQuery
from chasqui.demo.suite_client import Person

RATES = {
	CostKind.MAIL: Decimal("0.0012"),
	CostKind.ATTEMPT: Decimal("0.0300"),
	CostKind.MINUTE: Decimal("0.0800"),
	CostKind.HOUR: Decimal("4.5000"),
}
STAND = "Puesto en una feria"
CENTS = 100


@dataclass(frozen=True)
class FinanceSummary:
	"""Cents: of the campaign by itself, and of all campaigns as the statistics have them."""

	sold: int
	revenue: int
	spent: int
	parts: int
	by_phase: int
	by_owner: int


def set_rates(head: Person, today: date) -> None:
	"""Say once what mails and calls cost, from the beginning of the year before."""
	if head.campaigns.call(finance_api.list_rates, query=CostRateQuery()).items:
		return
	since = date(today.year - 1, 1, 1)
	for kind, amount in RATES.items():
		fields = CostRateFields(kind=kind, amount=amount, valid_from=since)
		head.campaigns.call(finance_api.set_rate, body=fields)


def choose_sale(advisor: Person) -> CallSale:
	"""Return what the advisor sells: the first item on sale, at its price of today."""
	offers = advisor.customers.call(catalogue_api.list_offers, query=OfferQuery(limit=1)).items
	price = offers[0].promoted_price or offers[0].price
	return CallSale(item_id=offers[0].id, item_name=offers[0].name, quantity=1, unit_price=price)


def pay_stand(head: Person, campaign_id: int, today: date) -> None:
	"""Pay a stand today, and another that is to come; once."""
	client = head.campaigns
	known = client.call(finance_api.list_costs, campaign_id=campaign_id, query=ListQuery()).items
	if known:
		return
	for days in (0, 30):
		fields = FixedCostFields(name=STAND, amount=Decimal(120), day=today + timedelta(days=days))
		client.call(finance_api.add_cost, campaign_id=campaign_id, body=fields)


def sum_finance(head: Person, campaign_id: int, sales: list[CallSale]) -> FinanceSummary:
	"""Return what the campaign has spent and sold, each counted in two ways."""
	client = head.campaigns
	finance = client.call(finance_api.show_finance, campaign_id=campaign_id)
	parts = sum((line.amount for line in finance.lines), finance.fixed)
	return FinanceSummary(
		sold=count_cents(sum((one.unit_price * one.quantity for one in sales), Decimal(0))),
		revenue=count_cents(finance.revenue),
		spent=count_cents(finance.spent),
		parts=count_cents(parts),
		by_phase=count_spent(head, CampaignsBy.PHASE),
		by_owner=count_spent(head, CampaignsBy.OWNER),
	)


def count_spent(head: Person, by: CampaignsBy) -> int:
	"""Return what the lines of the statistics have spent."""
	report = head.campaigns.call(report_campaigns, query=CampaignReportQuery(by=by))
	return count_cents(sum((line.spent or Decimal(0) for line in report.lines), Decimal(0)))


def count_cents(amount: Decimal) -> int:
	"""Return an amount in cents."""
	return int(amount * CENTS)
