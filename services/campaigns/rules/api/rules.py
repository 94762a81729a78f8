"""Calling rules over HTTP: of all campaigns, and of one."""

from campaigns.hours.api.settings import SettingEndpoints, serve_setting
from campaigns.rules.wiring import RulesParts
from chasqui.contracts.endpoints.campaigns import call_rules as endpoints
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: RulesParts) -> Routes:
	routes = Routes("call_rules", __name__)
	setting = SettingEndpoints(
		endpoints.show_rules,
		endpoints.set_rules,
		endpoints.show_own_rules,
		endpoints.set_own_rules,
		endpoints.drop_own_rules,
	)
	serve_setting(routes, setting, wiring.make_call_rules_service)
	return routes
