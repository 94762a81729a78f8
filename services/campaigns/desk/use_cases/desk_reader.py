"""What an advisor sees of the own day: queues, figures, results to choose from, the open lease."""

from datetime import datetime
from uuid import UUID

from campaigns.desk.domain import ATTEMPTS, CONTACTS, SALES, add_up_queues
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.repositories.call_leases import CallLeaseRepository
from campaigns.desk.repositories.call_queues import CallQueueReader
from campaigns.desk.repositories.calls import CallRepository
from campaigns.desk.use_cases.desk_view import describe_queue
from campaigns.desk.use_cases.lease_reader import LeaseReader
from campaigns.desk.use_cases.lease_terms import LeaseTermsReader
from campaigns.hours.use_cases.call_hours_service import CallScheduleReader
from campaigns.results.repositories.call_reasons import CallReasonRepository
from campaigns.results.repositories.own_results import OwnResultRepository
from campaigns.results.use_cases.call_reasons import describe_reason
from campaigns.results.use_cases.own_results import describe_result
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.desk import DeskLease, DeskState
from chasqui.kernel.clock import read_midnight, read_now
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say


class DeskReader:
	def __init__(
		self,
		leases: CallLeaseRepository,
		calls: CallRepository,
		queues: CallQueueReader,
		schedules: CallScheduleReader,
		own_results: OwnResultRepository,
		reasons: CallReasonRepository,
		terms: LeaseTermsReader,
		leased: LeaseReader,
		*,
		zone: str,
	) -> None:
		self._leases = leases
		self._calls = calls
		self._queues = queues
		self._schedules = schedules
		self._own_results = own_results
		self._reasons = reasons
		self._terms = terms
		self._leased = leased
		self._zone = zone

	def show(self, advisor_id: int) -> DeskState:
		"""Return the advisor's day and the lease that is open, if any."""
		now = read_now()
		midnight = read_midnight(self._zone)
		done = self._calls.count_advisor_day(advisor_id, midnight)
		campaigns = self._queues.list_campaigns(advisor_id)
		limits = self._terms.list_limits(campaigns)
		rows = self._queues.list_queues(advisor_id, campaigns, now, limits)
		schedules = self._schedules.find({row.campaign_id for row in rows}, now)
		queues = add_up_queues(rows, schedules, now, self._zone)
		open_ones = [one for one in queues if one.phase == Phase.IN_EXECUTION]
		held = self._find_open(advisor_id, now)
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
			lease=self._leased.read(held) if held is not None else None,
		)

	def show_lease(self, advisor_id: int, token: UUID) -> DeskLease:
		"""Return what the advisor holds with a token.

		:raises NotFound: `not_held`: nobody, or somebody else by now
		"""
		held = self._find_open(advisor_id, read_now())
		if held is None or held.lease_token != token:
			raise NotFound(say("Ya no atiende a este cliente en esta mesa."), code="not_held")
		return self._leased.read(held)

	def _find_open(self, advisor_id: int, now: datetime) -> CallTaskRow | None:
		task = self._leases.find_held(advisor_id)
		return task if task is not None and self._leases.is_open(task, now) else None
