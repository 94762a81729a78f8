"""What one campaign came to."""

from campaigns.statistics.wiring import StatisticsParts
from chasqui.contracts.campaigns.contact_hours import (
	ContactGrid,
	ContactGridQuery,
	ContactHour,
	ContactHourQuery,
)
from chasqui.contracts.campaigns.figures import CampaignRates, FigureDifference
from chasqui.contracts.campaigns.uplift import CampaignUplift
from chasqui.contracts.endpoints.campaigns import reports as endpoints
from chasqui.contracts.wire import Page
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

	@routes.serve(endpoints.list_contact_hours)
	def list_contact_hours(*, query: ContactHourQuery) -> Page[ContactHour]:
		return wiring.make_contact_hour_reader(read_session()).list_page(query)

	@routes.serve(endpoints.show_contact_grid)
	def show_contact_grid(*, query: ContactGridQuery) -> ContactGrid:
		return wiring.make_contact_hour_reader(read_session()).show_grid(query)

	@routes.serve(endpoints.list_differences)
	def list_differences() -> Page[FigureDifference]:
		rows = wiring.make_difference_repository(read_session()).list_all()
		return Page(items=[FigureDifference.model_validate(one) for one in rows])

	return routes
