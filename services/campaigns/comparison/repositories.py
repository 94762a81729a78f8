"""Comparisons of audiences with their criteria, and who is on one side alone."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
	BigInteger,
	cast,
	delete,
	exists,
	func,
	insert,
	literal,
	select,
	text,
	union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY

from campaigns.audiences.models import AudienceMemberRow
from campaigns.audiences.repositories.count_requests import CountRequestRepository
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.comparison.models import AudienceComparisonRow, ComparedMemberRow
from campaigns.overlaps.repositories.persons import MEMORY, MERGED, name_person
from chasqui.contracts.campaigns.comparison import ComparedQuery, Difference
from chasqui.kernel.data.listings import Filters, Listing, pick_columns
from chasqui.kernel.texts.text import say

ROW, MEMBER = ComparedMemberRow, AudienceMemberRow
Compared = tuple[ComparedMemberRow, AudienceMemberRow | None]
PEOPLE: Any = (
	select(ROW, MEMBER)
	.join(AudienceRow, AudienceRow.campaign_id == ROW.campaign_id)
	.outerjoin(
		MEMBER, (MEMBER.audience_id == AudienceRow.id) & (MEMBER.customer_id == ROW.customer_id)
	)
)
COMPARED = Listing[Compared](
	PEOPLE,
	ROW.id,
	Filters(pick_columns(ROW, "difference")),
	make=lambda row, member: (row, member),
)


class ComparisonRepository(CountRequestRepository[AudienceComparisonRow]):
	row = AudienceComparisonRow
	missing = (say("Nadie ha comparado esta audiencia."), "no_comparison")

	def compare(
		self, campaign_id: int, audience_id: int, numbers: Sequence[int]
	) -> tuple[int, int, int]:
		"""Keep who is on one side alone, in place of whoever was; return how many leave, how many
		enter, and how many members there are.

		Who was merged since stays, as whoever stands for them meets the criteria.
		"""
		self._session.execute(MEMORY)
		self._session.execute(delete(ROW).where(ROW.campaign_id == campaign_id))
		given = func.unnest(cast(list(numbers), ARRAY(BigInteger)))
		today = select(given.label("customer_id")).distinct().cte("today")
		member = (
			select(MEMBER.customer_id, name_person(MEMBER.customer_id))
			.join(MERGED, MERGED.c.customer_id == MEMBER.customer_id, isouter=True)
			.where(MEMBER.audience_id == audience_id)
			.cte("member")
		)
		leaves = select(
			literal(campaign_id), member.c.customer_id, literal(Difference.LEAVES.value)
		).where(~exists().where(today.c.customer_id == member.c.person_id))
		enters = select(
			literal(campaign_id), today.c.customer_id, literal(Difference.ENTERS.value)
		).where(~exists().where(member.c.person_id == today.c.customer_id))
		columns = [ROW.campaign_id, ROW.customer_id, ROW.difference]
		one_sided = union_all(leaves, enters).order_by(text("2"))  # as its pages are read
		kept = insert(ROW).from_select(columns, one_sided).returning(ROW.difference).cte("kept")
		query = select(
			func.count().filter(kept.c.difference == Difference.LEAVES.value),
			func.count().filter(kept.c.difference == Difference.ENTERS.value),
			select(func.count()).select_from(member).scalar_subquery(),
		).select_from(kept)
		leave, enter, members = self._session.execute(query).one()
		return int(leave), int(enter), int(members)

	def list_people(
		self, campaign_id: int, query: ComparedQuery
	) -> tuple[Sequence[Compared], str | None]:
		"""Return a page of who is on one side alone."""
		return COMPARED.fetch_page(self._session, query, ROW.campaign_id == campaign_id)
