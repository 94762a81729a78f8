"""An audience beside whom its criteria hold today."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.comparison import (
	AudienceComparison,
	ComparedPerson,
	ComparedQuery,
)
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.wire import Page

WAY = "/v1/campaigns/{campaign_id}/audience/comparison"


@API.declare("GET", WAY, Permission.CAMPAIGNS_READ)
def show_comparison(*, campaign_id: int) -> AudienceComparison: ...


@API.declare("POST", WAY, Permission.CAMPAIGNS_WRITE)
def ask_comparison(*, campaign_id: int) -> AudienceComparison:
	"""Have them compared, anew where they were; while they are, again is nothing."""


@API.declare("GET", f"{WAY}/people", Permission.AUDIENCES_READ)
def list_compared(*, campaign_id: int, query: ComparedQuery) -> Page[ComparedPerson]: ...
