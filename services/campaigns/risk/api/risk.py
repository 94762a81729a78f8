"""Risk on request: by identification, by name, and the history of such looks (K28)."""

from campaigns.accounts.api.actors import read_staff_id
from campaigns.risk.use_cases.risk_inquiry_service import RiskAsker
from campaigns.risk.wiring import RiskParts
from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.risk import (
	RiskHistoryEntry,
	RiskHistoryQuery,
	RiskLookup,
	RiskLookupRequest,
	RiskNameRequest,
)
from chasqui.contracts.endpoints.campaigns import risk as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: RiskParts) -> Routes:
	routes = Routes("risk", __name__)

	@routes.serve(endpoints.look_up)
	def look_up(*, body: RiskLookupRequest) -> RiskLookup:
		return wiring.make_risk_inquiry_service(read_session()).look_up(body, read_inquirer())

	@routes.serve(endpoints.look_up_name)
	def look_up_name(*, body: RiskNameRequest) -> RiskLookup:
		return wiring.make_risk_inquiry_service(read_session()).look_up_name(body, read_inquirer())

	@routes.serve(endpoints.list_history)
	def list_history(*, query: RiskHistoryQuery) -> Page[RiskHistoryEntry]:
		return wiring.make_risk_inquiry_service(read_session()).list_history(query, read_inquirer())

	return routes


def read_inquirer() -> RiskAsker:
	"""Return who asks, and whether scores and the others' history are for their eyes."""
	who = read_principal()
	return RiskAsker(
		read_staff_id(),
		sees_all=Permission.RISK_READ_SCORES in who.permissions,
		serves_holders=Permission.RIGHTS_MANAGE in who.permissions,
	)
