"""Contact pressure over HTTP: of all campaigns, and of one."""

from campaigns.pressure.wiring import PressureParts
from chasqui.contracts.campaigns.pressure import KeptPressure, PressureUpdate
from chasqui.contracts.endpoints.campaigns import pressure as endpoints
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: PressureParts) -> Routes:
	routes = Routes("contact_pressure", __name__)

	@routes.serve(endpoints.show_pressure)
	def show_pressure() -> KeptPressure:
		return wiring.make_pressure_service(read_session()).show()

	@routes.serve(endpoints.set_pressure)
	def set_pressure(*, body: PressureUpdate) -> KeptPressure:
		return wiring.make_pressure_service(read_session()).set(body, read_principal().name)

	@routes.serve(endpoints.show_own_pressure)
	def show_own_pressure(*, campaign_id: int) -> KeptPressure:
		return wiring.make_pressure_service(read_session()).show(campaign_id)

	@routes.serve(endpoints.set_own_pressure)
	def set_own_pressure(*, campaign_id: int, body: PressureUpdate) -> KeptPressure:
		service = wiring.make_pressure_service(read_session())
		return service.set(body, read_principal().name, campaign_id)

	@routes.serve(endpoints.drop_own_pressure)
	def drop_own_pressure(*, campaign_id: int) -> None:
		wiring.make_pressure_service(read_session()).drop(campaign_id, read_principal().name)

	return routes
