"""The security log, for the administrator."""

from flask import Blueprint

from campaigns.accounts.wiring import AccountParts
from chasqui.contracts.access import Permission
from chasqui.contracts.security import PATH_SECURITY, SecurityEntry, SecurityQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_query, read_session


def build_blueprint(wiring: AccountParts) -> Blueprint:
	blueprint = Blueprint("security", __name__)

	@blueprint.get(PATH_SECURITY)
	@grant(Permission.SECURITY_READ)
	def list_events() -> Page[SecurityEntry]:
		query = read_query(SecurityQuery)
		return wiring.make_security_desk(read_session()).list_events(query)

	return blueprint
