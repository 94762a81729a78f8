"""The company's own results of a call."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.own_results import OwnResult, OwnResultFields, OwnResultUpdate
from chasqui.contracts.endpoint import Once
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.wire import Page

ONE = "/v1/own-results/{result_id}"


@API.declare("GET", "/v1/own-results", Permission.CALLS_MAKE, Permission.CALLS_REVIEW)
def list_own_results() -> Page[OwnResult]:
	"""Return all of them, by name; the retired ones last."""


@API.declare("POST", "/v1/own-results", Permission.RESULTS_MANAGE, status=201, once=Once.MAY)
def add_own_result(*, body: OwnResultFields) -> OwnResult: ...


@API.declare("PUT", ONE, Permission.RESULTS_MANAGE)
def change_own_result(*, result_id: int, body: OwnResultUpdate) -> OwnResult: ...


@API.declare("POST", f"{ONE}/retirement", Permission.RESULTS_MANAGE)
def retire_own_result(*, result_id: int) -> OwnResult:
	"""Offer it no more; calls that ended so keep it. Again is nothing."""


@API.declare("POST", f"{ONE}/return", Permission.RESULTS_MANAGE)
def return_own_result(*, result_id: int) -> OwnResult:
	"""Offer a retired one again."""
