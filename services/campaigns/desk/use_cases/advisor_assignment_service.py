"""Gives advisors their customers (K26)."""

from collections.abc import Iterable
from typing import NamedTuple

from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.campaigns.domain.phases import ASSIGNABLE
from campaigns.campaigns.models.assignment import AssignmentRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.desk.repositories.assignments import AssignmentRepository
from campaigns.desk.repositories.call_queues import CallQueueReader
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.assignments import (
	Assignment,
	AssignmentRequest,
	GivenCustomers,
	HandoverRequest,
	LeftCustomers,
)
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.log import LogDetails, LogKind
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say

PHASE_CLOSED = say("La campaña no está abierta a llamadas.")
NOBODY = say("No quedan clientes que acepten llamadas y no tengan asesor.")
NOBODY_SUCH = say(
	"De los clientes que aceptan llamadas y no tienen asesor, ninguno es como lo pidió. El idioma "
	"no se sabe en las audiencias construidas antes de que se guardara."
)


class AssignmentPlace(NamedTuple):
	"""Where customers are given: a campaign and its audience."""

	campaign_id: int
	audience_id: int


class AdvisorAssignmentService:
	def __init__(
		self,
		campaigns: CampaignRepository,
		staff: StaffRepository,
		assignments: AssignmentRepository,
		queues: CallQueueReader,
	) -> None:
		self._campaigns = campaigns
		self._staff = staff
		self._assignments = assignments
		self._queues = queues

	def assign(self, campaign_id: int, request: AssignmentRequest, assigned_by: str) -> Assignment:
		"""Give an advisor up to `request.count` customers that no advisor has.

		:raises Invalid: nobody of that id is an advisor
		:raises Conflict: the campaign has no audience yet, or has ended; `nobody_left`;
			`fewer_left`, and nobody has said that they are meant
		"""
		place = self.open(campaign_id)
		name = self._read_advisor(request.advisor_id, field="advisor_id")
		self.check_count(place, request.count, is_meant=request.confirm_fewer, among=request)
		return self.give(place, request.advisor_id, request.count, name, assigned_by, request)

	def open(self, campaign_id: int) -> AssignmentPlace:
		"""Return a campaign in which customers may be given; it is this transaction's.

		:raises Conflict: the campaign has no audience yet, or has ended
		"""
		# The lock lets two assignments of one campaign take turns: nobody is given twice.
		campaign = self._campaigns.get(campaign_id, lock=True)
		audience = self._campaigns.find_audiences([campaign_id]).get(campaign_id)
		if audience is None or audience.state != AudienceState.READY.value:
			raise Conflict(say("Falta construir la audiencia de la campaña."), code="no_audience")
		if Phase(campaign.phase) not in ASSIGNABLE:
			raise Conflict(PHASE_CLOSED, code="phase_closed")
		return AssignmentPlace(campaign_id, audience.id)

	def give(
		self,
		place: AssignmentPlace,
		advisor_id: int,
		count: int,
		name: str,
		by: str,
		among: GivenCustomers,
	) -> Assignment:
		"""Give an advisor up to `count` customers, among those that are meant."""
		row = self._add(place.campaign_id, advisor_id, by, asked=count)
		row.assigned = self._assignments.give_customers(row, place.audience_id, among)
		self._note(LogKind.ASSIGNED, row, by, name, row.assigned)
		return _describe(row, name, row.assigned)

	def read_advisors(self, advisor_ids: Iterable[int], *, field: str) -> dict[int, str]:
		"""Return the names of advisors.

		:raises Invalid: one of them is no active advisor
		"""
		return {one: self._read_advisor(one, field=field) for one in advisor_ids}

	def withdraw(self, assignment_id: int, by: str) -> Assignment:
		"""Take back whom an advisor was given and has not begun with.

		:raises NotFound: no such assignment
		:raises Conflict: there is nobody to take back
		"""
		row = self._assignments.get(assignment_id)
		self._campaigns.get(row.campaign_id, lock=True)
		account = self._staff.find_by_id(row.advisor_id)
		taken = self._assignments.take_back(row)
		if not taken:
			text = say("No queda nadie que quitar: ya empezó con todos.")
			raise Conflict(text, code="nothing_to_take_back")
		row.assigned -= taken
		name = account.name if account is not None else ""
		self._note(LogKind.WITHDRAWN, row, by, name, taken)
		pending = self._queues.count_assignments(row.campaign_id).get(row.id, 0)
		return _describe(row, name, pending)

	def check_count(
		self,
		place: AssignmentPlace,
		count: int,
		*,
		is_meant: bool,
		among: GivenCustomers,
		field: str = "count",
	) -> int:
		"""Return how many may be given, who asks for `count`.

		:raises Conflict: `nobody_left`; `fewer_left`, and nobody has said that they are meant
		"""
		left = self._assignments.count_free(place.campaign_id, place.audience_id, among)
		if not left:
			text = NOBODY if among.is_everybody else NOBODY_SUCH
			raise Conflict(text, code="nobody_left")
		if left < count and not is_meant:
			text = say(
				"Solo quedan {left} clientes así, que aceptan llamadas y no tienen asesor: "
				"confirme si quiere darlos todos.",
				left=left,
			)
			raise Conflict(text, code="fewer_left", fields=[FieldError(field, text, "fewer_left")])
		return left

	def hand_over(self, campaign_id: int, request: HandoverRequest, by: str) -> Assignment:
		"""Give an advisor what another one, who may have left, has yet to call.

		:raises Invalid: nobody of that id is an active advisor, or there is nothing to hand over
		:raises Conflict: the campaign has ended
		"""
		campaign = self._campaigns.get(campaign_id, lock=True)
		if Phase(campaign.phase) not in ASSIGNABLE:
			raise Conflict(PHASE_CLOSED, code="phase_closed")
		name = self._read_advisor(request.to_advisor_id, field="to_advisor_id")
		row = self._add(campaign_id, request.to_advisor_id, by)
		row.assigned = row.asked = self._assignments.hand_over(
			row,
			request.from_advisor_id,
			callbacks_only=request.callbacks_only,
			now=read_now(),
		)
		if not row.assigned:
			text = say("Ese asesor no tiene clientes por llamar en esta campaña.")
			field = FieldError("from_advisor_id", text, "nothing_to_hand_over")
			raise Invalid(text, code="nothing_to_hand_over", fields=[field])
		self._note(LogKind.HANDED_OVER, row, by, name, row.assigned)
		return _describe(row, name, row.assigned)

	def list_assignments(self, campaign_id: int) -> Page[Assignment]:
		"""Return a campaign's assignments, newest first."""
		self._campaigns.get(campaign_id)
		rows = self._assignments.list_by_campaign(campaign_id)
		pending = self._queues.count_assignments(campaign_id)
		return Page(items=[_describe(row, name, pending.get(row.id, 0)) for row, name in rows])

	def list_left(self) -> Page[LeftCustomers]:
		"""Return whom advisors who have left were to call, by campaign."""
		rows = self._queues.list_left()
		return Page(items=[LeftCustomers.model_validate(row._asdict()) for row in rows])

	def _note(self, kind: LogKind, row: AssignmentRow, by: str, advisor: str, count: int) -> None:
		self._campaigns.note(row.campaign_id, kind, by, LogDetails(name=advisor, count=count))

	def _add(
		self, campaign_id: int, advisor_id: int, assigned_by: str, *, asked: int = 0
	) -> AssignmentRow:
		row = AssignmentRow(
			campaign_id=campaign_id,
			advisor_id=advisor_id,
			asked=asked,
			assigned=0,
			assigned_by=assigned_by,
		)
		self._assignments.add(row)
		return row

	def _read_advisor(self, advisor_id: int, *, field: str) -> str:
		account = self._staff.find_by_id(advisor_id)
		if account is None or Role.ADVISOR.value not in account.roles or account.disabled_at:
			wrong = FieldError(field, say("No es un asesor activo."), "not_an_advisor")
			raise Invalid(say("Elija un asesor activo."), code="not_an_advisor", fields=[wrong])
		return account.name


def _describe(row: AssignmentRow, advisor_name: str, pending: int) -> Assignment:
	return Assignment(
		id=row.id,
		campaign_id=row.campaign_id,
		advisor_id=row.advisor_id,
		advisor_name=advisor_name,
		asked=row.asked,
		assigned=row.assigned,
		pending=pending,
		assigned_at=row.assigned_at,
	)
