"""The staff: for those who assign work, and for the administrator who keeps the accounts."""

from flask import Blueprint

from campaigns.accounts.wiring import AccountParts
from chasqui.contracts.access import Permission
from chasqui.contracts.staff import Staff, StaffQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant, read_principal
from chasqui.kernel.web.app import read_query, read_session


def build_blueprint(wiring: AccountParts) -> Blueprint:
	blueprint = Blueprint("staff", __name__)

	@blueprint.get("/v1/staff")
	@grant(Permission.STAFF_READ)
	def list_staff() -> Page[Staff]:
		role = read_query(StaffQuery).role
		return wiring.make_staff_directory(read_session()).list_staff(role)

	@blueprint.post("/v1/staff/<int:staff_id>/disable")
	@grant(Permission.STAFF_MANAGE)
	def disable_staff(staff_id: int) -> tuple[str, int]:
		directory = wiring.make_staff_directory(read_session())
		directory.disable(staff_id, by=read_principal().subject)
		return "", 204

	@blueprint.post("/v1/staff/<int:staff_id>/enable")
	@grant(Permission.STAFF_MANAGE)
	def enable_staff(staff_id: int) -> tuple[str, int]:
		directory = wiring.make_staff_directory(read_session())
		directory.enable(staff_id, by=read_principal().subject)
		return "", 204

	@blueprint.post("/v1/staff/<int:staff_id>/second-factor/reset")
	@grant(Permission.STAFF_MANAGE)
	def reset_second_factor(staff_id: int) -> tuple[str, int]:
		directory = wiring.make_staff_directory(read_session())
		directory.reset_second_factor(staff_id, by=read_principal().subject)
		return "", 204

	return blueprint
