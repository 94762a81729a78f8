"""Rounds of a campaign's calls over HTTP."""

from campaigns.rounds.wiring import RoundParts
from chasqui.contracts.campaigns.rounds import Round, RoundRequest, Rounds
from chasqui.contracts.endpoints.campaigns import rounds as endpoints
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: RoundParts) -> Routes:
	routes = Routes("rounds", __name__)

	@routes.serve(endpoints.list_rounds)
	def list_rounds(*, campaign_id: int) -> Rounds:
		return wiring.make_round_service(read_session()).show(campaign_id)

	@routes.serve(endpoints.open_round)
	def open_round(*, campaign_id: int, body: RoundRequest) -> Round:
		service = wiring.make_round_service(read_session())
		return service.open(campaign_id, body, read_principal().name)

	return routes
