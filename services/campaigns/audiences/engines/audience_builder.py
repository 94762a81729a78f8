"""Builds audiences: the matching customers are copied here by stream, all or none (K15, K16)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from campaigns.audiences.clients import CustomersClient
from campaigns.audiences.repositories.audiences import (
	MAX_ATTEMPTS,
	AudienceJobStore,
	AudienceRepository,
)
from campaigns.audiences.repositories.figures import AudienceFigureRepository
from campaigns.audiences.repositories.holdouts import HoldoutRepository
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.use_cases.campaign_view import read_terms
from campaigns.campaigns.use_cases.phase_service import PhaseService
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.log import LogDetails, LogKind
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.kernel.clock import read_today
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import AppError, Unavailable
from chasqui.kernel.jobs.keeping import keep_lease
from chasqui.kernel.jobs.runner import JobRunner
from chasqui.kernel.jobs.store import LeaseLost
from chasqui.kernel.tasks.runs import run_all
from chasqui.kernel.texts.text import Text, say

LEASE_SECONDS = 120.0
Settling = Callable[[Session, CampaignRow, AudienceRow], int]
"""What is done with fresh members before they are counted; it returns how many it left out."""


class AudienceBuilder(JobRunner[AudienceRow]):
	"""Engine of one build: all of it in one transaction, under a lease renewed outside it."""

	jobs = AudienceRepository

	def __init__(
		self,
		database: Database,
		customers: CustomersClient,
		make_phases: Callable[[Session], PhaseService],
		settle: Settling,
		follow: Callable[[], None],
		*,
		zone: str,
	) -> None:
		super().__init__(database, lease_seconds=LEASE_SECONDS)
		self._customers = customers
		self._make_phases = make_phases
		self._settle = settle
		self._follow = follow
		self._zone = zone

	def _work(self, job: AudienceRow, token: UUID) -> bool:
		try:
			with self._database.open_raw(autocommit=True) as connection:
				self._build_alone(job.id, AudienceJobStore(connection), token)
			run_all([self._follow])
		except AppError as error:
			self._note_failure(job.id, token, error)
		return False

	def _fail(self, job_id: int, token: UUID, error: Text) -> None:
		"""Say that it failed; when it was last built stays."""
		with self._database.open_session() as session:
			failed = {"state": AudienceState.FAILED.value, "error": error}
			AudienceRepository(session).postpone(job_id, token, 0, **failed)

	def _build_alone(self, audience_id: int, jobs: AudienceJobStore, token: UUID) -> None:
		"""Replace the members and mark the audience ready, in one transaction."""
		with self._database.open_session() as session:
			audiences, campaigns = AudienceRepository(session), CampaignRepository(session)
			row = audiences.get(audience_id)
			terms = read_terms(campaign := campaigns.get(row.campaign_id))
			criteria = self._read_criteria(campaign.criteria)
			audiences.delete_members(audience_id)
			with self._customers.stream_members(audience_id, criteria) as chunks:
				audiences.copy_members(keep_lease(chunks, jobs, audience_id, token, LEASE_SECONDS))
			audiences.apply_objections(audience_id)
			# Locked only now: a long stream must not keep people from the campaign's page.
			campaign = campaigns.get(row.campaign_id, lock=True)
			if read_terms(campaign) != terms:
				raise Unavailable(
					say("Los criterios cambiaron mientras se construía la audiencia.")
				)
			counts = {"left_out": self._settle(session, campaign, row)}
			held_out = HoldoutRepository(session).draw(row, campaign.holdout_percent)
			counts |= {"held_out": held_out, **audiences.count_members(audience_id)}
			AudienceFigureRepository(session).count(audience_id)
			ready = {"state": AudienceState.READY.value, "as_of": criteria.as_of, "error": None}
			if not audiences.finish(audience_id, token, **counts, **ready):
				raise LeaseLost(str(audience_id))
			built = LogDetails(count=counts["members"])
			campaigns.note(campaign.id, LogKind.AUDIENCE, row.requested_by, built)
			self._move_on(session, campaign, row.requested_by)

	def _read_criteria(self, document: dict[str, Any]) -> SegmentCriteria:
		criteria = SegmentCriteria.model_validate(document)
		today = read_today(self._zone)
		return criteria.model_copy(update={"as_of": criteria.as_of or today})

	def _move_on(self, session: Session, campaign: CampaignRow, moved_by: str) -> None:
		if campaign.phase == Phase.PLANNED.value:
			phases = self._make_phases(session)
			reason = say("Audiencia construida").dump()
			phases.apply(campaign, Phase.SEGMENTED, moved_by=moved_by, reason=reason)

	def _note_failure(self, audience_id: int, token: UUID, error: AppError) -> None:
		"""Give the audience back; what may succeed later is tried again by the sweep."""
		structlog.get_logger().warning("audience_failed", audience_id=audience_id, why=error.code)
		with self._database.open_session() as session:
			audiences = AudienceRepository(session)
			row = audiences.hold(audience_id, token, LEASE_SECONDS)
			if row is None:
				return
			if isinstance(error, Unavailable) and row.attempts < MAX_ATTEMPTS:
				state = AudienceState.QUEUED.value
				audiences.postpone(audience_id, token, 0, state=state, error=error.detail)
				return
		self._fail(audience_id, token, error.detail)
