"""Campaigns and their phases."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.campaigns import (
	Campaign,
	CampaignFields,
	CampaignNote,
	CampaignQuery,
	CampaignUpdate,
	OwnerChange,
	PhaseCounts,
	PhaseMove,
)
from chasqui.contracts.campaigns.log import LogEntry, LogQuery
from chasqui.contracts.endpoint import Once
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.wire import Page


@API.declare("GET", "/v1/campaigns", Permission.CAMPAIGNS_READ)
def list_campaigns(*, query: CampaignQuery) -> Page[Campaign]: ...


@API.declare("POST", "/v1/campaigns", Permission.CAMPAIGNS_WRITE, status=201, once=Once.MAY)
def create_campaign(*, body: CampaignFields) -> Campaign: ...


@API.declare("POST", "/v1/campaigns/checks", Permission.CAMPAIGNS_WRITE)
def check_campaign(*, body: CampaignFields) -> None:
	"""Say all that is wrong with a campaign before it is kept (422); nothing is kept."""


@API.declare("GET", "/v1/campaigns/phase-counts", Permission.CAMPAIGNS_READ)
def count_phases() -> PhaseCounts: ...


@API.declare("GET", "/v1/campaigns/{campaign_id}", Permission.CAMPAIGNS_READ)
def show_campaign(*, campaign_id: int) -> Campaign: ...


@API.declare("PUT", "/v1/campaigns/{campaign_id}", Permission.CAMPAIGNS_WRITE)
def update_campaign(*, campaign_id: int, body: CampaignUpdate) -> Campaign: ...


@API.declare("POST", "/v1/campaigns/{campaign_id}/phase", Permission.CAMPAIGNS_WRITE)
def move_campaign(*, campaign_id: int, body: PhaseMove) -> Campaign: ...


@API.declare("PUT", "/v1/campaigns/{campaign_id}/owner", Permission.CAMPAIGNS_WRITE)
def give_campaign(*, campaign_id: int, body: OwnerChange) -> Campaign: ...


@API.declare("POST", "/v1/campaigns/{campaign_id}/archive", Permission.CAMPAIGNS_WRITE)
def archive_campaign(*, campaign_id: int) -> Campaign:
	"""Put a campaign that has ended, or never began, out of the list; nothing of it is lost."""


@API.declare("DELETE", "/v1/campaigns/{campaign_id}/archive", Permission.CAMPAIGNS_WRITE)
def restore_campaign(*, campaign_id: int) -> None: ...


@API.declare(
	"POST",
	"/v1/campaigns/{campaign_id}/notes",
	Permission.CAMPAIGNS_READ,
	status=201,
	once=Once.MAY,
)
def note_campaign(*, campaign_id: int, body: CampaignNote) -> LogEntry:
	"""Write a note into the campaign's log."""


@API.declare("GET", "/v1/campaigns/{campaign_id}/log", Permission.CAMPAIGNS_READ)
def list_log(*, campaign_id: int, query: LogQuery) -> Page[LogEntry]: ...
