"""Risk on request: by identification, by name, and the history of such looks (K28)."""

from flask import Blueprint

from campaigns.accounts.api.actors import read_staff_id
from campaigns.risk.use_cases.risk_inquirer import Inquirer
from campaigns.risk.wiring import RiskParts
from chasqui.contracts.access import Permission
from chasqui.contracts.risk_desk import (
	PATH_LOOKUPS,
	PATH_NAME_LOOKUPS,
	RiskHistoryEntry,
	RiskHistoryQuery,
	RiskLookup,
	RiskLookupRequest,
	RiskNameRequest,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant, read_principal
from chasqui.kernel.web.app import read_body, read_query, read_session


def build_blueprint(wiring: RiskParts) -> Blueprint:
	blueprint = Blueprint("risk", __name__)

	@blueprint.post(PATH_LOOKUPS)
	@grant(Permission.RISK_LOOK_UP)
	def look_up() -> RiskLookup:
		request = read_body(RiskLookupRequest)
		return wiring.make_risk_inquirer(read_session()).look_up(request, read_inquirer())

	@blueprint.post(PATH_NAME_LOOKUPS)
	@grant(Permission.RISK_LOOK_UP)
	def look_up_name() -> RiskLookup:
		request = read_body(RiskNameRequest)
		return wiring.make_risk_inquirer(read_session()).look_up_name(request, read_inquirer())

	@blueprint.get(PATH_LOOKUPS)
	@grant(Permission.RISK_LOOK_UP)
	def list_history() -> Page[RiskHistoryEntry]:
		query = read_query(RiskHistoryQuery)
		return wiring.make_risk_inquirer(read_session()).list_history(query, read_inquirer())

	return blueprint


def read_inquirer() -> Inquirer:
	"""Return who asks, and whether scores and the others' history are for their eyes."""
	who = read_principal()
	return Inquirer(
		read_staff_id(),
		sees_all=Permission.RISK_READ_SCORES in who.permissions,
		serves_holders=Permission.RIGHTS_MANAGE in who.permissions,
	)
