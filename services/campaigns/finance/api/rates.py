"""What activity costs, over HTTP."""

from campaigns.finance.wiring import FinanceParts
from chasqui.contracts.campaigns.finance import CostRate, CostRateFields, CostRateQuery
from chasqui.contracts.endpoints.campaigns import finance as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: FinanceParts) -> Routes:
	routes = Routes("rates", __name__)

	@routes.serve(endpoints.list_rates)
	def list_rates(*, query: CostRateQuery) -> Page[CostRate]:
		return wiring.make_cost_rate_service(read_session()).list_page(query)

	@routes.serve(endpoints.set_rate)
	def set_rate(*, body: CostRateFields) -> CostRate:
		return wiring.make_cost_rate_service(read_session()).set(body, read_principal().name)

	@routes.serve(endpoints.withdraw_rate)
	def withdraw_rate(*, rate_id: int) -> None:
		service = wiring.make_cost_rate_service(read_session())
		service.withdraw(rate_id, read_principal().name)

	return routes
