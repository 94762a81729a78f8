"""What a call's result must be like before it is kept, and whether it was kept already."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from campaigns.desk.domain import MAX_CALLBACK_AHEAD
from campaigns.desk.models.call import CallRow
from campaigns.desk.repositories.calls import CallRepository
from campaigns.desk.use_cases.call_risk_policy import CODES, REASON_NEEDED, REFUSALS
from campaigns.hours.domain import CallSchedule, Place
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.call_rules import CallRules
from chasqui.contracts.campaigns.desk import CallRecord, CallRecorded
from chasqui.contracts.campaigns.finance import CallSale
from chasqui.contracts.campaigns.risk_rules import RiskVerdict
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.texts.text import Text, say


@dataclass(frozen=True)
class CallbackBounds:
	"""What a callback has to keep to; `zone` is that in which times are typed and shown."""

	ends_on: date
	schedule: CallSchedule
	place: Place
	zone: str
	rules: CallRules


def check_record(record: CallRecord, verdict: RiskVerdict, bounds: CallbackBounds) -> None:
	"""Refuse a callback that nobody would make, and a call that the risk rules do not let be.

	What is kept late has happened; an objection is kept always.

	:raises Invalid: it names the field
	"""
	if record.callback_at is not None:
		_check_callback(record.callback_at, bounds)
	if record.result.outcome.is_attempt and not record.result.outcome.is_objection:
		_check_risk(record, verdict)


def is_same_call(call: CallRow, sale: CallSale | None, record: CallRecord) -> bool:
	"""Return whether a result is the one that was recorded with its token."""
	callback = call.next_attempt_at if call.is_promise else None
	kept = (call.result, call.note, call.risk_reason, callback, call.is_anybodys, sale)
	own = (call.own_result_id, call.reason_id) == (record.own_result_id, record.reason_id)
	given = (record.note, record.risk_reason, record.callback_at, record.is_anybodys, record.sale)
	return own and kept == (record.result.value, *given)


def describe_call(call: CallRow, calls: CallRepository) -> CallRecorded:
	"""Return a recorded call as its contract."""
	return CallRecorded(
		call_id=call.id,
		result=CallResult(call.result),
		recorded_at=call.recorded_at,
		next_attempt_at=call.next_attempt_at,
		customer_id=call.customer_id,
		campaign_id=call.campaign_id,
		campaign_name=calls.find_campaign_name(call),
		sale=calls.find_sale(call.id),
	)


def _check_callback(callback_at: datetime, bounds: CallbackBounds) -> None:
	now = read_now()
	if callback_at <= now:
		raise refuse("callback_at", say("Elija una hora que aún no haya pasado."), "in_the_past")
	if callback_at > now + MAX_CALLBACK_AHEAD:
		raise refuse("callback_at", say("Elija una hora dentro de un año como máximo."), "too_far")
	if callback_at.astimezone(ZoneInfo(bounds.zone)).date() > bounds.ends_on:
		last = f"{bounds.ends_on:%d/%m/%Y}"
		text = say("La campaña termina el {last}: elija una hora anterior.", last=last)
		raise refuse("callback_at", text, "after_campaign")
	_check_hours(callback_at, bounds)


def _check_risk(record: CallRecord, verdict: RiskVerdict) -> None:
	if verdict.forbids_call and not record.late:
		raise refuse("result", REFUSALS[verdict], CODES[verdict])
	if verdict is RiskVerdict.DECIDE and not record.risk_reason.strip():
		raise refuse("risk_reason", REASON_NEEDED, "reason_needed")


def _check_hours(callback_at: datetime, bounds: CallbackBounds) -> None:
	following = bounds.schedule.find_next(callback_at, bounds.place)
	if following == callback_at:
		return
	if following is None:
		text = say("El horario de llamadas no deja ninguna hora para esta persona.")
		raise refuse("callback_at", text, "outside_hours")
	local = following.astimezone(ZoneInfo(bounds.zone))
	text = say(
		"A esa hora no se llama a esta persona: la próxima posible es el {day} a las {time}.",
		day=f"{local:%d/%m/%Y}",
		time=f"{local:%H:%M}",
	)
	raise refuse("callback_at", text, "outside_hours")


def refuse(field: str, text: Text, code: str) -> Invalid:
	"""Return the refusal of a field."""
	return Invalid(text, code=code, fields=[FieldError(field, text, code)])
