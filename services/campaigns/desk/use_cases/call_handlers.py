"""What follows a recorded call: each consequence on its own, as its fixed result declares it.

`wiring` lists them in their order; what many calls at once write comes last.
"""

from collections.abc import Sequence

from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.answers.use_cases import MailAnswerRecorder
from campaigns.campaigns.use_cases.event_publisher import EventPublisher
from campaigns.contacts.repositories.contacts import ContactRepository
from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.desk.domain import REACHED, add_up
from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.desk.repositories.calls import CallRepository
from campaigns.desk.use_cases.call_figure_recorder import CallFigureRecorder
from campaigns.desk.use_cases.kept_call import KeptCall, WasCall
from campaigns.finance.use_cases.activity_recorder import ActivityRecorder
from campaigns.pressure.use_cases.contact_recorder import ContactRecorder
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.risk_rules import RiskVerdict
from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.event_payloads import (
	ContactObjected,
	CustomerSeen,
	MailStopLifted,
	MailStopped,
	WrongNumber,
)


class ObjectionHandler:
	"""«No me llamen» holds for every campaign at once, and the siblings are notified."""

	def __init__(
		self,
		contacts: ContactRepository,
		merges: MergeRepository,
		tasks: CallTaskRepository,
		events: EventPublisher,
	) -> None:
		self._contacts = contacts
		self._merges = merges
		self._tasks = tasks
		self._events = events

	def handle(self, kept: KeptCall) -> None:
		if kept.outcome.is_objection:
			self.object(kept.task)

	def correct(self, kept: KeptCall, was: WasCall) -> None:
		"""An objection that was recorded stays, whatever the call is called by now."""
		if not was.outcome.is_objection:
			self.handle(kept)

	def object(self, task: CallTaskRow) -> None:
		"""Keep that the person of a task is not to be called."""
		customer_id = task.customer_id
		email, phone = self._contacts.find_contact(customer_id)
		self._contacts.record_objection(customer_id, ConsentChannel.PHONE, "llamada")
		person = self._merges.list_person(customer_id)
		self._contacts.set_permission(person, ConsentChannel.PHONE, granted=False)
		self._tasks.withdraw(person)
		self._events.publish(
			ContactObjected(
				customer_id=customer_id,
				channel=ConsentChannel.PHONE,
				campaign_id=task.campaign_id,
				email=email,
				phone=phone,
			)
		)


class RiskDecisionHandler:
	"""Who called somebody of high risk all the same stands in the audit of the person."""

	def __init__(self, staff: StaffRepository, events: EventPublisher) -> None:
		self._staff = staff
		self._events = events

	def handle(self, kept: KeptCall) -> None:
		call = kept.call
		if call.risk_verdict != RiskVerdict.DECIDE or not kept.outcome.is_attempt:
			return
		account = self._staff.find_by_id(call.advisor_id)
		self._events.publish(
			CustomerSeen(
				customer_id=call.customer_id,
				actor=f"staff:{call.advisor_id}",
				actor_name=account.name if account is not None else "",
				what="risk_decision",
			)
		)

	def correct(self, kept: KeptCall, was: WasCall) -> None:
		"""What stands in the audit stays."""
		if not was.outcome.is_attempt:
			self.handle(kept)


class WrongNumberHandler:
	"""Customers gives the person's next phone; a correction does not bring the wrong one back."""

	def __init__(self, contacts: ContactRepository, events: EventPublisher) -> None:
		self._contacts = contacts
		self._events = events

	def handle(self, kept: KeptCall) -> None:
		if kept.outcome.is_wrong_number:
			customer_id = kept.task.customer_id
			_, phone = self._contacts.find_contact(customer_id)
			self._events.publish(WrongNumber(customer_id=customer_id, phone=phone))

	def correct(self, kept: KeptCall, was: WasCall) -> None:
		if not was.outcome.is_wrong_number:
			self.handle(kept)


