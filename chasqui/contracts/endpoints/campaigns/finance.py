"""What campaigns cost and bring: rates, fixed costs, the budget and its alerts."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.finance import (
	BudgetAlert,
	BudgetWatch,
	BudgetWatchUpdate,
	CampaignFinance,
	CostRate,
	CostRateFields,
	CostRateQuery,
	FixedCost,
	FixedCostFields,
)
from chasqui.contracts.endpoint import Once
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.wire import ListQuery, Page

COSTS = "/v1/campaigns/{campaign_id}/costs"


@API.declare("GET", "/v1/cost-rates", Permission.COSTS_READ)
def list_rates(*, query: CostRateQuery) -> Page[CostRate]: ...


@API.declare("POST", "/v1/cost-rates", Permission.COSTS_MANAGE, status=201, once=Once.MAY)
def set_rate(*, body: CostRateFields) -> CostRate: ...


@API.declare("DELETE", "/v1/cost-rates/{rate_id}", Permission.COSTS_MANAGE)
def withdraw_rate(*, rate_id: int) -> None:
	"""Take a rate back: the one before it holds on; again is nothing."""


@API.declare("GET", "/v1/campaigns/{campaign_id}/finance", Permission.COSTS_READ)
def show_finance(*, campaign_id: int) -> CampaignFinance: ...


@API.declare("PUT", "/v1/campaigns/{campaign_id}/budget-watch", Permission.CAMPAIGNS_WRITE)
def set_watch(*, campaign_id: int, body: BudgetWatchUpdate) -> BudgetWatch: ...


@API.declare("GET", COSTS, Permission.COSTS_READ)
def list_costs(*, campaign_id: int, query: ListQuery) -> Page[FixedCost]: ...


@API.declare("POST", COSTS, Permission.CAMPAIGNS_WRITE, status=201, once=Once.MAY)
def add_cost(*, campaign_id: int, body: FixedCostFields) -> FixedCost: ...


@API.declare("DELETE", f"{COSTS}/{{cost_id}}", Permission.CAMPAIGNS_WRITE)
def drop_cost(*, campaign_id: int, cost_id: int) -> None: ...


@API.declare("GET", "/v1/budget-alerts", Permission.COSTS_READ)
def list_alerts() -> Page[BudgetAlert]:
	"""Return the campaigns that are going on whose budget is nearly used up, the worst first."""
