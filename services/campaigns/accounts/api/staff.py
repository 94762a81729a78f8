"""The staff: for those who assign work, and for the administrator who keeps the accounts."""

from campaigns.accounts.wiring import AccountParts
from chasqui.contracts.campaigns.staff import Staff, StaffQuery
from chasqui.contracts.endpoints.campaigns import accounts as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: AccountParts) -> Routes:
	routes = Routes("staff", __name__)

	@routes.serve(endpoints.list_staff)
	def list_staff(*, query: StaffQuery) -> Page[Staff]:
		role = query.role
		return wiring.make_staff_service(read_session()).list_staff(role)

	@routes.serve(endpoints.disable_staff)
	def disable_staff(*, staff_id: int) -> None:
		directory = wiring.make_staff_service(read_session())
		directory.disable(staff_id, by=read_principal().subject)

	@routes.serve(endpoints.enable_staff)
	def enable_staff(*, staff_id: int) -> None:
		directory = wiring.make_staff_service(read_session())
		directory.enable(staff_id, by=read_principal().subject)

	@routes.serve(endpoints.reset_second_factor)
	def reset_second_factor(*, staff_id: int) -> None:
		directory = wiring.make_staff_service(read_session())
		directory.reset_second_factor(staff_id, by=read_principal().subject)

	return routes
