"""Builds audiences: the matching customers are copied here by stream, all or none (K15, K16)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import structlog
from sqlalchemy.orm import Session

from campaigns.clients.customers import CustomersClient
from campaigns.models.audience import AudienceRow
from campaigns.models.campaign import CampaignRow
from campaigns.repositories.audiences import MAX_ATTEMPTS, AudienceRepository
from campaigns.repositories.campaigns import CampaignRepository
from campaigns.use_cases.phase_machine import PhaseMachine
from chasqui.contracts.campaigns import AudienceState, Phase
from chasqui.contracts.customers import SegmentCriteria
from chasqui.kernel.clock import read_now, read_today
from chasqui.kernel.db import Database
from chasqui.kernel.errors import AppError, Unavailable

LEASE = timedelta(minutes=10)
MAX_ERROR_LENGTH = 300


class AudienceBuilder:
	"""Engine of one build. The row's lease says who builds; a repeated call does nothing."""

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
		"""Build the audience if it waits and nobody holds it; return whether it was built."""
		token = uuid4()
		if not self._take(audience_id, token):
			return False
		try:
			self._fill(audience_id, token)
		except AppError as error:
			self._note_failure(audience_id, token, error)
			return False
		return True

	def list_waiting(self) -> list[int]:
		"""Return the audiences that nobody holds."""
		with self._database.open_session() as session:
			return AudienceRepository(session).list_unheld(read_now())

	def _take(self, audience_id: int, token: UUID) -> bool:
		now = read_now()
		with self._database.open_session() as session:
			audiences = AudienceRepository(session)
			return audiences.take_lease(audience_id, token, now=now, until=now + LEASE) is not None

	def _fill(self, audience_id: int, token: UUID) -> None:
		"""Replace the members and mark the audience ready, in one transaction."""
		with self._database.open_session() as session:
			audiences, campaigns = AudienceRepository(session), CampaignRepository(session)
			campaign = campaigns.get(audiences.get(audience_id).campaign_id)
			told = campaign.criteria
			criteria = self._read_criteria(told)
			audiences.delete_members(audience_id)
			with self._customers.stream_members(audience_id, criteria) as chunks:
				audiences.copy_members(chunks)
			audiences.apply_objections(audience_id)
			# Locked only now: a long stream must not keep people from the campaign's page.
			campaign = campaigns.get(campaign.id, lock=True)
			row = audiences.lock_held(audience_id, token)
			if row is None or campaign.criteria != told:
				raise Unavailable("Los criterios cambiaron mientras se construía la audiencia.")
			_mark_ready(row, audiences.count_members(audience_id), criteria)
			self._move_on(session, campaign, row.requested_by)

	def _read_criteria(self, told: dict[str, Any]) -> SegmentCriteria:
		criteria = SegmentCriteria.model_validate(told)
		today = read_today(self._zone)
		return criteria.model_copy(update={"as_of": criteria.as_of or today})

	def _move_on(self, session: Session, campaign: CampaignRow, moved_by: str) -> None:
		if campaign.phase == Phase.PLANNED.value:
			machine = self._make_machine(session)
			reason = "Audiencia construida"
			machine.apply(campaign, Phase.SEGMENTED, moved_by=moved_by, reason=reason)

	def _note_failure(self, audience_id: int, token: UUID, error: AppError) -> None:
		"""Give the audience back; what may succeed later is tried again by the sweep."""
		structlog.get_logger().warning("audience_failed", audience_id=audience_id, why=error.code)
		with self._database.open_session() as session:
			row = AudienceRepository(session).lock_held(audience_id, token)
			if row is None:
				return
			may_retry = isinstance(error, Unavailable) and row.attempts < MAX_ATTEMPTS
			row.state = (AudienceState.QUEUED if may_retry else AudienceState.FAILED).value
			row.error = error.detail[:MAX_ERROR_LENGTH]
			row.lease_token = row.leased_until = None


def _mark_ready(row: AudienceRow, counts: tuple[int, int, int], criteria: SegmentCriteria) -> None:
	row.members, row.reachable_email, row.reachable_phone = counts
	row.state = AudienceState.READY.value
	row.as_of, row.built_at = criteria.as_of, read_now()
	row.lease_token = row.leased_until = row.error = None
	row.attempts = 0
