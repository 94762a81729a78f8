"""Calling hours over HTTP: of all campaigns, and of one."""

from campaigns.hours.wiring import HoursParts
from chasqui.contracts.campaigns.hours import (
	CallHoursUpdate,
	KeptHours,
)
from chasqui.contracts.endpoints.campaigns import hours as endpoints
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: HoursParts) -> Routes:
	routes = Routes("hours", __name__)

	@routes.serve(endpoints.show_hours)
	def show_hours() -> KeptHours:
		return wiring.make_call_hours_service(read_session()).show()

	@routes.serve(endpoints.set_hours)
	def set_hours(*, body: CallHoursUpdate) -> KeptHours:
		return wiring.make_call_hours_service(read_session()).set(body, read_principal().name)

	@routes.serve(endpoints.show_own_hours)
	def show_own_hours(*, campaign_id: int) -> KeptHours:
		return wiring.make_call_hours_service(read_session()).show(campaign_id)

	@routes.serve(endpoints.set_own_hours)
	def set_own_hours(*, campaign_id: int, body: CallHoursUpdate) -> KeptHours:
		service = wiring.make_call_hours_service(read_session())
		return service.set(body, read_principal().name, campaign_id)

	@routes.serve(endpoints.drop_own_hours)
	def drop_own_hours(*, campaign_id: int) -> None:
		wiring.make_call_hours_service(read_session()).drop(campaign_id, read_principal().name)

	return routes
