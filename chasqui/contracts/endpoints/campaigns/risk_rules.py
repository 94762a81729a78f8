"""What is asked of a customer's risk before a call: of all campaigns, and a campaign's own."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.risk_rules import KeptRiskRules, RiskRulesUpdate
from chasqui.contracts.endpoints.campaigns import API

OWN = "/v1/campaigns/{campaign_id}/risk-rules"


@API.declare("GET", "/v1/risk-rules", Permission.CAMPAIGNS_READ)
def show_risk_rules() -> KeptRiskRules: ...


@API.declare("PUT", "/v1/risk-rules", Permission.HOURS_MANAGE)
def set_risk_rules(*, body: RiskRulesUpdate) -> KeptRiskRules: ...


@API.declare("GET", OWN, Permission.CAMPAIGNS_READ)
def show_own_risk_rules(*, campaign_id: int) -> KeptRiskRules:
	"""Return the rules of a campaign: its own, or those of all campaigns."""


@API.declare("PUT", OWN, Permission.CAMPAIGNS_WRITE)
def set_own_risk_rules(*, campaign_id: int, body: RiskRulesUpdate) -> KeptRiskRules: ...


@API.declare("DELETE", OWN, Permission.CAMPAIGNS_WRITE)
def drop_own_risk_rules(*, campaign_id: int) -> None:
	"""Let the rules of all campaigns hold for this one again."""
