"""Mails that came back, over HTTP."""

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoints.mailer import API
from chasqui.contracts.mailer.bounces import Bounce, BounceClass, BounceQuery
from chasqui.contracts.wire import Page


@API.declare("GET", "/v1/bounces", Permission.RUNS_READ)
def list_bounces(*, query: BounceQuery) -> Page[Bounce]: ...


@API.declare("POST", "/v1/bounces/{bounce_id}/class", Permission.RUNS_WRITE)
def class_bounce(*, bounce_id: int, body: BounceClass) -> Bounce:
	"""Say what a report is that was not understood."""