class StoppedMailHandler:
	"""The campaign mails the person no more; the others not while the person rests."""

	def __init__(
		self,
		calls: CallRepository,
		merges: MergeRepository,
		events: EventPublisher,
		answers: MailAnswerRecorder,
	) -> None:
		self._calls = calls
		self._merges = merges
		self._answers = answers
		self._events = events

	def handle(self, kept: KeptCall) -> None:
		if kept.outcome.stops_mail is not None:
			self._stop(kept.call)

	def correct(self, kept: KeptCall, was: WasCall) -> None:
		"""Lift the stop of this call alone: another call's, or an answer's, takes its place."""
		call = kept.call
		if kept.outcome.stops_mail is not None:
			if kept.outcome.stops_mail is not was.outcome.stops_mail:
				self._stop(call)
		elif was.outcome.stops_mail is not None:
			other = self._calls.find_stop(
				call.campaign_id, self._merges.list_person(call.customer_id)
			)
			if other is not None:
				self._stop(other)
				return
			self._events.publish(
				MailStopLifted(customer_id=call.customer_id, campaign_id=call.campaign_id)
			)
			self._answers.stop_mail(call.campaign_id, call.customer_id)

	def _stop(self, call: CallRow) -> None:
		reason = CallResult(call.result).outcome.stops_mail
		assert reason is not None  # only such calls come here
		self._events.publish(
			MailStopped(
				customer_id=call.customer_id,
				campaign_id=call.campaign_id,
				reason=reason,
				others_until=call.rests_until,
			)
		)


class RestHandler:
	"""The other campaigns leave the person in peace for as long as the policy says; who stops their
	mail comes after.
	"""

	def __init__(
		self, merges: MergeRepository, tasks: CallTaskRepository, contacted: ContactRecorder
	) -> None:
		self._merges = merges
		self._tasks = tasks
		self._contacted = contacted

	def handle(self, kept: KeptCall) -> None:
		call = kept.call
		if kept.outcome.rests:
			call.rests_until = self._contacted.find_rest(call.campaign_id, call.recorded_at)
		if call.rests_until is not None:
			self._tasks.rest(self._list_person(kept), call.rests_until, call)

	def correct(self, kept: KeptCall, was: WasCall) -> None:
		if kept.outcome.rests == was.outcome.rests:
			return
		if was.rests_until is not None:
			self._tasks.wake(self._list_person(kept), kept.call.id, was.rests_until)
			kept.call.rests_until = None
		self.handle(kept)

	def _list_person(self, kept: KeptCall) -> Sequence[int]:
		return self._merges.list_person(kept.task.customer_id)


class ContactHandler:
	"""Whoever answered was reached, for the limits of contacts."""

	def __init__(self, contacted: ContactRecorder) -> None:
		self._contacted = contacted

	def handle(self, kept: KeptCall) -> None:
		if kept.call.result in REACHED:
			self._contacted.note_call(
				kept.call.campaign_id,
				kept.call.customer_id,
				kept.call.recorded_at,
				kept.call.lease_token,
			)

	def correct(self, kept: KeptCall, was: WasCall) -> None:
		if was.result not in REACHED:
			self.handle(kept)
		elif kept.call.result not in REACHED:
			self._contacted.take_call_back(kept.call.customer_id, kept.call.lease_token)


class FigureHandler:
	"""Counts the call."""

	def __init__(self, figures: CallFigureRecorder) -> None:
		self._figures = figures

	def handle(self, kept: KeptCall) -> None:
		self._figures.record(kept.task, kept.call)

	def correct(self, kept: KeptCall, was: WasCall) -> None:
		self._figures.correct(kept.task, kept.call, was.result.value)


class ActivityHandler:
	"""Adds the call to the day of its campaign: last, for all calls of a day share its row."""

	def __init__(self, activity: ActivityRecorder) -> None:
		self._activity = activity

	def handle(self, kept: KeptCall) -> None:
		call, sale = kept.call, kept.sale
		if kept.outcome.is_attempt:
			self._activity.add_call(call.campaign_id, call.recorded_at, call.seconds)
		if kept.outcome.is_sale:
			self._activity.add_sale(call.campaign_id, call.recorded_at, add_up(sale))

	def correct(self, kept: KeptCall, was: WasCall) -> None:
		call = kept.call
		if was.outcome.is_attempt:
			self._activity.take_call_back(call.campaign_id, call.recorded_at, was.seconds)
		if was.outcome.is_sale:
			self._activity.take_sale_back(call.campaign_id, call.recorded_at, add_up(was.sale))
		self.handle(kept)
