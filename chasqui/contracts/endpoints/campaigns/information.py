"""What a campaign mails to whoever asks for it in a call: set, and counted."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.information import (
	InformationCounts,
	InformationDesignUpdate,
	KeptInformation,
)
from chasqui.contracts.endpoints.campaigns import API

OWN = "/v1/campaigns/{campaign_id}/information-design"


@API.declare("GET", "/v1/information-design", Permission.CAMPAIGNS_READ)
def show_design() -> KeptInformation: ...


@API.declare("PUT", "/v1/information-design", Permission.HOURS_MANAGE)
def set_design(*, body: InformationDesignUpdate) -> KeptInformation: ...


@API.declare("GET", OWN, Permission.CAMPAIGNS_READ)
def show_own_design(*, campaign_id: int) -> KeptInformation:
	"""Return what a campaign mails to whoever asks: its own, or that of all campaigns."""


@API.declare("PUT", OWN, Permission.CAMPAIGNS_WRITE)
def set_own_design(*, campaign_id: int, body: InformationDesignUpdate) -> KeptInformation: ...


@API.declare("DELETE", OWN, Permission.CAMPAIGNS_WRITE)
def drop_own_design(*, campaign_id: int) -> None:
	"""Let that of all campaigns hold for this one again."""


@API.declare(
	"GET", "/v1/campaigns/{campaign_id}/information-requests/count", Permission.CAMPAIGNS_READ
)
def count_requests(*, campaign_id: int) -> InformationCounts:
	"""Say how often it was asked for in a campaign's calls, and what became of the mails."""
