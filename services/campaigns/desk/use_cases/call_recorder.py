"""Records the result of a call and does what follows from it (K27).

What an advisor typed is never dropped in silence: it is recorded, or refused with the reason, and
may then be kept as `late`. An objection counts even where the rest is refused.
"""

from collections.abc import Sequence
from typing import Any

from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.desk.domain import has_kept_promise
from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_lease import CallLeaseRow
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.repositories.call_leases import CallLeaseRepository
from campaigns.desk.repositories.calls import CallRepository
from campaigns.desk.use_cases.call_checks import describe_call, is_same_call
from campaigns.desk.use_cases.call_handlers import ObjectionHandler
from campaigns.desk.use_cases.call_record_policy import CallRecordPolicy, CheckedRecord
from campaigns.desk.use_cases.call_service import LOST
from campaigns.desk.use_cases.kept_call import CallHandler, KeptCall
from campaigns.desk.use_cases.next_attempt_policy import NextAttemptPolicy
from campaigns.finance.use_cases.activity_recorder import measure_call
from campaigns.risk_rules.domain import JudgedRisk
from chasqui.contracts.campaigns.desk import CallRecord, CallRecorded
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say

TAKEN = say("Su reserva terminó y otra persona ya atiende o atendió a este cliente.")
CLOSED = ("withdrawn", "merged")
RECORDED = say("Esta llamada ya estaba guardada con otros datos.")
OBJECTED = say("Esta llamada ya estaba guardada. Sí se anotó que no se le vuelva a llamar.")


class CallRecorder:
	"""`handlers` do what follows a call, in their order."""

	def __init__(
		self,
		leases: CallLeaseRepository,
		calls: CallRepository,
		merges: MergeRepository,
		policy: CallRecordPolicy,
		following: NextAttemptPolicy,
		objections: ObjectionHandler,
		handlers: Sequence[CallHandler],
	) -> None:
		self._leases = leases
		self._calls = calls
		self._merges = merges
		self._policy = policy
		self._next = following
		self._objections = objections
		self._handlers = handlers

	def record(self, advisor_id: int, record: CallRecord) -> CallRecorded | Conflict:
		"""Keep the result of a call; the same result posted again is the same call.

		A hold whose time is over still counts while nobody else has taken the person. A refusal
		is returned, not raised, where an objection is kept all the same: what is raised is
		rolled back.

		:raises Conflict: `lease_lost`; `already_recorded`, with the call as `current`
		:raises Invalid: it may not be kept so, as `CallRecordPolicy` has it
		"""
		lease = self._leases.find(advisor_id, record.lease_token)
		if lease is None:
			raise Conflict(LOST, code="lease_lost")
		task = self._leases.lock_task(lease)  # two windows take turns here
		known = self._calls.find_by_token(advisor_id, record.lease_token)
		if known is not None:
			return self._repeat(known, task, record)
		if not record.late and not record.result.outcome.is_objection:
			self._check_hold(task, lease)
		call = self._add_call(task, lease, record, self._policy.check(advisor_id, task, record))
		close_task(task, call)
		kept = KeptCall(call, task, record.sale, sends_information=record.send_information)
		for handler in self._handlers:
			handler.handle(kept)
		return describe_call(call, self._calls)

	def _check_hold(self, task: CallTaskRow, lease: CallLeaseRow) -> None:
		person = self._merges.list_person(task.customer_id)
		if (
			task.advisor_id != lease.advisor_id
			or self._leases.is_taken_since(lease, person)
			or self._leases.is_recorded_since(lease)
		):
			raise Conflict(TAKEN, code="lease_lost")

	def _repeat(
		self, call: CallRow, task: CallTaskRow, record: CallRecord
	) -> CallRecorded | Conflict:
		"""Answer a result for a call that is recorded already."""
		if is_same_call(call, self._calls.find_sale(call.id), record):
			return describe_call(call, self._calls)
		is_objection = record.result.outcome.is_objection and record.result != call.result
		if is_objection:
			self._objections.object(task)
		if record.late:
			_append_note(call, record.note)
			return describe_call(call, self._calls)
		return Conflict(
			OBJECTED if is_objection else RECORDED,
			code="already_recorded",
			current=describe_call(call, self._calls).model_dump(mode="json"),
		)

	def _add_call(
		self, task: CallTaskRow, lease: CallLeaseRow, record: CallRecord, checked: CheckedRecord
	) -> CallRow:
		now = read_now()
		is_attempt = record.result.outcome.is_attempt
		call = CallRow(
			task_id=task.id,
			campaign_id=task.campaign_id,
			customer_id=task.customer_id,
			round=task.round,
			advisor_id=lease.advisor_id,
			lease_token=record.lease_token,
			result=record.result.value,
			own_result_id=record.own_result_id,
			reason_id=record.reason_id,
			reason=checked.reason.name if checked.reason is not None else "",
			note=record.note,
			**_describe_risk(checked.risk),
			risk_reason=record.risk_reason,
			seconds=measure_call(lease.taken_at, now) if is_attempt else 0,
			promised_at=task.next_attempt_at if task.is_callback else None,
			found_state=_name_state(task, lease.advisor_id),
			kept_promise=has_kept_promise(task.next_attempt_at, lease.taken_at)
			if is_attempt and task.is_callback
			else None,
			is_promise=record.callback_at is not None,
			is_anybodys=record.is_anybodys,
			recorded_at=now,
		)
		self._calls.add(call, record.sale)
		call.next_attempt_at = self._next.plan(call, checked, callback_at=record.callback_at)
		task.attempts += is_attempt  # here it is written along with where the task goes
		return call


def _name_state(task: CallTaskRow, advisor_id: int) -> str:
	"""Return what a task is before a call, as `CallRow.found_state` has it."""
	if task.state in CLOSED:
		return "closed"
	if task.state == "leased":
		return "pending" if task.advisor_id == advisor_id else "taken"
	return task.state


def _describe_risk(risk: JudgedRisk) -> dict[str, Any]:
	"""Return what is kept with a call of what was known of the risk, and what followed from it."""
	known = risk.answer
	return {
		"risk_verdict": risk.verdict.value,
		"risk_level": known.level.value if known is not None else None,
		"risk_asked_at": known.asked_at if known is not None else None,
	}


def _append_note(call: CallRow, note: str) -> None:
	"""Keep what was typed for a recorded call; the same text once."""
	if note and note not in call.late_note.splitlines():
		call.late_note = f"{call.late_note}\n{note}".strip()


def close_task(task: CallTaskRow, call: CallRow) -> None:
	"""Have a task go where the call says, if it does."""
	task.last_result = call.result
	if not follows_call(task, call):
		return
	task.state = "pending" if call.next_attempt_at is not None else "done"
	task.lease_token = task.leased_until = None
	task.is_callback = call.is_promise
	task.is_anybodys = call.is_anybodys
	task.next_attempt_at = call.next_attempt_at


def follows_call(task: CallTaskRow, call: CallRow) -> bool:
	"""Return whether the task goes where the call says.

	A late result brings nobody back who was withdrawn, takes nobody from another advisor, and
	opens what is done for a promised callback only.
	"""
	if task.state in CLOSED or call.found_state in ("closed", "taken"):
		return False
	return call.found_state != "done" or call.is_promise
