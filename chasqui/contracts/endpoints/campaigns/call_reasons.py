"""Why calls end as they do: the company's lists."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.call_reasons import CallReason, ReasonFields
from chasqui.contracts.endpoint import Once
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.wire import Page

ONE = "/v1/call-reasons/{reason_id}"


@API.declare("GET", "/v1/call-reasons", Permission.CALLS_MAKE, Permission.CALLS_REVIEW)
def list_reasons() -> Page[CallReason]:
	"""Return all of them, by result and name; the retired ones last."""


@API.declare("POST", "/v1/call-reasons", Permission.RESULTS_MANAGE, status=201, once=Once.MAY)
def add_reason(*, body: ReasonFields) -> CallReason: ...


@API.declare("POST", f"{ONE}/retirement", Permission.RESULTS_MANAGE)
def retire_reason(*, reason_id: int) -> CallReason:
	"""Offer it no more; calls that have it keep it. Again is nothing."""


@API.declare("POST", f"{ONE}/return", Permission.RESULTS_MANAGE)
def return_reason(*, reason_id: int) -> CallReason:
	"""Offer a retired one again."""
