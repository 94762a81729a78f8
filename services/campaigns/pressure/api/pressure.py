"""Contact pressure over HTTP: of all campaigns, and of one."""

from campaigns.hours.api.settings import SettingEndpoints, serve_setting
from campaigns.pressure.wiring import PressureParts
from chasqui.contracts.endpoints.campaigns import pressure as endpoints
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: PressureParts) -> Routes:
	routes = Routes("contact_pressure", __name__)
	setting = SettingEndpoints(
		endpoints.show_pressure,
		endpoints.set_pressure,
		endpoints.show_own_pressure,
		endpoints.set_own_pressure,
		endpoints.drop_own_pressure,
	)
	serve_setting(routes, setting, wiring.make_pressure_service)
	return routes
