"""What the demonstration promises in calls, and what the advisor's own lists say of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from chasqui.contracts.campaigns.call_reasons import ReasonFields
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.calls import CallbackQuery, CallKind, CallQuery
from chasqui.contracts.campaigns.own_results import OwnResultFields
from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.endpoints.campaigns import call_reasons as reasons_api
from chasqui.contracts.endpoints.campaigns import calls as calls_api
from chasqui.contracts.endpoints.campaigns import own_results as own_results_api
from chasqui.contracts.endpoints.campaigns.reports import CallReportQuery, report_calls
from chasqui.contracts.endpoints.campaigns.rounds import list_rounds
from chasqui.contracts.endpoints.customers import people as people_api
from chasqui.demo.suite_client import Person
from chasqui.kernel.clock import read_now

PROMISED = timedelta(hours=3)
REASONS = ("Muy caro", "Ya tiene otro", "No es el momento")
OUT_OF_SERVICE = OwnResultFields(name="Fuera de servicio", like=CallResult.WRONG_NUMBER, key="f")


@dataclass(frozen=True)
class WorkSummary:
	"""Of the advisor: callbacks in the list; calls in the list, and by the report."""

	callbacks: int
	anybodys: int
	listed: int
	counted: int
	by_round: int
	"""Calls added up over the campaign's rounds."""


def add_reasons(admin: Person) -> None:
	"""Add why people are not interested, once."""
	known = {one.name for one in admin.campaigns.call(reasons_api.list_reasons).items}
	for name in REASONS:
		if name not in known:
			fields = ReasonFields(result=CallResult.NOT_INTERESTED, name=name)
			admin.campaigns.call(reasons_api.add_reason, body=fields)


def add_own_result(admin: Person) -> None:
	"""Name an own result, unless there is one already."""
	known = admin.campaigns.call(own_results_api.list_own_results).items
	if OUT_OF_SERVICE.name not in {one.name for one in known}:
		admin.campaigns.call(own_results_api.add_own_result, body=OUT_OF_SERVICE)


def describe_end(advisor: Person, result: CallResult, made: int) -> dict[str, Any]:
	"""Return what else is said of a call: an own result, its reason, or when to call again.

	Every other promise is anybody's, for another day; every other interest has a promise.
	"""
	if result is OUT_OF_SERVICE.like:
		known = advisor.campaigns.call(own_results_api.list_own_results).items
		return {"own_result_id": next((one.id for one in known if one.like is result), None)}
	if result is CallResult.NOT_INTERESTED:
		reasons = [
			one for one in advisor.campaigns.call(reasons_api.list_reasons).items
			if one.result is result
		]  # fmt: skip
		return {"reason_id": reasons[made % len(reasons)].id} if reasons else {}
	if result.outcome.may_promise and made % 2:
		return {"callback_at": read_now() + PROMISED}
	if not result.outcome.is_promised:
		return {}
	is_anybodys = made % 2 == 1
	at = read_now() + (timedelta(days=1) if is_anybodys else PROMISED)
	return {"callback_at": at, "is_anybodys": is_anybodys}


def has_other_phone(advisor: Person, customer_id: int) -> bool:
	"""Return whether somebody has a phone besides the first one."""
	profile = advisor.customers.call(people_api.show_profile, customer_id=customer_id)
	return any(one.channel is ConsentChannel.PHONE for one in profile.contacts)


def read_work(advisor: Person, head: Person, campaign_id: int) -> WorkSummary:
	"""Return what the advisor finds of a campaign under «Mi trabajo», and the head in rounds."""
	of_campaign: dict[str, Any] = {"campaign_id": campaign_id}
	client = advisor.campaigns
	promised = client.call(
		calls_api.list_callbacks, query=CallbackQuery(limit=200, **of_campaign)
	).items
	attempts = CallQuery(kind=CallKind.ATTEMPT, limit=200, **of_campaign)
	return WorkSummary(
		callbacks=len(promised),
		anybodys=sum(one.is_anybodys for one in promised),
		listed=len(client.call(calls_api.list_calls, query=attempts).items),
		counted=client.call(report_calls, query=CallReportQuery(**of_campaign)).total.calls,
		by_round=sum(one.calls for one in head.campaigns.call(list_rounds, **of_campaign).rounds),
	)
