"""Who is in an audience, and what came of calling them."""

from campaigns.desk.wiring import DeskParts
from chasqui.contracts.campaigns.audiences import MemberView
from chasqui.contracts.campaigns.members import MemberQuery
from chasqui.contracts.endpoints.campaigns import desk as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: DeskParts) -> Routes:
	routes = Routes("members", __name__)

	@routes.serve(endpoints.list_members)
	def list_members(*, campaign_id: int, query: MemberQuery) -> Page[MemberView]:
		members = wiring.make_member_reader(read_session())
		return members.list_page(campaign_id, query)

	return routes
