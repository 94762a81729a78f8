"""Calls of the demonstration: whom the desk gives next, with what came of it."""

import uuid
from collections.abc import Iterable
from typing import NamedTuple

from chasqui.contracts.campaigns.assignments import Assignment, AssignmentRequest
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.desk import CallRecord, CallRecorded, NextRequest, RiskRequest
from chasqui.contracts.campaigns.finance import CallSale
from chasqui.contracts.campaigns.hours import ALWAYS, CallHoursUpdate
from chasqui.contracts.campaigns.information import DeskInformation
from chasqui.contracts.campaigns.risk_rules import RiskRulesUpdate
from chasqui.contracts.campaigns.scripts import CallScriptUpdate
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.contracts.endpoints.campaigns import hours as hours_api
from chasqui.contracts.endpoints.campaigns import risk_rules as risk_api
from chasqui.contracts.endpoints.campaigns import scripts as scripts_api
from chasqui.contracts.risk import RiskAnswer, RiskLevel
from chasqui.demo.finance import choose_sale
from chasqui.demo.suite_client import Person
from chasqui.demo.work import describe_end, has_other_phone

SCRIPT = (
	"Buenos días, {{ primer_nombre | ¿con quién tengo el gusto? }} Le saluda {{ asesor }}, de "
	"{{ empresa }}.\n\n{{ objetivo }} En {{ canton | su ciudad }} la visita no tiene costo.\n\n"
	"¿Qué día le queda mejor?"
)
CALL_RESULTS = (
	CallResult.CALLBACK_OWN,
	CallResult.CALLBACK_OWN,
	CallResult.SALE,
	CallResult.INTERESTED,
	CallResult.NO_ANSWER,
	CallResult.NOT_INTERESTED,
	CallResult.WRONG_NUMBER,
	CallResult.DO_NOT_CALL,
	CallResult.BUSY,
	CallResult.INTERESTED,
	CallResult.VOICEMAIL,
	CallResult.SALE,
	CallResult.NO_ANSWER,
	CallResult.NOT_INTERESTED,
	CallResult.INTERESTED,
	CallResult.NO_ANSWER,
)


class Call(NamedTuple):
	"""A call that was made; `is_lost`: the number was wrong, and there is no other. Of what was
	recorded: whether another call was promised, and the information was mailed.
	"""

	risk: RiskAnswer
	call: CallRecorded
	sale: CallSale | None
	is_lost: bool
	is_promise: bool
	is_informed: bool


def call_always(head: Person, campaign_id: int) -> None:
	"""Have a campaign call at any hour: whoever tries the demonstration at night finds it open."""
	hours = CallHoursUpdate(**dict(ALWAYS), version=0)
	head.campaigns.call(hours_api.set_own_hours, campaign_id=campaign_id, body=hours)


def ask_risk_first(head: Person, campaign_id: int) -> None:
	"""Have a campaign call nobody whose risk was not asked within a month."""
	rules = RiskRulesUpdate(max_age_days=30, version=0)
	head.campaigns.call(risk_api.set_own_risk_rules, campaign_id=campaign_id, body=rules)


def set_script(head: Person, campaign_id: int) -> None:
	"""Give a campaign what its advisors say."""
	script = CallScriptUpdate(body=SCRIPT, version=0)
	head.campaigns.call(scripts_api.set_own_script, campaign_id=campaign_id, body=script)


def assign(head: Person, advisor: Person, campaign_id: int, count: int) -> Assignment:
	"""Give an advisor customers of a campaign."""
	request = AssignmentRequest(advisor_id=advisor.staff_id, count=count)
	once = head.campaigns.once(str(uuid.uuid4()))
	return once.call(desk_api.assign_customers, campaign_id=campaign_id, body=request)


def call_all(advisor: Person, campaign_id: int, results: Iterable[CallResult]) -> list[Call]:
	"""Call a customer for each of these results."""
	return [call_next(advisor, campaign_id, result, made) for made, result in enumerate(results)]


def call_next(advisor: Person, campaign_id: int, result: CallResult, made: int) -> Call:
	"""Take the next customer, check the risk, record the result, and what was sold."""
	asked = NextRequest(campaign_id=campaign_id)
	lease = advisor.campaigns.call(desk_api.take_next, body=asked)
	held = RiskRequest(lease_token=lease.lease_token)
	risk = advisor.campaigns.call(desk_api.check_risk, body=held)
	sale = choose_sale(advisor) if result.outcome.is_sale else None
	record = CallRecord(
		lease_token=lease.lease_token,
		result=result,
		note="Llamada de demostración",
		risk_reason="Oferta al contado, sin crédito" if risk.level is RiskLevel.HIGH else "",
		sale=sale,
		send_information=result.outcome.offers_information and may_inform(lease.information),
		**describe_end(advisor, result, made),
	)
	is_lost = result.outcome.is_wrong_number and not has_other_phone(
		advisor, lease.customer.customer_id
	)
	done = advisor.campaigns.call(desk_api.record_result, body=record)
	promised, informed = record.callback_at is not None, record.send_information
	return Call(risk, done, sale, is_lost, promised, informed)


def may_inform(known: DeskInformation) -> bool:
	"""Return whether the held customer may be mailed the campaign's information."""
	return known.has_design and known.refusal is None
