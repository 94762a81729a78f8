"""Pre-flights, and whom they leave out."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from campaigns.audiences.models import AudienceMemberRow
from campaigns.audiences.repositories.count_requests import CountRequestRepository
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.preflight.models import PreflightRow, SkippedMemberRow
from chasqui.contracts.campaigns.preflight import SkippedQuery
from chasqui.kernel.data.listings import Filters, Listing, pick_columns
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


class PreflightRepository(CountRequestRepository[PreflightRow]):
	row = PreflightRow
	missing = (say("Esta campaña no tiene revisión previa."), "no_preflight")

	def list_skipped(
		self, campaign_id: int, query: SkippedQuery
	) -> tuple[Sequence[Skipped], str | None]:
		"""Return a page of whom a campaign would not reach."""
		return SKIPPED.fetch_page(self._session, query, ROW.campaign_id == campaign_id)
