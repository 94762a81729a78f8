"""Moves campaigns from phase to phase, tells the siblings, keeps who, when and why (K18)."""

from sqlalchemy.orm import Session

from campaigns.campaigns.domain.phases import can_move
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.models.phase_change import PhaseChangeRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.use_cases.campaign_service import check_version
from campaigns.campaigns.use_cases.campaign_view import describe_campaign
from campaigns.tables import EventRow
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import Campaign, Phase, PhaseChange, PhaseMove
from chasqui.contracts.event_payloads import PhaseChanged
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say

NEEDS_AUDIENCE = frozenset({Phase.SEGMENTED, Phase.IN_EXECUTION})


class PhaseService:
	def __init__(
		self, session: Session, campaigns: CampaignRepository, publisher: Publisher
	) -> None:
		self._session = session
		self._campaigns = campaigns
		self._publisher = publisher

	def move(self, campaign_id: int, move: PhaseMove, moved_by: str) -> Campaign:
		"""Move a campaign.

		:raises Conflict: `stale`, `forbidden_move`, `no_audience` or `no_design`
		"""
		row = self._campaigns.get(campaign_id, lock=True)
		audience = self._campaigns.find_audiences([campaign_id]).get(campaign_id)
		check_version(row, move.version, describe_campaign(row, audience))
		_check_move(row, move.phase, audience)
		self.apply(row, move.phase, moved_by=moved_by, reason=move.reason)
		return describe_campaign(row, audience)

	def apply(self, row: CampaignRow, phase: Phase, *, moved_by: str, reason: str) -> None:
		"""Write a move that was checked, its history line and its event."""
		now, previous = read_now(), row.phase
		row.phase = phase.value
		row.version += 1
		row.updated_at = now
		row.in_execution_since = now if phase is Phase.IN_EXECUTION else None
		if phase is Phase.IN_EXECUTION:
			row.first_executed_at = row.first_executed_at or now
		self._campaigns.add_phase_change(
			PhaseChangeRow(
				campaign_id=row.id,
				previous=previous,
				phase=phase.value,
				reason=reason,
				moved_by=moved_by,
			)
		)
		payload = PhaseChanged(
			campaign_id=row.id,
			phase=phase,
			previous=previous,
			monthly_mailing=row.monthly_mailing,
		)
		publish_event(self._session, EventRow, payload, self._publisher)

	def list_changes(self, campaign_id: int) -> Page[PhaseChange]:
		"""Return a campaign's phase history, newest first."""
		self._campaigns.get(campaign_id)
		rows = self._campaigns.list_phase_changes(campaign_id)
		return Page(
			items=[
				PhaseChange(
					previous=Phase(row.previous) if row.previous else None,
					phase=Phase(row.phase),
					reason=row.reason,
					moved_by=row.moved_by,
					moved_at=row.moved_at,
				)
				for row in rows
			]
		)


def _check_move(row: CampaignRow, target: Phase, audience: AudienceRow | None) -> None:
	if not can_move(Phase(row.phase), target):
		raise Conflict(say("La campaña no puede pasar a esa fase."), code="forbidden_move")
	is_ready = audience is not None and audience.state == AudienceState.READY.value
	if target in NEEDS_AUDIENCE and not is_ready:
		raise Conflict(say("Falta construir la audiencia de la campaña."), code="no_audience")
	if target is Phase.IN_EXECUTION and row.monthly_mailing and row.design_id is None:
		raise Conflict(say("El correo mensual necesita un diseño."), code="no_design")
