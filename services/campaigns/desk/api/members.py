"""Who is in an audience, and what came of calling them."""

from flask import Blueprint

from campaigns.desk.wiring import DeskParts
from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns import MemberQuery, MemberView
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_query, read_session


def build_blueprint(wiring: DeskParts) -> Blueprint:
	blueprint = Blueprint("members", __name__)

	@blueprint.get("/v1/campaigns/<int:campaign_id>/members")
	@grant(Permission.AUDIENCES_READ)
	def list_members(campaign_id: int) -> Page[MemberView]:
		members = wiring.make_member_list(read_session())
		return members.list_page(campaign_id, read_query(MemberQuery))

	return blueprint
