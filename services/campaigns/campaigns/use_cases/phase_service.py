"""Moves campaigns from phase to phase, notifies the siblings, keeps who, when and why (K18)."""

from typing import Protocol

from campaigns.campaigns.domain.phases import Readiness, can_move, find_obstacle
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.use_cases.campaign_service import check_version
from campaigns.campaigns.use_cases.campaign_view import describe_campaign, read_readiness
from campaigns.campaigns.use_cases.event_publisher import EventPublisher
from campaigns.campaigns.use_cases.segment_use_publisher import (
	SegmentUsePublisher,
	read_uses,
)
from chasqui.contracts.campaigns.campaigns import Campaign, Phase, PhaseMove
from chasqui.contracts.campaigns.log import LogDetails, LogKind
from chasqui.contracts.event_payloads import PhaseChanged
from chasqui.kernel.clock import read_now, read_today
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say


class ExecutionPolicy(Protocol):
	"""What is asked of a campaign before it runs for the first time, and what follows then."""

	def check(self, campaign: CampaignRow) -> None:
		""":raises Conflict: it may not run yet"""

	def freeze(self, campaign: CampaignRow, by: str) -> None:
		"""Keep what was expected of it."""


class PhaseService:
	def __init__(
		self,
		campaigns: CampaignRepository,
		events: EventPublisher,
		*,
		zone: str,
		execution: ExecutionPolicy | None = None,
	) -> None:
		self._campaigns = campaigns
		self._events = events
		self._zone = zone
		self._execution = execution

	def move(self, campaign_id: int, move: PhaseMove, moved_by: str) -> Campaign:
		"""Move a campaign.

		:raises Conflict: `stale`, `forbidden_move`, or the code of what is missing
		"""
		row = self._campaigns.get(campaign_id, lock=True)
		audience = self._campaigns.find_audiences([campaign_id]).get(campaign_id)
		today = read_today(self._zone)
		check_version(row, move.version, describe_campaign(row, audience, today))
		_check_move(row, move.phase, read_readiness(row, audience, today))
		if self._execution is not None and move.phase is Phase.IN_EXECUTION:
			self._execution.check(row)
		self.apply(row, move.phase, moved_by=moved_by, reason=move.reason)
		return describe_campaign(row, audience, today)

	def apply(self, row: CampaignRow, phase: Phase, *, moved_by: str, reason: str) -> None:
		"""Write a move that was checked, its entry of the log and its event."""
		now, previous, used = read_now(), row.phase, read_uses(row)
		row.phase = phase.value
		row.archived_at = None
		row.version += 1
		row.updated_at = now
		row.in_execution_since = now if phase is Phase.IN_EXECUTION else None
		if phase is Phase.IN_EXECUTION:
			if self._execution is not None:
				self._execution.freeze(row, moved_by)
			row.first_executed_at = row.first_executed_at or now
		details = LogDetails(phase=phase, previous=Phase(previous), reason=reason)
		self._campaigns.note(row.id, LogKind.PHASE, moved_by, details)
		payload = PhaseChanged(
			campaign_id=row.id,
			phase=phase,
			previous=previous,
			monthly_mailing=row.monthly_mailing,
		)
		self._events.publish(payload)
		SegmentUsePublisher(self._events).publish(row, used)


def _check_move(row: CampaignRow, target: Phase, ready: Readiness) -> None:
	if not can_move(Phase(row.phase), target):
		raise Conflict(say("La campaña no puede pasar a esa fase."), code="forbidden_move")
	if (obstacle := find_obstacle(target, ready)) is not None:
		raise Conflict(obstacle.text, code=obstacle.code)
