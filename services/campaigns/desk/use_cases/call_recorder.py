"""Records the result of a call and does what follows from it (K27).

What an advisor typed is never dropped in silence: it is recorded, or refused with the reason, and
may then be kept as `late`. An objection counts even where the rest is refused.
"""

from datetime import timedelta

from sqlalchemy.orm import Session

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.contacts.repositories.contacts import ContactRepository
from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.desk.domain import has_kept_promise
from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_lease import CallLeaseRow
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.repositories.call_leases import CallLeaseRepository
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.desk.repositories.calls import CallRepository
from campaigns.desk.use_cases.call_checks import (
	CallbackBounds,
	check_record,
	describe_call,
	is_same_call,
)
from campaigns.desk.use_cases.call_figure_recorder import CallFigureRecorder
from campaigns.desk.use_cases.call_service import LOST
from campaigns.desk.use_cases.callback_policy import CallbackPolicy
from campaigns.desk.use_cases.next_attempt_policy import NextAttemptPolicy
from campaigns.finance.use_cases.activity_recorder import ActivityRecorder, measure_call
from campaigns.hours.domain import find_place
from campaigns.hours.use_cases.call_hours_service import CallScheduleReader
from campaigns.results.models import OwnResultRow
from campaigns.results.use_cases import OwnResultPolicy
from campaigns.risk.use_cases.risk_history_reader import RiskHistoryReader
from campaigns.rules.use_cases import CallRulesReader
from campaigns.tables import EventRow
from chasqui.contracts.campaigns.call_results import CallResult, StopReason
from chasqui.contracts.campaigns.desk import CallRecord, CallRecorded
from chasqui.contracts.campaigns.finance import CallSale
from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.event_payloads import (
	ContactObjected,
	EventPayload,
	MailStopped,
	WrongNumber,
)
from chasqui.contracts.risk import RiskAnswer
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say

TAKEN = say("Su reserva terminó y otra persona ya atiende o atendió a este cliente.")
RECORDED = say("Esta llamada ya estaba guardada con otros datos.")
OBJECTED = say("Esta llamada ya estaba guardada. Sí se anotó que no se le vuelva a llamar.")


