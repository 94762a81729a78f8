"""An audience beside whom its criteria hold today, over HTTP."""

from campaigns.comparison.wiring import ComparisonParts
from chasqui.contracts.campaigns.comparison import (
	AudienceComparison,
	ComparedPerson,
	ComparedQuery,
)
from chasqui.contracts.endpoints.campaigns import comparison as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: ComparisonParts) -> Routes:
	routes = Routes("comparison", __name__)

	@routes.serve(endpoints.show_comparison)
	def show_comparison(*, campaign_id: int) -> AudienceComparison:
		return wiring.make_comparison_service(read_session()).show(campaign_id)

	@routes.serve(endpoints.ask_comparison)
	def ask_comparison(*, campaign_id: int) -> AudienceComparison:
		service = wiring.make_comparison_service(read_session())
		return service.ask(campaign_id, read_principal().name)

	@routes.serve(endpoints.list_compared)
	def list_compared(*, campaign_id: int, query: ComparedQuery) -> Page[ComparedPerson]:
		return wiring.make_comparison_service(read_session()).list_people(campaign_id, query)

	return routes
