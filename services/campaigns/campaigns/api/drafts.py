"""What somebody types in the campaign wizard."""

from campaigns.accounts.api.actors import read_staff_id
from campaigns.campaigns.wiring import CampaignParts
from chasqui.contracts.campaigns.drafts import Draft, DraftUpdate
from chasqui.contracts.endpoints.campaigns import drafts as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: CampaignParts) -> Routes:
	routes = Routes("drafts", __name__)

	@routes.serve(endpoints.list_drafts)
	def list_drafts() -> Page[Draft]:
		return wiring.make_draft_service(read_session()).list_open(read_staff_id())

	@routes.serve(endpoints.show_draft)
	def show_draft(*, draft_id: int) -> Draft:
		return wiring.make_draft_service(read_session()).get(read_staff_id(), draft_id)

	@routes.serve(endpoints.keep_draft)
	def keep_draft(*, draft_id: int, body: DraftUpdate) -> Draft:
		return wiring.make_draft_service(read_session()).keep(read_staff_id(), draft_id, body)

	@routes.serve(endpoints.drop_draft)
	def drop_draft(*, draft_id: int) -> None:
		wiring.make_draft_service(read_session()).drop(read_staff_id(), draft_id)

	return routes
