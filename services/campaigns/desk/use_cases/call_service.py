"""The advisor's desk: one customer at a time, held by a lease (K27; architecture 4.4).

A lease past its end is still the advisor's, as long as nobody else has taken the person: whoever
is still talking loses nothing.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.desk.domain import (
	ATTEMPTS,
	CONTACTS,
	SALES,
	ContactLimit,
	LeaseTerms,
	add_up_queues,
	list_contact_limits,
	list_shut,
)
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.repositories.call_leases import CallLeaseRepository, LeaseTaken
from campaigns.desk.repositories.call_queues import CallQueueReader
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.desk.repositories.calls import CallRepository
from campaigns.desk.use_cases.call_risk_policy import CallRiskPolicy
from campaigns.desk.use_cases.desk_view import describe_lease, describe_queue
from campaigns.dialler.use_cases import DialAttemptService
from campaigns.hours.domain import list_zones
from campaigns.hours.repositories import BestHourReader
from campaigns.hours.use_cases.call_hours_service import CallScheduleReader
from campaigns.pressure.use_cases.pressure_service import PressureReader
from campaigns.results.repositories.call_reasons import CallReasonRepository
from campaigns.results.repositories.own_results import OwnResultRepository
from campaigns.results.use_cases.call_reasons import describe_reason
from campaigns.results.use_cases.own_results import describe_result
from campaigns.risk.use_cases.risk_history_reader import RiskHistoryReader
from campaigns.scripts.use_cases import CallScriptReader
from chasqui.contracts.campaigns.campaigns import NO_PLACE, Phase
from chasqui.contracts.campaigns.desk import DeskLease, DeskState, LeaseRenewal
from chasqui.contracts.campaigns.pressure import Channel
from chasqui.contracts.customers.bands import find_age_band
from chasqui.kernel.clock import read_midnight, read_now, read_today
from chasqui.kernel.errors import Conflict, NotFound
from chasqui.kernel.texts.text import say

HISTORY_LENGTH = 5
LEASE_TRIES = 4
USUAL_ORDER_PERCENT = 10
BEST_HOURS = 2
LOST = say("La reserva de este cliente terminó y ya no es suyo.")


class CallService:
	def __init__(
		self,
		campaigns: CampaignRepository,
		tasks: CallTaskRepository,
		leases: CallLeaseRepository,
		calls: CallRepository,
		queues: CallQueueReader,
		risks: RiskHistoryReader,
		risk_policy: CallRiskPolicy,
		schedules: CallScheduleReader,
		contact_hours: BestHourReader,
		pressure: PressureReader,
		scripts: CallScriptReader,
		own_results: OwnResultRepository,
		reasons: CallReasonRepository,
		merges: MergeRepository,
		dials: DialAttemptService,
		*,
		lease_minutes: int,
		zone: str,
	) -> None:
		self._campaigns = campaigns
		self._tasks = tasks
		self._leases = leases
		self._calls = calls
		self._queues = queues
		self._risks = risks
		self._risk_policy = risk_policy
		self._schedules = schedules
		self._contact_hours = contact_hours
		self._pressure = pressure
		self._scripts = scripts
		self._own_results = own_results
		self._reasons = reasons
		self._merges = merges
		self._dials = dials
		self._lease = timedelta(minutes=lease_minutes)
		self._zone = zone

	def show(self, advisor_id: int) -> DeskState:
		"""Return the advisor's day and the lease that is open, if any."""
		now = read_now()
		midnight = read_midnight(self._zone)
		done = self._calls.count_advisor_day(advisor_id, midnight)
		limits = self._list_limits(self._queues.list_campaigns(advisor_id))
		rows = self._queues.list_queues(advisor_id, now, limits)
		schedules = self._schedules.find({row.campaign_id for row in rows}, now)
		queues = add_up_queues(rows, schedules, now, self._zone)
		open_ones = [one for one in queues if one.phase == Phase.IN_EXECUTION]
		task = self._leases.find_held(advisor_id)
		is_open = task is not None and self._is_open(task, now)
		own = self._own_results.list_all(offered=True)
		names = {row.id: row.name for row in own}
		return DeskState(
			pending=sum(one.pending for one in open_ones),
			due=sum(one.due for one in open_ones),
			later=sum(one.later for one in open_ones),
			shut=sum(one.shut for one in open_ones),
			rested=sum(one.rested for one in open_ones),
			pressed=sum(one.pressed for one in open_ones),
			next_at=min((one.next_at for one in open_ones if one.next_at), default=None),
			closed=sum(one.pending for one in queues if one not in open_ones),
			callbacks_due=sum(one.callbacks_due for one in open_ones),
			done_today=sum(done.get(result, 0) for result in ATTEMPTS),
			contacted_today=sum(done.get(result, 0) for result in CONTACTS),
			sales_today=sum(done.get(result, 0) for result in SALES),
			skipped_today=sum(n for result, n in done.items() if result not in ATTEMPTS),
			passed_today=self._queues.count_passed(advisor_id, midnight),
			campaigns=[describe_queue(one) for one in open_ones],
			own_results=[describe_result(row) for row in own],
			reasons=[describe_reason(row, names) for row in self._reasons.list_all(offered=True)],
			lease=self._describe(task) if task is not None and is_open else None,
		)

	def take_next(self, advisor_id: int, campaign_id: int | None) -> DeskLease:
		"""Hold the next customer; an advisor who holds one already gets that one again.

		:raises NotFound: `nothing_to_call`
		"""
		for _ in range(LEASE_TRIES):
			try:
				task = self._hold_one(advisor_id, campaign_id)
			except LeaseTaken:
				continue
			if task is not None:
				return self._describe(task)
			break
		raise NotFound(say("No hay clientes por llamar ahora."), code="nothing_to_call")

	def renew(self, advisor_id: int, token: UUID) -> LeaseRenewal:
		"""Begin the time of a held customer anew: the advisor's page is still open.

		:raises Conflict: `lease_lost`
		"""
		task = hold_task(self._leases, advisor_id, token)
		task.leased_until = read_now() + self._lease
		return LeaseRenewal(leased_until=task.leased_until)

	def release(self, advisor_id: int, token: UUID) -> None:
		"""Give the held customer back, uncalled; silent where the lease is over."""
		task = self._leases.lock_held(advisor_id, token)
		if task is not None:
			_free(task)

	def _hold_one(self, advisor_id: int, campaign_id: int | None) -> CallTaskRow | None:
		now = read_now()
		until = now + self._lease
		held = self._leases.lock_own(advisor_id)  # read once: another window may hold one any time
		if held is not None and self._is_open(held, now):
			held.leased_until = until
			return held
		if held is not None:
			_free(held)
		campaigns = self._queues.list_campaigns(advisor_id)
		terms = LeaseTerms(
			campaigns=campaigns,
			shut=list(list_shut(self._schedules.find(campaigns, now), now, self._zone)),
			limits=self._list_limits(campaigns),
			hours=self._list_hours(now),
		)
		return self._leases.lease_next(advisor_id, campaign_id, terms, now=now, until=until)

	def _list_limits(self, campaigns: Sequence[int]) -> list[ContactLimit]:
		policies = self._pressure.find(campaigns)
		return list(list_contact_limits(policies, Channel.CALL, read_today(self._zone)))

	def _list_hours(self, now: datetime) -> dict[str, int]:
		"""Return what hour it is everywhere; nothing once in a while: an order that only follows
		the best hours learns nothing of the others.
		"""
		if secrets.randbelow(100) < USUAL_ORDER_PERCENT:
			return {}
		return {
			region: now.astimezone(zone).hour for region, zone in list_zones(self._zone).items()
		}

	def _is_open(self, task: CallTaskRow, now: datetime) -> bool:
		"""Return whether a held customer stays: after its time, who may still be called."""
		in_time = task.leased_until is not None and task.leased_until >= now
		return in_time or self._leases.is_callable(task, now)

	def _describe(self, task: CallTaskRow) -> DeskLease:
		assert task.lease_token is not None  # it is held
		campaign, member = self._campaigns.get(task.campaign_id), self._tasks.find_member(task)
		return describe_lease(
			task,
			campaign,
			member,
			self._scripts.read(campaign, member, task.advisor_id),
			self._calls.list_recent(task.customer_id, HISTORY_LENGTH),
			self._risks.find_checked(task.lease_token),
			self._risks.find_reviewed(task.customer_id),
			self._dials.find_last(task.lease_token),
			self._risk_policy.judge(task, task.lease_token).verdict,
			self._tasks.list_other_campaigns(
				self._merges.list_person(task.customer_id), task.campaign_id
			),
			self._contact_hours.list_best(
				member.province or NO_PLACE, find_age_band(member.age), BEST_HOURS
			),
			self._schedules.find([task.campaign_id], read_now())[task.campaign_id],
			self._zone,
		)


def hold_task(leases: CallLeaseRepository, advisor_id: int, token: UUID) -> CallTaskRow:
	"""Return the task that the advisor holds with this token.

	:raises Conflict: `lease_lost`: it was given back or recorded, or somebody else took the person
	"""
	task = leases.lock_held(advisor_id, token)
	if task is None:
		raise Conflict(LOST, code="lease_lost")
	return task


def _free(task: CallTaskRow) -> None:
	task.state, task.lease_token, task.leased_until = "pending", None, None
