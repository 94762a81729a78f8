"""The advisor's queue."""

from chasqui.contracts.campaigns.desk import DeskLease, NextRequest
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.kernel.errors import NotFound
from portal.siblings import ask

NOTHING_TO_CALL = "nothing_to_call"


def take_next_customer(campaign_id: int | None) -> DeskLease | None:
	"""Lease the next customer; None when nobody is left to call."""
	try:
		return ask(desk_api.take_next, body=NextRequest(campaign_id=campaign_id))
	except NotFound as error:
		if error.code == NOTHING_TO_CALL:
			return None
		raise
