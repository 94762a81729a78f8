"""Risk on request: by identification, by name, and the history of such looks (K28)."""

from flask import Blueprint

from campaigns.accounts.api.actors import read_staff_id
from campaigns.risk.use_cases.risk_inquirer import Inquirer
from campaigns.risk.wiring import RiskParts
from chasqui.contracts.access import Role
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
from chasqui.kernel.auth import grant, read_principal
from chasqui.kernel.web import read_body, read_query, read_session

LEADERS = frozenset({Role.MARKETING_HEAD.value, Role.ADMINISTRATOR.value})


def build_blueprint(wiring: RiskParts) -> Blueprint:
	blueprint = Blueprint("risk", __name__)

	@blueprint.post(PATH_LOOKUPS)
	@grant(*Role)
	def look_up() -> RiskLookup:
		request = read_body(RiskLookupRequest)
		return wiring.make_risk_inquirer(read_session()).look_up(request, read_inquirer())

	@blueprint.post(PATH_NAME_LOOKUPS)
	@grant(*Role)
	def look_up_name() -> RiskLookup:
		request = read_body(RiskNameRequest)
		return wiring.make_risk_inquirer(read_session()).look_up_name(request, read_inquirer())

	@blueprint.get(PATH_LOOKUPS)
	@grant(*Role)
	def list_history() -> Page[RiskHistoryEntry]:
		query = read_query(RiskHistoryQuery)
		return wiring.make_risk_inquirer(read_session()).list_history(query, read_inquirer())

	return blueprint


def read_inquirer() -> Inquirer:
	"""Return who asks, and whether scores and the others' history are for their eyes."""
	who = read_principal()
	return Inquirer(
		read_staff_id(),
		sees_all=bool(who.roles & LEADERS),
		serves_holders=Role.ADMINISTRATOR.value in who.roles,
	)
