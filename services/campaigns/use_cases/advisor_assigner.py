"""Gives advisors their customers (K26)."""

from campaigns.domain.phases import ASSIGNABLE
from campaigns.models.assignment import AssignmentRow
from campaigns.repositories.assignments import AssignmentRepository
from campaigns.repositories.campaigns import CampaignRepository
from campaigns.repositories.staff import StaffRepository
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns import (
	Assignment,
	AssignmentRequest,
	AudienceState,
	Phase,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, FieldError, Invalid


class AdvisorAssigner:
	def __init__(
		self,
		campaigns: CampaignRepository,
		staff: StaffRepository,
		assignments: AssignmentRepository,
	) -> None:
		self._campaigns = campaigns
		self._staff = staff
		self._assignments = assignments

	def assign(self, campaign_id: int, request: AssignmentRequest, assigned_by: str) -> Assignment:
		"""Give an advisor up to `request.count` customers that no advisor has.

		:raises Invalid: nobody of that id is an advisor
		:raises Conflict: the campaign has no audience yet, or has ended
		"""
		# The lock lets two assignments of one campaign take turns: nobody is given twice.
		campaign = self._campaigns.get(campaign_id, lock=True)
		audience = self._campaigns.find_audiences([campaign_id]).get(campaign_id)
		if audience is None or audience.state != AudienceState.READY.value:
			raise Conflict("Falta construir la audiencia de la campaña.", code="no_audience")
		if Phase(campaign.phase) not in ASSIGNABLE:
			raise Conflict("La campaña no está abierta a llamadas.", code="phase_closed")
		name = self._read_advisor(request.advisor_id)
		row = AssignmentRow(
			campaign_id=campaign_id,
			advisor_id=request.advisor_id,
			asked=request.count,
			assigned=0,
			assigned_by=assigned_by,
		)
		self._assignments.add(row)
		row.assigned = self._assignments.give_customers(row, audience.id)
		return _describe(row, name, row.assigned)

	def list_assignments(self, campaign_id: int) -> Page[Assignment]:
		"""Return a campaign's assignments, newest first."""
		self._campaigns.get(campaign_id)
		rows = self._assignments.list_by_campaign(campaign_id)
		return Page(items=[_describe(row, name, pending) for row, name, pending in rows])

	def _read_advisor(self, advisor_id: int) -> str:
		account = self._staff.find_by_id(advisor_id)
		if account is None or Role.ADVISOR.value not in account.roles or account.disabled_at:
			field = FieldError("advisor_id", "No es un asesor activo.", "not_an_advisor")
			raise Invalid("Elija un asesor activo.", code="not_an_advisor", fields=[field])
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
