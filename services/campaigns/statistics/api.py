"""What one campaign came to."""

from campaigns.statistics.wiring import StatisticsParts
from chasqui.contracts.campaigns.figures import CampaignRates
from chasqui.contracts.campaigns.uplift import CampaignUplift
from chasqui.contracts.endpoints.campaigns import reports as endpoints
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: StatisticsParts) -> Routes:
	routes = Routes("statistics", __name__)

	@routes.serve(endpoints.show_rates)
	def show_rates(*, campaign_id: int) -> CampaignRates:
		return wiring.make_rates_reader(read_session()).read(campaign_id)

	@routes.serve(endpoints.show_uplift)
	def show_uplift(*, campaign_id: int) -> CampaignUplift:
		return wiring.make_uplift_reader(read_session()).read(campaign_id)

	return routes
