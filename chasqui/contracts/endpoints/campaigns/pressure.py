"""Contact pressure of all campaigns, and of one."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.pressure import KeptPressure, PressureUpdate
from chasqui.contracts.endpoints.campaigns import API

OWN = "/v1/campaigns/{campaign_id}/contact-pressure"


@API.declare("GET", "/v1/contact-pressure", Permission.CAMPAIGNS_READ)
def show_pressure() -> KeptPressure: ...


@API.declare("PUT", "/v1/contact-pressure", Permission.HOURS_MANAGE)
def set_pressure(*, body: PressureUpdate) -> KeptPressure: ...


@API.declare("GET", OWN, Permission.CAMPAIGNS_READ)
def show_own_pressure(*, campaign_id: int) -> KeptPressure:
	"""Return the policy of a campaign: its own, or that of all campaigns."""


@API.declare("PUT", OWN, Permission.CAMPAIGNS_WRITE)
def set_own_pressure(*, campaign_id: int, body: PressureUpdate) -> KeptPressure:
	"""Keep a policy of one campaign; it may only be stricter than that of all."""


@API.declare("DELETE", OWN, Permission.CAMPAIGNS_WRITE)
def drop_own_pressure(*, campaign_id: int) -> None:
	"""Let the policy of all campaigns hold for this one again."""