class CallRecorder:
	def __init__(
		self,
		session: Session,
		campaigns: CampaignRepository,
		tasks: CallTaskRepository,
		leases: CallLeaseRepository,
		calls: CallRepository,
		figures: CallFigureRecorder,
		contacts: ContactRepository,
		merges: MergeRepository,
		risks: RiskHistoryReader,
		schedules: CallScheduleReader,
		rules: CallRulesReader,
		callbacks: CallbackPolicy,
		own_results: OwnResultPolicy,
		following: NextAttemptPolicy,
		activity: ActivityRecorder,
		publisher: Publisher,
		*,
		zone: str,
	) -> None:
		self._session = session
		self._campaigns = campaigns
		self._tasks = tasks
		self._leases = leases
		self._calls = calls
		self._figures = figures
		self._contacts = contacts
		self._merges = merges
		self._risks = risks
		self._schedules = schedules
		self._rules = rules
		self._callbacks = callbacks
		self._own_results = own_results
		self._next = following
		self._activity = activity
		self._publisher = publisher
		self._zone = zone

	def record(self, advisor_id: int, record: CallRecord) -> CallRecorded | Conflict:
		"""Keep the result of a call; the same result posted again is the same call.

		A hold whose time is over still counts while nobody else has taken the person. A refusal
		is returned, not raised, where an objection is kept all the same: what is raised is
		rolled back.

		:raises Conflict: `lease_lost`; `already_recorded`, with the call as `current`
		:raises Invalid: a callback out of its bounds, or a call at high risk without its reason
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
		risk = self._risks.find_known(record.lease_token, task.customer_id)
		bounds = self._bound_callback(task)
		check_record(record, risk, bounds)
		self._callbacks.check_room(advisor_id, record, bounds)
		own = self._own_results.check(
			record.own_result_id, record.result, record.note, late=record.late
		)
		call = self._add_call(task, lease, record, risk, own)
		_close_task(task, call)
		self._follow(task, call)
		self._figures.record(task, call)
		self._count(call, record.sale)
		return describe_call(call)

	def _bound_callback(self, task: CallTaskRow) -> CallbackBounds:
		province = self._tasks.find_member(task).province
		return CallbackBounds(
			rules=self._rules.find([task.campaign_id])[task.campaign_id],
			ends_on=self._campaigns.get(task.campaign_id).ends_on,
			schedule=self._schedules.find([task.campaign_id], read_now())[task.campaign_id],
			place=find_place(province, self._zone),
			zone=self._zone,
		)

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
			return describe_call(call)
		is_objection = record.result.outcome.is_objection and record.result != call.result
		if is_objection:
			self._object(task)
		if record.late:
			_append_note(call, record.note)
			return describe_call(call)
		return Conflict(
			OBJECTED if is_objection else RECORDED,
			code="already_recorded",
			current=describe_call(call).model_dump(mode="json"),
		)

	def _add_call(
		self,
		task: CallTaskRow,
		lease: CallLeaseRow,
		record: CallRecord,
		risk: RiskAnswer | None,
		own: OwnResultRow | None,
	) -> CallRow:
		now = read_now()
		is_attempt = record.result.outcome.is_attempt
		if is_attempt:
			task.attempts += 1
		call = CallRow(
			task_id=task.id,
			campaign_id=task.campaign_id,
			customer_id=task.customer_id,
			advisor_id=lease.advisor_id,
			lease_token=record.lease_token,
			result=record.result.value,
			own_result_id=record.own_result_id,
			note=record.note,
			risk_level=risk.level.value if risk is not None else None,
			risk_reason=record.risk_reason,
			seconds=measure_call(lease.taken_at, now) if is_attempt else 0,
			kept_promise=has_kept_promise(task.next_attempt_at, lease.taken_at)
			if is_attempt and task.is_callback
			else None,
			is_anybodys=record.is_anybodys,
			recorded_at=now,
		)
		self._calls.add(call, record.sale)
		call.next_attempt_at = self._next.plan(task, call, own, callback_at=record.callback_at)
		return call

	def _follow(self, task: CallTaskRow, call: CallRow) -> None:
		outcome = CallResult(call.result).outcome
		if outcome.is_objection:
			self._object(task)
		if outcome.is_wrong_number:
			_, phone = self._contacts.find_contact(task.customer_id)
			self._publish(WrongNumber(customer_id=task.customer_id, phone=phone))
		if outcome.stops_mail is not None:
			self._stop_mail(call, outcome.stops_mail, outcome.rest)
		if outcome.rest is not None:
			until = call.recorded_at + outcome.rest
			person = self._merges.list_person(task.customer_id)
			self._tasks.rest(person, until, except_task=task.id)

	def _stop_mail(self, call: CallRow, reason: StopReason, rest: timedelta | None) -> None:
		until = None if rest is None else call.recorded_at + rest
		self._publish(
			MailStopped(
				customer_id=call.customer_id,
				campaign_id=call.campaign_id,
				reason=reason,
				others_until=until,
			)
		)

	def _count(self, call: CallRow, sale: CallSale | None) -> None:
		"""Add the call to the day of its campaign: last, for all calls of a day share its row."""
		outcome = CallResult(call.result).outcome
		if outcome.is_attempt:
			self._activity.add_call(call.campaign_id, call.recorded_at, call.seconds)
		if outcome.is_sale:
			amount = None if sale is None else sale.unit_price * sale.quantity
			self._activity.add_sale(call.campaign_id, call.recorded_at, amount)

	def _object(self, task: CallTaskRow) -> None:
		"""«No me llamen» holds for every campaign at once, and the siblings are notified."""
		customer_id = task.customer_id
		email, phone = self._contacts.find_contact(customer_id)
		self._contacts.record_objection(customer_id, ConsentChannel.PHONE, "llamada")
		person = self._merges.list_person(customer_id)
		self._contacts.set_permission(person, ConsentChannel.PHONE, granted=False)
		self._tasks.withdraw(person)
		payload = ContactObjected(
			customer_id=customer_id,
			channel=ConsentChannel.PHONE,
			campaign_id=task.campaign_id,
			email=email,
			phone=phone,
		)
		self._publish(payload)

	def _publish(self, payload: EventPayload) -> None:
		publish_event(self._session, EventRow, payload, self._publisher)


def _append_note(call: CallRow, note: str) -> None:
	"""Keep what was typed for a recorded call; the same text once."""
	if note and note not in call.late_note.splitlines():
		call.late_note = f"{call.late_note}\n{note}".strip()


def _close_task(task: CallTaskRow, call: CallRow) -> None:
	task.last_result = call.result
	if not _follows_call(task, call):
		return
	task.state = "pending" if call.next_attempt_at is not None else "done"
	task.lease_token = task.leased_until = None
	task.is_callback = CallResult(call.result).outcome.is_promised
	task.is_anybodys = call.is_anybodys
	task.next_attempt_at = call.next_attempt_at


def _follows_call(task: CallTaskRow, call: CallRow) -> bool:
	"""Return whether the task goes where the call says.

	A late result brings nobody back who was withdrawn, takes nobody from another advisor, and
	opens what is done for a promised callback only.
	"""
	if task.state in ("withdrawn", "merged"):
		return False
	if task.state == "leased" and task.advisor_id != call.advisor_id:
		return False
	return task.state != "done" or CallResult(call.result).outcome.is_promised
