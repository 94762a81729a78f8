"""Calling hours of all campaigns, a campaign's own, and holidays."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.hours import (
	CallHoursUpdate,
	Holiday,
	HolidayFields,
	HolidayQuery,
	KeptHours,
)
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.wire import Page

OWN = "/v1/campaigns/{campaign_id}/call-hours"


@API.declare("GET", "/v1/call-hours", Permission.CAMPAIGNS_READ)
def show_hours() -> KeptHours: ...


@API.declare("PUT", "/v1/call-hours", Permission.HOURS_MANAGE)
def set_hours(*, body: CallHoursUpdate) -> KeptHours: ...


@API.declare("GET", OWN, Permission.CAMPAIGNS_READ)
def show_own_hours(*, campaign_id: int) -> KeptHours:
	"""Return the hours of a campaign: its own, or those of all campaigns."""


@API.declare("PUT", OWN, Permission.CAMPAIGNS_WRITE)
def set_own_hours(*, campaign_id: int, body: CallHoursUpdate) -> KeptHours: ...


@API.declare("DELETE", OWN, Permission.CAMPAIGNS_WRITE)
def drop_own_hours(*, campaign_id: int) -> None:
	"""Let the hours of all campaigns hold for this one again."""


@API.declare("GET", "/v1/holidays", Permission.CAMPAIGNS_READ)
def list_holidays(*, query: HolidayQuery) -> Page[Holiday]: ...


@API.declare("POST", "/v1/holidays", Permission.HOURS_MANAGE)
def set_holiday(*, body: HolidayFields) -> Holiday:
	"""Add a day, or say that one is worked all the same; what was said of it before goes."""


@API.declare("DELETE", "/v1/holidays/{country}/{day}", Permission.HOURS_MANAGE)
def drop_holiday(*, country: str, day: str) -> None:
	"""Forget what was said of a day; an official one stands as the law has it again."""
