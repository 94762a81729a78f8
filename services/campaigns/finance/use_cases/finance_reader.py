"""Says how the money of a campaign stands."""

from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.finance.domain import count_pace_days, find_level, forecast_activity
from campaigns.finance.repositories.budget_watches import BudgetWatchRepository
from campaigns.finance.repositories.campaign_sales import CampaignSaleRepository
from campaigns.finance.repositories.spending import SpendingRepository
from chasqui.contracts.campaigns.campaigns import BEGUN_PHASES
from chasqui.contracts.campaigns.finance import (
	STOP_PERCENT,
	WARN_PERCENT,
	BudgetAlert,
	BudgetWatch,
	CampaignFinance,
	CostKind,
	CostLine,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_today


class FinanceReader:
	def __init__(
		self,
		campaigns: CampaignRepository,
		spending: SpendingRepository,
		invoiced: CampaignSaleRepository,
		watches: BudgetWatchRepository,
		*,
		zone: str,
	) -> None:
		self._campaigns = campaigns
		self._spending = spending
		self._invoiced = invoiced
		self._watches = watches
		self._zone = zone

	def show(self, campaign_id: int) -> CampaignFinance:
		""":raises NotFound: there is no such campaign"""
		campaign = self._campaigns.get(campaign_id)
		today = read_today(self._zone)
		lines = self._list_lines(campaign_id)
		fixed, committed = self._spending.sum_fixed(campaign_id, today)
		spent = sum((line.amount for line in lines), fixed)
		sales, unpriced, revenue = self._spending.sum_sales(campaign_id)
		invoiced_sales, invoiced = self._invoiced.sum(campaign_id)
		watch = self._watches.find(campaign_id)
		return CampaignFinance(
			campaign_id=campaign_id,
			as_of=today,
			budget=campaign.budget,
			spent=spent,
			committed=committed,
			left=None if campaign.budget is None else campaign.budget - spent - committed,
			forecast=spent + committed + self._forecast(campaign, today),
			fixed=fixed,
			lines=lines,
			sales=sales,
			unpriced_sales=unpriced,
			revenue=revenue,
			invoiced_sales=invoiced_sales,
			invoiced=invoiced,
			result=revenue - spent,
			level=find_level(campaign.budget, spent, watch.stop_percent),
			watch=BudgetWatch.model_validate(watch),
		)

	def list_alerts(self) -> Page[BudgetAlert]:
		"""Return the campaigns that are going on whose budget wants attention, the worst first."""
		found = [
			BudgetAlert(
				campaign_id=campaign.id,
				name=campaign.name,
				phase=campaign.phase,
				budget=campaign.budget,
				spent=spent,
				level=find_level(
					campaign.budget, spent, watch.stop_percent if watch else STOP_PERCENT
				),
			)
			for campaign, spent, watch in self._spending.list_near_budget(
				read_today(self._zone), WARN_PERCENT
			)
		]
		return Page(items=sorted(found, key=lambda one: one.budget and -one.spent / one.budget))

	def _list_lines(self, campaign_id: int) -> list[CostLine]:
		found = self._spending.list_lines(campaign_id)
		lines = [CostLine(**{name: row[name] for name in CostLine.model_fields}) for row in found]
		places = {kind: place for place, kind in enumerate(CostKind)}
		return sorted(lines, key=lambda line: places[line.kind])

	def _forecast(self, campaign: CampaignRow, today: date) -> Decimal:
		"""Return what the activity that is to come will cost; an ended campaign has none."""
		if campaign.phase not in BEGUN_PHASES:
			return Decimal(0)
		at = campaign.first_executed_at
		begun = None if at is None else at.astimezone(ZoneInfo(self._zone)).date()
		days = count_pace_days(begun, today)
		recent = self._spending.sum_activity(campaign.id, today - timedelta(days=days - 1))
		return forecast_activity(recent, days, campaign.ends_on, today)
