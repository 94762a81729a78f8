"""Calling hours over HTTP: of all campaigns, and of one."""

from campaigns.hours.api.settings import SettingEndpoints, serve_setting
from campaigns.hours.wiring import HoursParts
from chasqui.contracts.endpoints.campaigns import hours as endpoints
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: HoursParts) -> Routes:
	routes = Routes("hours", __name__)
	setting = SettingEndpoints(
		endpoints.show_hours,
		endpoints.set_hours,
		endpoints.show_own_hours,
		endpoints.set_own_hours,
		endpoints.drop_own_hours,
	)
	serve_setting(routes, setting, wiring.make_call_hours_service)
	return routes
