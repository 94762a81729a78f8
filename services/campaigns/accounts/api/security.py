"""The security log, for the administrator."""

from campaigns.accounts.wiring import AccountParts
from chasqui.contracts.campaigns.security import SecurityEntry, SecurityQuery
from chasqui.contracts.endpoints.campaigns import accounts as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: AccountParts) -> Routes:
	routes = Routes("security", __name__)

	@routes.serve(endpoints.list_events)
	def list_events(*, query: SecurityQuery) -> Page[SecurityEntry]:
		return wiring.make_security_event_service(read_session()).list_events(query)

	return routes
