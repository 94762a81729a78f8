"""The pre-flight of a campaign: counted, looked through, approved."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.preflight import Preflight, SkippedPerson, SkippedQuery
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.wire import Page

WAY = "/v1/campaigns/{campaign_id}/preflight"


@API.declare("GET", WAY, Permission.CAMPAIGNS_READ)
def show_preflight(*, campaign_id: int) -> Preflight: ...


@API.declare("POST", WAY, Permission.CAMPAIGNS_WRITE)
def ask_preflight(*, campaign_id: int) -> Preflight:
	"""Have it counted, anew where it was; while it is being counted, again is nothing."""


@API.declare("POST", f"{WAY}/approval", Permission.CAMPAIGNS_APPROVE)
def approve_preflight(*, campaign_id: int) -> Preflight:
	"""Say that the campaign may run as it was counted: somebody else than who looks after it."""


@API.declare("GET", f"{WAY}/skipped", Permission.AUDIENCES_READ)
def list_skipped(*, campaign_id: int, query: SkippedQuery) -> Page[SkippedPerson]: ...
