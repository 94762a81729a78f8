"""Shares customers out evenly among advisors (K26)."""

from collections.abc import Mapping

from campaigns.desk.domain import AdvisorLoad, share_out
from campaigns.desk.repositories.assignments import AssignmentRepository
from campaigns.desk.repositories.call_queues import CallQueueReader
from campaigns.desk.use_cases.advisor_assignment_service import AdvisorAssignmentService
from chasqui.contracts.campaigns.assignments import Assignment, SplitRequest
from chasqui.contracts.wire import Page


class SplitService:
	def __init__(
		self,
		assigning: AdvisorAssignmentService,
		assignments: AssignmentRepository,
		queues: CallQueueReader,
	) -> None:
		self._assigning = assigning
		self._assignments = assignments
		self._queues = queues

	def split(self, campaign_id: int, request: SplitRequest, by: str) -> Page[Assignment]:
		"""Give each of some advisors as many customers as the others, give or take one.

		The one too many goes to who has least to call, and of those by a draw that differs each
		time: a tie favours nobody.

		:raises Invalid: one of them is no active advisor
		:raises Conflict: as an assignment to one
		"""
		place = self._assigning.open(campaign_id)
		names = self._assigning.read_advisors(request.advisor_ids, field="advisor_ids")
		left = self._assigning.check_count(
			place,
			request.total or 0,
			is_meant=request.confirm_fewer,
			among=request,
			field="total",
		)
		total = left if request.total is None else min(left, request.total)
		given = [*self._assignments.list_by_campaign(campaign_id)]
		loads = self._count_loads(
			campaign_id, request, given_to={r.id: r.advisor_id for r, _ in given}
		)
		seed = f"{campaign_id}:{max((row.id for row, _ in given), default=0)}"
		shares = share_out(total, loads, seed)
		made = [
			self._assigning.give(place, advisor_id, share, names[advisor_id], by, request)
			for advisor_id, share in shares.items()
			if share
		]
		return Page(items=made)

	def _count_loads(
		self, campaign_id: int, request: SplitRequest, given_to: Mapping[int, int]
	) -> list[AdvisorLoad]:
		"""Return what each has yet to call in the campaign."""
		pending = dict.fromkeys(request.advisor_ids, 0)
		for assignment_id, count in self._queues.count_assignments(campaign_id).items():
			advisor_id = given_to.get(assignment_id)
			if advisor_id in pending:
				pending[advisor_id] += count
		return [AdvisorLoad(one, count) for one, count in pending.items()]
