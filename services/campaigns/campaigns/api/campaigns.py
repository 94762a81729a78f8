"""Campaigns and their phases."""

from campaigns.campaigns.wiring import CampaignParts
from chasqui.contracts.campaigns.campaigns import (
	Campaign,
	CampaignFields,
	CampaignQuery,
	CampaignUpdate,
	PhaseChange,
	PhaseCounts,
	PhaseMove,
)
from chasqui.contracts.endpoints.campaigns import campaigns as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: CampaignParts) -> Routes:
	routes = Routes("campaigns", __name__)

	@routes.serve(endpoints.list_campaigns)
	def list_campaigns(*, query: CampaignQuery) -> Page[Campaign]:
		return wiring.make_campaign_service(read_session()).list_page(query)

	@routes.serve(endpoints.create_campaign)
	def create_campaign(*, body: CampaignFields) -> Campaign:
		session = read_session()
		service, name = wiring.make_campaign_service(session), read_principal().name
		return service.create(body, name)

	@routes.serve(endpoints.count_phases)
	def count_phases() -> PhaseCounts:
		return wiring.make_campaign_service(read_session()).count_by_phase()

	@routes.serve(endpoints.show_campaign)
	def show_campaign(*, campaign_id: int) -> Campaign:
		return wiring.make_campaign_service(read_session()).get(campaign_id)

	@routes.serve(endpoints.update_campaign)
	def update_campaign(*, campaign_id: int, body: CampaignUpdate) -> Campaign:
		return wiring.make_campaign_service(read_session()).update(campaign_id, body)

	@routes.serve(endpoints.move_campaign)
	def move_campaign(*, campaign_id: int, body: PhaseMove) -> Campaign:
		machine = wiring.make_phase_service(read_session())
		return machine.move(campaign_id, body, read_principal().name)

	@routes.serve(endpoints.list_phase_changes)
	def list_phase_changes(*, campaign_id: int) -> Page[PhaseChange]:
		return wiring.make_phase_service(read_session()).list_changes(campaign_id)

	return routes
