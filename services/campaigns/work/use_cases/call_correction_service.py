"""Corrects the result of a call, and all that followed from it (K27).

Afterwards everything is as if the right result had been recorded at once. What has left the house
stays: an objection, a wrong phone that customers replaced, mails that were skipped meanwhile.
"""

from collections.abc import Sequence

from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.campaigns.use_cases.event_publisher import EventPublisher
from campaigns.desk.domain import add_up, has_kept_promise
from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_lease import CallLeaseRow
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.repositories.call_leases import CallLeaseRepository
from campaigns.desk.repositories.calls import CallRepository
from campaigns.desk.use_cases.call_checks import describe_call
from campaigns.desk.use_cases.call_record_policy import CallRecordPolicy, CheckedRecord
from campaigns.desk.use_cases.call_recorder import close_task, follows_call
from campaigns.desk.use_cases.kept_call import CallHandler, KeptCall, WasCall
from campaigns.desk.use_cases.next_attempt_policy import NextAttemptPolicy
from campaigns.finance.use_cases.activity_recorder import measure_call
from campaigns.risk_rules.domain import JudgedRisk
from campaigns.work.models import CallCorrectionRow
from campaigns.work.repositories.corrections import CallCorrectionRepository
from campaigns.work.use_cases.call_correction_policy import TOO_LATE, CallCorrectionPolicy
from chasqui.contracts.campaigns.call_corrections import CallCorrection
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.desk import CallRecord, CallRecorded, ResultFields
from chasqui.contracts.campaigns.risk_rules import RiskVerdict
from chasqui.contracts.event_payloads import CustomerSeen
from chasqui.kernel.errors import Conflict, NotFound
from chasqui.kernel.texts.text import say


class CallCorrectionService:
	"""`handlers` are those of the recording, in their order."""

	def __init__(
		self,
		leases: CallLeaseRepository,
		calls: CallRepository,
		corrections: CallCorrectionRepository,
		staff: StaffRepository,
		policy: CallCorrectionPolicy,
		records: CallRecordPolicy,
		following: NextAttemptPolicy,
		handlers: Sequence[CallHandler],
		events: EventPublisher,
	) -> None:
		self._leases = leases
		self._calls = calls
		self._corrections = corrections
		self._staff = staff
		self._policy = policy
		self._records = records
		self._next = following
		self._handlers = handlers
		self._events = events

	def correct(self, advisor_id: int, call_id: int, correction: CallCorrection) -> CallRecorded:
		"""Keep what came of a call after all.

		:raises NotFound: there is no such call
		:raises Forbidden, Conflict: it may not be corrected, as `CallCorrectionPolicy` has it
		:raises Invalid: it may not be kept so, as `CallRecordPolicy` has it
		"""
		call = self._calls.find(call_id)
		if call is None:
			raise NotFound(say("La llamada no existe."), code="no_call")
		lease = self._leases.find(call.advisor_id, call.lease_token)
		if lease is None:  # holds are kept much longer than calls can be corrected
			raise Conflict(TOO_LATE, code="too_late")
		task = self._leases.lock_task(lease)
		self._calls.lock(call)
		self._policy.check(advisor_id, call, correction)
		was = WasCall(
			CallResult(call.result), call.seconds, call.rests_until, self._calls.find_sale(call.id)
		)
		self._keep(call, was, correction.why)
		_reopen_task(task, call)
		record = _write_record(call, correction)
		checked = self._records.check(advisor_id, task, record, _read_risk(call))
		self._change(task, call, lease, record, checked, was)
		for handler in self._handlers:
			handler.correct(KeptCall(call, task, record.sale), was)
		self._note_audit(call)
		return describe_call(call, self._calls)

	def _keep(self, call: CallRow, was: WasCall, why: str) -> None:
		self._corrections.add(
			CallCorrectionRow(
				call_id=call.id,
				customer_id=call.customer_id,
				result=call.result,
				note=call.note,
				next_attempt_at=call.next_attempt_at,
				amount=add_up(was.sale),
				why=why,
			)
		)

	def _change(
		self,
		task: CallTaskRow,
		call: CallRow,
		lease: CallLeaseRow,
		record: CallRecord,
		checked: CheckedRecord,
		was: WasCall,
	) -> None:
		is_attempt = record.result.outcome.is_attempt
		task.attempts += is_attempt - was.outcome.is_attempt
		call.result = record.result.value
		call.own_result_id, call.reason_id = record.own_result_id, record.reason_id
		call.reason = checked.reason.name if checked.reason is not None else ""
		call.note, call.risk_reason = record.note, record.risk_reason
		call.is_promise = record.callback_at is not None
		call.is_anybodys = record.is_anybodys
		call.seconds = measure_call(lease.taken_at, call.recorded_at) if is_attempt else 0
		kept = has_kept_promise(call.promised_at, lease.taken_at)
		call.kept_promise = kept if is_attempt else None
		self._calls.replace_sale(call, record.sale)
		call.next_attempt_at = self._next.plan(
			call,
			checked,
			callback_at=record.callback_at,
			was_attempt=was.outcome.is_attempt,
		)
		close_task(task, call)
		if task.state == "pending" and self._policy.has_objected(call):
			task.state = "withdrawn"

	def _note_audit(self, call: CallRow) -> None:
		account = self._staff.find_by_id(call.advisor_id)
		self._events.publish(
			CustomerSeen(
				customer_id=call.customer_id,
				actor=f"staff:{call.advisor_id}",
				actor_name=account.name if account is not None else "",
				what="call_correction",
			)
		)


def _reopen_task(task: CallTaskRow, call: CallRow) -> None:
	"""Have a task be as the call found it, if it went where the call said."""
	if not follows_call(task, call):
		return
	task.state = call.found_state
	task.is_callback = task.is_anybodys = False
	task.next_attempt_at = None


def _write_record(call: CallRow, correction: CallCorrection) -> CallRecord:
	"""Return what would have been recorded; why somebody of high risk was called stays known."""
	fields = correction.model_dump(include=set(ResultFields.model_fields))
	fields["risk_reason"] = correction.risk_reason or call.risk_reason
	return CallRecord(lease_token=call.lease_token, **fields)


def _read_risk(call: CallRow) -> JudgedRisk | None:
	"""Return what the risk rules had said before a call, if they said anything."""
	return JudgedRisk(RiskVerdict(call.risk_verdict), None) if call.risk_verdict else None
