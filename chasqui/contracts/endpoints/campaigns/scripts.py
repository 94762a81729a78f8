"""What an advisor says in a call: in all campaigns, and in one."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.scripts import (
	CallScriptUpdate,
	KeptScript,
	ScriptPreview,
	ScriptPreviewRequest,
)
from chasqui.contracts.endpoints.campaigns import API

OWN = "/v1/campaigns/{campaign_id}/call-script"


@API.declare("GET", "/v1/call-script", Permission.CAMPAIGNS_READ)
def show_script() -> KeptScript: ...


@API.declare("PUT", "/v1/call-script", Permission.HOURS_MANAGE)
def set_script(*, body: CallScriptUpdate) -> KeptScript: ...


@API.declare("GET", OWN, Permission.CAMPAIGNS_READ)
def show_own_script(*, campaign_id: int) -> KeptScript:
	"""Return the script of a campaign: its own, or that of all campaigns."""


@API.declare("PUT", OWN, Permission.CAMPAIGNS_WRITE)
def set_own_script(*, campaign_id: int, body: CallScriptUpdate) -> KeptScript: ...


@API.declare("DELETE", OWN, Permission.CAMPAIGNS_WRITE)
def drop_own_script(*, campaign_id: int) -> None:
	"""Let the script of all campaigns hold for this one again."""


@API.declare("POST", f"{OWN}/preview", Permission.CAMPAIGNS_WRITE)
def preview_script(*, campaign_id: int, body: ScriptPreviewRequest) -> ScriptPreview:
	"""Return a script as it would be read to a member; nothing is kept."""
