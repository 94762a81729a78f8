"""Pre-flights, and whom they leave out."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.audiences.models import AudienceMemberRow
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.preflight.models import PreflightRow, SkippedMemberRow
from chasqui.contracts.campaigns.preflight import PreflightState, SkippedQuery
from chasqui.kernel.data.listings import Filters, Listing, pick_columns
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say

ROW, MEMBER = SkippedMemberRow, AudienceMemberRow
Skipped = tuple[SkippedMemberRow, AudienceMemberRow]
PEOPLE: Any = (
	select(ROW, MEMBER)
	.join(AudienceRow, AudienceRow.campaign_id == ROW.campaign_id)
	.join(MEMBER, (MEMBER.audience_id == AudienceRow.id) & (MEMBER.customer_id == ROW.customer_id))
)
SKIPPED = Listing[Skipped](
	PEOPLE,
	ROW.id,
	Filters(pick_columns(ROW, "channel", "cause")),
	make=lambda row, member: (row, member),
)


class PreflightRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def find(self, campaign_id: int, *, lock: bool = False) -> PreflightRow | None:
		return self._session.get(
			PreflightRow, campaign_id, with_for_update=lock or None, populate_existing=lock
		)

	def get(self, campaign_id: int, *, lock: bool = False) -> PreflightRow:
		""":raises NotFound: it was never counted"""
		row = self.find(campaign_id, lock=lock)
		if row is None:
			raise NotFound(say("Esta campaña no tiene revisión previa."), code="no_preflight")
		return row

	def add(self, row: PreflightRow) -> None:
		self._session.add(row)
		self._session.flush()

	def take_waiting(self) -> PreflightRow | None:
		"""Return, locked, one that waits to be counted and that nobody counts."""
		query = select(PreflightRow).where(PreflightRow.state == PreflightState.COUNTING.value)
		oldest = query.order_by(PreflightRow.asked_at).limit(1)
		return self._session.scalar(oldest.with_for_update(skip_locked=True))

	def list_skipped(
		self, campaign_id: int, query: SkippedQuery
	) -> tuple[Sequence[Skipped], str | None]:
		"""Return a page of whom a campaign would not reach."""
		return SKIPPED.fetch_page(self._session, query, ROW.campaign_id == campaign_id)
