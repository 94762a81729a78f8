"""Risk rules over HTTP: of all campaigns, and of one."""

from campaigns.hours.api.settings import SettingEndpoints, serve_setting
from campaigns.risk_rules.wiring import RiskRulesParts
from chasqui.contracts.endpoints.campaigns import risk_rules as endpoints
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: RiskRulesParts) -> Routes:
	routes = Routes("risk_rules", __name__)
	setting = SettingEndpoints(
		endpoints.show_risk_rules,
		endpoints.set_risk_rules,
		endpoints.show_own_risk_rules,
		endpoints.set_own_risk_rules,
		endpoints.drop_own_risk_rules,
	)
	serve_setting(routes, setting, wiring.make_risk_rules_service)
	return routes
