"""The phases of campaigns: how many are in each, and their moves."""

from campaigns.campaigns.wiring import CampaignParts
from chasqui.contracts.campaigns.campaigns import Campaign, PhaseCounts, PhaseMove
from chasqui.contracts.endpoints.campaigns import campaigns as endpoints
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: CampaignParts) -> Routes:
	routes = Routes("phases", __name__)

	@routes.serve(endpoints.count_phases)
	def count_phases() -> PhaseCounts:
		return wiring.make_campaign_service(read_session()).count_by_phase()

	@routes.serve(endpoints.move_campaign)
	def move_campaign(*, campaign_id: int, body: PhaseMove) -> Campaign:
		machine = wiring.make_phase_service(read_session())
		return machine.move(campaign_id, body, read_principal().name)

	return routes
