"""Rounds of a campaign's calls."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.rounds import Round, RoundRequest, Rounds
from chasqui.contracts.endpoint import Once
from chasqui.contracts.endpoints.campaigns import API

WAY = "/v1/campaigns/{campaign_id}/rounds"


@API.declare("GET", WAY, Permission.CAMPAIGNS_READ)
def list_rounds(*, campaign_id: int) -> Rounds: ...


@API.declare("POST", WAY, Permission.CALLS_ASSIGN, status=201, once=Once.MAY)
def open_round(*, campaign_id: int, body: RoundRequest) -> Round:
	"""Have people called once more whom the campaign gave up without reaching them."""
