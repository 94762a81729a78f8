"""What people ask of a pre-flight: count it, look at it, approve it, hold to it (R46)."""

from sqlalchemy.orm import Session

from campaigns.audiences.models import AudienceMemberRow
from campaigns.campaigns.domain.phases import EDITABLE
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.preflight.models import PreflightRow, SkippedMemberRow
from campaigns.preflight.repositories.preflights import PreflightRepository
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.counting import CountState
from chasqui.contracts.campaigns.log import LogDetails, LogKind
from chasqui.contracts.campaigns.preflight import (
	Preflight,
	SkippedPerson,
	SkippedQuery,
)
from chasqui.contracts.masking import mask_identity
from chasqui.contracts.queues import CAMPAIGNS_COUNT_PREFLIGHT, CAMPAIGNS_QUEUE
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, Forbidden
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say

NOT_READY = say("Primero construya la audiencia: de ella se cuenta.")
FROZEN = say("La campaña ya se puso en marcha: la revisión quedó como estaba entonces.")
COUNTING = say("La revisión todavía se está contando.")
OUTDATED = say("La audiencia se construyó de nuevo después de contar: cuente otra vez.")
OWN = say("Quien lleva la campaña no la aprueba: pídaselo a otra jefatura o a la administración.")
UNAPPROVED = say("Falta que otra persona apruebe la revisión previa de la campaña.")


class PreflightService:
	def __init__(
		self,
		session: Session,
		campaigns: CampaignRepository,
		preflights: PreflightRepository,
		publisher: Publisher,
		*,
		needs_approval: bool,
	) -> None:
		self._session = session
		self._campaigns = campaigns
		self._preflights = preflights
		self._publisher = publisher
		self._needs_approval = needs_approval

	def show(self, campaign_id: int) -> Preflight:
		""":raises NotFound: no campaign, or it was never counted"""
		self._campaigns.get(campaign_id)
		return self._view(self._preflights.get(campaign_id))

	def ask(self, campaign_id: int, asked_by: str) -> Preflight:
		"""Have a campaign counted, anew where it was; what was approved has to be approved again.

		:raises Conflict: `no_audience`, or `frozen`: the campaign ran already
		"""
		waiting = self._preflights.find(campaign_id)
		if waiting is not None and waiting.state == CountState.COUNTING:
			self._nudge()  # again too: the first message may be lost
			return self._view(waiting)
		campaign = self._campaigns.get(campaign_id, lock=True)
		audience = self._campaigns.find_audiences([campaign_id]).get(campaign_id)
		if campaign.first_executed_at is not None or Phase(campaign.phase) not in EDITABLE:
			raise Conflict(FROZEN, code="frozen")
		if audience is None or audience.state != AudienceState.READY:
			raise Conflict(NOT_READY, code="no_audience")
		row = self._preflights.find(campaign_id, lock=True)
		if row is None:
			row = PreflightRow(campaign_id=campaign_id, totals={})
		row.state, row.asked_by, row.asked_at = CountState.COUNTING.value, asked_by, read_now()
		row.approved_by = row.approved_at = row.error = None
		self._preflights.add(row)
		self._nudge()
		return self._view(row)

	def approve(self, campaign_id: int, by: str) -> Preflight:
		"""Keep that somebody else than who looks after the campaign agrees to what was counted.

		:raises Forbidden: it is the owner, or who had it counted
		:raises Conflict: `counting`, `outdated` or `frozen`
		"""
		campaign = self._campaigns.get(campaign_id, lock=True)
		row = self._preflights.get(campaign_id, lock=True)
		_refuse_uncounted(row)
		if by in (campaign.owner, row.asked_by):
			raise Forbidden(OWN, code="own_campaign")
		if row.frozen_at is not None:
			raise Conflict(FROZEN, code="frozen")
		if self._is_outdated(row):
			raise Conflict(OUTDATED, code="outdated")
		if row.approved_at is None:
			row.approved_by, row.approved_at = by, read_now()
			details = LogDetails(fields=["preflight_approved"])
			self._campaigns.note(campaign_id, LogKind.EDITED, by, details)
		return self._view(row)

	def list_skipped(self, campaign_id: int, query: SkippedQuery) -> Page[SkippedPerson]:
		"""Return a page of whom the campaign would not reach.

		:raises NotFound: no campaign, or it was never counted
		"""
		self._campaigns.get(campaign_id)
		self._preflights.get(campaign_id)
		rows, cursor = self._preflights.list_skipped(campaign_id, query)
		return Page(items=[_describe(*row) for row in rows], next_cursor=cursor)

	def check(self, campaign: CampaignRow) -> None:
		"""Refuse the first execution of a campaign that is being counted, so that what was counted
		is of before it; and where the installation wants an approval, without one.

		:raises Conflict: `counting` or `not_approved`
		"""
		if campaign.first_executed_at is not None:
			return
		row = self._preflights.find(campaign.id)
		if row is not None and row.state == CountState.COUNTING:
			raise Conflict(COUNTING, code="counting")
		if not self._needs_approval:
			return
		if row is None or row.approved_at is None or self._is_outdated(row):
			raise Conflict(UNAPPROVED, code="not_approved")

	def freeze(self, campaign: CampaignRow, by: str) -> None:
		"""Let what was counted stay as it is, for the campaign runs now."""
		row = self._preflights.find(campaign.id, lock=True)
		if row is not None and row.frozen_at is None and row.state == CountState.READY:
			row.frozen_by, row.frozen_at = by, read_now()

	def _nudge(self) -> None:
		task, queue = CAMPAIGNS_COUNT_PREFLIGHT, CAMPAIGNS_QUEUE
		self._publisher.publish_after_commit(self._session, task, queue)

	def _is_outdated(self, row: PreflightRow) -> bool:
		audience = self._campaigns.find_audiences([row.campaign_id]).get(row.campaign_id)
		return audience is None or audience.built_at != row.built_at

	def _view(self, row: PreflightRow) -> Preflight:
		is_ready = row.state == CountState.READY
		return Preflight(
			**row.totals,
			campaign_id=row.campaign_id,
			state=CountState(row.state),
			error=row.error,
			is_outdated=is_ready and row.frozen_at is None and self._is_outdated(row),
			needs_approval=self._needs_approval,
			asked_by=row.asked_by,
			asked_at=row.asked_at,
			counted_at=row.counted_at,
			approved_by=row.approved_by,
			approved_at=row.approved_at,
			frozen_by=row.frozen_by,
			frozen_at=row.frozen_at,
		)


def _refuse_uncounted(row: PreflightRow) -> None:
	if row.state != CountState.READY:
		raise Conflict(row.error or COUNTING, code="counting")


def _describe(row: SkippedMemberRow, member: AudienceMemberRow) -> SkippedPerson:
	return SkippedPerson(
		id=row.id,
		customer_id=row.customer_id,
		name=member.name or "(datos eliminados)",
		masked_id=mask_identity(member.id_number),
		province=member.province,
		canton=member.canton,
		channel=row.channel,
		cause=row.cause,
	)
