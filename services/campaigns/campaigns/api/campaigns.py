"""Campaigns: kept, changed, checked."""

from campaigns.campaigns.wiring import CampaignParts
from chasqui.contracts.campaigns.campaigns import (
	Campaign,
	CampaignFields,
	CampaignQuery,
	CampaignUpdate,
)
from chasqui.contracts.campaigns.log import LogEntry, LogQuery
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

	@routes.serve(endpoints.check_campaign)
	def check_campaign(*, body: CampaignFields) -> None:
		wiring.make_campaign_service(read_session()).check(body)

	@routes.serve(endpoints.show_campaign)
	def show_campaign(*, campaign_id: int) -> Campaign:
		return wiring.make_campaign_service(read_session()).get(campaign_id)

	@routes.serve(endpoints.update_campaign)
	def update_campaign(*, campaign_id: int, body: CampaignUpdate) -> Campaign:
		service, name = wiring.make_campaign_service(read_session()), read_principal().name
		return service.update(campaign_id, body, name)

	@routes.serve(endpoints.list_log)
	def list_log(*, campaign_id: int, query: LogQuery) -> Page[LogEntry]:
		return wiring.make_campaign_service(read_session()).list_log(campaign_id, query)

	return routes
