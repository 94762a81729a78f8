"""Risk rules over HTTP: of all campaigns, and of one."""

from campaigns.risk_rules.wiring import RiskRulesParts
from chasqui.contracts.campaigns.risk_rules import KeptRiskRules, RiskRulesUpdate
from chasqui.contracts.endpoints.campaigns import risk_rules as endpoints
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: RiskRulesParts) -> Routes:
	routes = Routes("risk_rules", __name__)

	@routes.serve(endpoints.show_risk_rules)
	def show_risk_rules() -> KeptRiskRules:
		return wiring.make_risk_rules_service(read_session()).show()

	@routes.serve(endpoints.set_risk_rules)
	def set_risk_rules(*, body: RiskRulesUpdate) -> KeptRiskRules:
		service = wiring.make_risk_rules_service(read_session())
		return service.set(body, read_principal().name)

	@routes.serve(endpoints.show_own_risk_rules)
	def show_own_risk_rules(*, campaign_id: int) -> KeptRiskRules:
		return wiring.make_risk_rules_service(read_session()).show(campaign_id)

	@routes.serve(endpoints.set_own_risk_rules)
	def set_own_risk_rules(*, campaign_id: int, body: RiskRulesUpdate) -> KeptRiskRules:
		service = wiring.make_risk_rules_service(read_session())
		return service.set(body, read_principal().name, campaign_id)

	@routes.serve(endpoints.drop_own_risk_rules)
	def drop_own_risk_rules(*, campaign_id: int) -> None:
		name = read_principal().name
		wiring.make_risk_rules_service(read_session()).drop(campaign_id, name)

	return routes
