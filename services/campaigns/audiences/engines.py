"""Builds audiences: the matching customers are copied here by stream, all or none (K15, K16)."""

from collections.abc import Callable
from typing import Any

import structlog
from sqlalchemy.orm import Session

from campaigns.audiences.clients import CustomersClient
from campaigns.audiences.repositories import MAX_ATTEMPTS, OPEN_STATES, AudienceRepository
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.use_cases.phase_machine import PhaseMachine
from chasqui.contracts.campaigns import AudienceState, Phase
from chasqui.contracts.customers import SegmentCriteria
from chasqui.kernel.clock import read_now, read_today
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import AppError, Unavailable

MAX_ERROR_LENGTH = 300


class AudienceBuilder:
	"""Engine of one build. A lock says who builds; a repeated call does nothing."""

	def __init__(
		self,
		database: Database,
		customers: CustomersClient,
		make_machine: Callable[[Session], PhaseMachine],
		*,
		zone: str,
	) -> None:
		self._database = database
		self._customers = customers
		self._make_machine = make_machine
		self._zone = zone

	def build(self, audience_id: int) -> bool:
		"""Build the audience if it waits and nobody builds it; return whether it was built."""
		try:
			return self._build_alone(audience_id)
		except AppError as error:
			self._note_failure(audience_id, error)
			return False

	def list_waiting(self) -> list[int]:
		"""Return the audiences that are to be built."""
		with self._database.open_session() as session:
			return AudienceRepository(session).list_waiting()

	def _build_alone(self, audience_id: int) -> bool:
		"""Replace the members and mark the audience ready, in one transaction."""
		with self._database.open_session() as session:
			audiences, campaigns = AudienceRepository(session), CampaignRepository(session)
			if not audiences.try_hold(audience_id):
				return False
			row = audiences.get(audience_id)
			if row.state not in OPEN_STATES:
				return False
			self._tell_building(audience_id)
			told = campaigns.get(row.campaign_id).criteria
			criteria = self._read_criteria(told)
			audiences.delete_members(audience_id)
			with self._customers.stream_members(audience_id, criteria) as chunks:
				audiences.copy_members(chunks)
			audiences.apply_objections(audience_id)
			# Locked only now: a long stream must not keep people from the campaign's page.
			campaign = campaigns.get(row.campaign_id, lock=True)
			if campaign.criteria != told:
				raise Unavailable("Los criterios cambiaron mientras se construía la audiencia.")
			row = audiences.lock(audience_id)
			_mark_ready(row, audiences.count_members(audience_id), criteria)
			self._move_on(session, campaign, row.requested_by)
		return True

	def _tell_building(self, audience_id: int) -> None:
		"""Let people see that the build goes on, while its transaction is still open."""
		with self._database.open_session() as session:
			row = AudienceRepository(session).lock(audience_id)
			row.state, row.attempts = AudienceState.BUILDING.value, row.attempts + 1

	def _read_criteria(self, told: dict[str, Any]) -> SegmentCriteria:
		criteria = SegmentCriteria.model_validate(told)
		today = read_today(self._zone)
		return criteria.model_copy(update={"as_of": criteria.as_of or today})

	def _move_on(self, session: Session, campaign: CampaignRow, moved_by: str) -> None:
		if campaign.phase == Phase.PLANNED.value:
			machine = self._make_machine(session)
			reason = "Audiencia construida"
			machine.apply(campaign, Phase.SEGMENTED, moved_by=moved_by, reason=reason)

	def _note_failure(self, audience_id: int, error: AppError) -> None:
		"""Give the audience back; what may succeed later is tried again by the sweep."""
		structlog.get_logger().warning("audience_failed", audience_id=audience_id, why=error.code)
		with self._database.open_session() as session:
			row = AudienceRepository(session).lock(audience_id)
			may_retry = isinstance(error, Unavailable) and row.attempts < MAX_ATTEMPTS
			row.state = (AudienceState.QUEUED if may_retry else AudienceState.FAILED).value
			row.error = error.detail[:MAX_ERROR_LENGTH]


def _mark_ready(row: AudienceRow, counts: tuple[int, int, int], criteria: SegmentCriteria) -> None:
	row.members, row.reachable_email, row.reachable_phone = counts
	row.state = AudienceState.READY.value
	row.as_of, row.built_at = criteria.as_of, read_now()
	row.error, row.attempts = None, 0
