"""Calling rules over HTTP: of all campaigns, and of one."""

from campaigns.rules.wiring import RulesParts
from chasqui.contracts.campaigns.call_rules import CallRulesUpdate, KeptRules
from chasqui.contracts.endpoints.campaigns import call_rules as endpoints
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: RulesParts) -> Routes:
	routes = Routes("call_rules", __name__)

	@routes.serve(endpoints.show_rules)
	def show_rules() -> KeptRules:
		return wiring.make_call_rules_service(read_session()).show()

	@routes.serve(endpoints.set_rules)
	def set_rules(*, body: CallRulesUpdate) -> KeptRules:
		return wiring.make_call_rules_service(read_session()).set(body, read_principal().name)

	@routes.serve(endpoints.show_own_rules)
	def show_own_rules(*, campaign_id: int) -> KeptRules:
		return wiring.make_call_rules_service(read_session()).show(campaign_id)

	@routes.serve(endpoints.set_own_rules)
	def set_own_rules(*, campaign_id: int, body: CallRulesUpdate) -> KeptRules:
		service = wiring.make_call_rules_service(read_session())
		return service.set(body, read_principal().name, campaign_id)

	@routes.serve(endpoints.drop_own_rules)
	def drop_own_rules(*, campaign_id: int) -> None:
		wiring.make_call_rules_service(read_session()).drop(campaign_id, read_principal().name)

	return routes
