"""Records the result of a call and does what follows from it (K27)."""

from typing import Any

from sqlalchemy.orm import Session

from campaigns.domain.call_results import NOT_INTERESTED_REST, OUTCOMES, plan_next_attempt
from campaigns.models.call import Call
from campaigns.models.call_task import CallTask
from campaigns.models.feed import EventRow
from campaigns.repositories.call_tasks import CallTaskRepository
from campaigns.repositories.calls import CallRepository
from campaigns.repositories.contacts import ContactRepository
from campaigns.repositories.merges import MergeRepository
from campaigns.use_cases.call_desk import hold_task
from campaigns.use_cases.risk_memory import RiskMemory
from chasqui.contracts.customers import ConsentChannel
from chasqui.contracts.desk import CallRecord, CallRecorded, CallResult
from chasqui.contracts.events import EventName
from chasqui.contracts.queues import CUSTOMERS_CONSUME_EVENTS, CUSTOMERS_QUEUE
from chasqui.contracts.risk import RiskAnswer, RiskLevel
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.events import record_event
from chasqui.kernel.messages import Publisher


class CallRecorder:
	def __init__(
		self,
		session: Session,
		tasks: CallTaskRepository,
		calls: CallRepository,
		contacts: ContactRepository,
		merges: MergeRepository,
		risks: RiskMemory,
		publisher: Publisher,
	) -> None:
		self._session = session
		self._tasks = tasks
		self._calls = calls
		self._contacts = contacts
		self._merges = merges
		self._risks = risks
		self._publisher = publisher

	def record(self, advisor_id: int, record: CallRecord) -> CallRecorded:
		"""Keep the result of the held call; the same token posted again is the same call.

		:raises Conflict: `lease_lost`
		:raises Invalid: a callback in the past, or a call at high risk without its reason
		"""
		known = self._calls.find_by_token(advisor_id, record.lease_token)
		if known is not None:
			return _describe(known)
		task = hold_task(self._tasks, advisor_id, record.lease_token)
		risk = self._risks.find_known(record.lease_token, task.customer_id)
		_check_record(record, risk)
		call = self._add_call(task, advisor_id, record, risk)
		_close_task(task, call)
		self._follow(task, call)
		return _describe(call)

	def _add_call(
		self, task: CallTask, advisor_id: int, record: CallRecord, risk: RiskAnswer | None
	) -> Call:
		now = read_now()
		if OUTCOMES[record.result].is_attempt:
			task.attempts += 1
		call = Call(
			task_id=task.id,
			campaign_id=task.campaign_id,
			customer_id=task.customer_id,
			advisor_id=advisor_id,
			lease_token=record.lease_token,
			result=record.result.value,
			note=record.note,
			risk_level=risk.level.value if risk is not None else None,
			risk_reason=record.risk_reason,
			recorded_at=now,
			next_attempt_at=plan_next_attempt(
				record.result, now=now, attempts=task.attempts, callback_at=record.callback_at
			),
		)
		self._calls.add(call)
		return call

	def _follow(self, task: CallTask, call: Call) -> None:
		if call.result == CallResult.DO_NOT_CALL:
			self._object(task)
		elif call.result == CallResult.WRONG_NUMBER:
			_, phone = self._contacts.find_contact(task.customer_id)
			self._tell(EventName.WRONG_NUMBER, {"customer_id": task.customer_id, "phone": phone})
		elif call.result == CallResult.NOT_INTERESTED:
			until = call.recorded_at + NOT_INTERESTED_REST
			person = self._merges.list_person(task.customer_id)
			self._tasks.rest(person, until, except_task=task.id)

	def _object(self, task: CallTask) -> None:
		"""«No me llamen» holds for every campaign at once, and the siblings are told."""
		customer_id = task.customer_id
		email, phone = self._contacts.find_contact(customer_id)
		self._contacts.record_objection(customer_id, ConsentChannel.PHONE, "llamada")
		person = self._merges.list_person(customer_id)
		self._contacts.set_permission(person, ConsentChannel.PHONE, granted=False)
		self._tasks.withdraw(person)
		payload = {
			"customer_id": customer_id,
			"channel": ConsentChannel.PHONE.value,
			"campaign_id": task.campaign_id,
			"email": email,
			"phone": phone,
		}
		self._tell(EventName.CONTACT_OBJECTED, payload)

	def _tell(self, name: EventName, payload: dict[str, Any]) -> None:
		record_event(self._session, EventRow, name, payload)
		self._publisher.publish_after_commit(
			self._session, CUSTOMERS_CONSUME_EVENTS, CUSTOMERS_QUEUE
		)


def _check_record(record: CallRecord, risk: RiskAnswer | None) -> None:
	if record.callback_at is not None and record.callback_at <= read_now():
		text = "Elija una hora que aún no haya pasado."
		field = FieldError("callback_at", text, "in_the_past")
		raise Invalid("La hora para volver a llamar ya pasó.", code="in_the_past", fields=[field])
	is_high = risk is not None and risk.level is RiskLevel.HIGH
	if is_high and record.result is not CallResult.SKIPPED and not record.risk_reason:
		text = "El riesgo es alto: escriba por qué llamó."
		field = FieldError("risk_reason", text, "reason_needed")
		raise Invalid(text, code="reason_needed", fields=[field])


def _close_task(task: CallTask, call: Call) -> None:
	task.state = "pending" if call.next_attempt_at is not None else "done"
	task.lease_token = task.leased_until = None
	task.is_callback = call.result == CallResult.CALLBACK_OWN
	task.next_attempt_at = call.next_attempt_at
	task.last_result = call.result


def _describe(call: Call) -> CallRecorded:
	return CallRecorded(
		call_id=call.id,
		result=CallResult(call.result),
		recorded_at=call.recorded_at,
		next_attempt_at=call.next_attempt_at,
	)
