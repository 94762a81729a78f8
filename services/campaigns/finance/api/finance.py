"""The money of campaigns over HTTP."""

from campaigns.finance.wiring import FinanceParts
from chasqui.contracts.campaigns.finance import (
	BudgetAlert,
	BudgetWatch,
	BudgetWatchUpdate,
	CampaignFinance,
	FixedCost,
	FixedCostFields,
)
from chasqui.contracts.endpoints.campaigns import finance as endpoints
from chasqui.contracts.wire import ListQuery, Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: FinanceParts) -> Routes:
	routes = Routes("finance", __name__)

	@routes.serve(endpoints.show_finance)
	def show_finance(*, campaign_id: int) -> CampaignFinance:
		return wiring.make_finance_reader(read_session()).show(campaign_id)

	@routes.serve(endpoints.list_alerts)
	def list_alerts() -> Page[BudgetAlert]:
		return wiring.make_finance_reader(read_session()).list_alerts()

	@routes.serve(endpoints.set_watch)
	def set_watch(*, campaign_id: int, body: BudgetWatchUpdate) -> BudgetWatch:
		service = wiring.make_budget_watch_service(read_session())
		return service.set(campaign_id, body, read_principal().name)

	@routes.serve(endpoints.list_costs)
	def list_costs(*, campaign_id: int, query: ListQuery) -> Page[FixedCost]:
		return wiring.make_fixed_cost_service(read_session()).list_page(campaign_id, query)

	@routes.serve(endpoints.add_cost)
	def add_cost(*, campaign_id: int, body: FixedCostFields) -> FixedCost:
		service = wiring.make_fixed_cost_service(read_session())
		return service.add(campaign_id, body, read_principal().name)

	@routes.serve(endpoints.drop_cost)
	def drop_cost(*, campaign_id: int, cost_id: int) -> None:
		service = wiring.make_fixed_cost_service(read_session())
		service.drop(campaign_id, cost_id, read_principal().name)

	return routes
