"""The audit: who saw, changed, exported, erased what and when."""

from flask import Blueprint

from chasqui.contracts.access import Role
from chasqui.contracts.audit import PATH_AUDIT, AuditEntry, AuditQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.auth import grant
from chasqui.kernel.web import read_query, read_session
from customers.wiring import Wiring


def build_blueprint(wiring: Wiring) -> Blueprint:
	blueprint = Blueprint("audit", __name__)

	@blueprint.get(PATH_AUDIT)
	@grant(Role.ADMINISTRATOR)
	def list_entries() -> Page[AuditEntry]:
		return wiring.make_auditor(read_session()).list_page(read_query(AuditQuery))

	return blueprint
