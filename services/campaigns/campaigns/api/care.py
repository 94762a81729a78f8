"""Who looks after campaigns, what is noted of them, and the archive."""

from campaigns.campaigns.wiring import CampaignParts
from chasqui.contracts.campaigns.campaigns import Campaign, CampaignNote, OwnerChange
from chasqui.contracts.campaigns.log import LogEntry
from chasqui.contracts.endpoints.campaigns import campaigns as endpoints
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: CampaignParts) -> Routes:
	routes = Routes("care", __name__)

	@routes.serve(endpoints.give_campaign)
	def give_campaign(*, campaign_id: int, body: OwnerChange) -> Campaign:
		service = wiring.make_campaign_care_service(read_session())
		return service.give(campaign_id, body, read_principal().name)

	@routes.serve(endpoints.archive_campaign)
	def archive_campaign(*, campaign_id: int) -> Campaign:
		service = wiring.make_campaign_care_service(read_session())
		return service.archive(campaign_id, read_principal().name)

	@routes.serve(endpoints.restore_campaign)
	def restore_campaign(*, campaign_id: int) -> None:
		service = wiring.make_campaign_care_service(read_session())
		service.restore(campaign_id, read_principal().name)

	@routes.serve(endpoints.note_campaign)
	def note_campaign(*, campaign_id: int, body: CampaignNote) -> LogEntry:
		service = wiring.make_campaign_care_service(read_session())
		return service.note(campaign_id, body, read_principal().name)

	return routes
