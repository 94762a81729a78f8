"""Calling rules of all campaigns, and a campaign's own."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.call_rules import CallRulesUpdate, KeptRules
from chasqui.contracts.endpoints.campaigns import API

OWN = "/v1/campaigns/{campaign_id}/call-rules"


@API.declare("GET", "/v1/call-rules", Permission.CAMPAIGNS_READ)
def show_rules() -> KeptRules: ...


@API.declare("PUT", "/v1/call-rules", Permission.HOURS_MANAGE)
def set_rules(*, body: CallRulesUpdate) -> KeptRules: ...


@API.declare("GET", OWN, Permission.CAMPAIGNS_READ)
def show_own_rules(*, campaign_id: int) -> KeptRules:
	"""Return the rules of a campaign: its own, or those of all campaigns."""


@API.declare("PUT", OWN, Permission.CAMPAIGNS_WRITE)
def set_own_rules(*, campaign_id: int, body: CallRulesUpdate) -> KeptRules: ...


@API.declare("DELETE", OWN, Permission.CAMPAIGNS_WRITE)
def drop_own_rules(*, campaign_id: int) -> None:
	"""Let the rules of all campaigns hold for this one again."""
