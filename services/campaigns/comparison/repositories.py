"""Comparisons of audiences with their criteria, and who is on one side alone."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, text

from campaigns.audiences.models import AudienceMemberRow
from campaigns.audiences.repositories.count_requests import CountRequestRepository
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.comparison.models import AudienceComparisonRow, ComparedMemberRow
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
FORGET = text("DELETE FROM compared_member WHERE campaign_id = :campaign_id")
# Both sides are read once, in the order of their numbers. Who was merged since stays, as whoever
# stands for them meets the criteria.
COMPARE = text("""
	WITH today AS MATERIALIZED (
		SELECT DISTINCT unnest(CAST(:numbers AS bigint[])) AS customer_id
	), member AS MATERIALIZED (
		SELECT one.customer_id, coalesce(merged.kept_id, one.customer_id) AS person_id
		FROM audience_member AS one
		LEFT JOIN merged_customer AS merged ON merged.merged_id = one.customer_id
		WHERE one.audience_id = :audience_id
	), kept AS (
		INSERT INTO compared_member (campaign_id, customer_id, difference)
		SELECT CAST(:campaign_id AS bigint), customer_id, CAST(:leaves AS text) FROM member
		WHERE person_id NOT IN (SELECT customer_id FROM today)
		UNION ALL
		SELECT :campaign_id, customer_id, :enters FROM today
		WHERE customer_id NOT IN (SELECT person_id FROM member)
		RETURNING difference
	)
	SELECT count(*) FILTER (WHERE difference = :leaves),
		count(*) FILTER (WHERE difference = :enters), (SELECT count(*) FROM member)
	FROM kept
""")


class ComparisonRepository(CountRequestRepository[AudienceComparisonRow]):
	row = AudienceComparisonRow
	missing = (say("Nadie ha comparado esta audiencia."), "no_comparison")

	def compare(
		self, campaign_id: int, audience_id: int, numbers: Sequence[int]
	) -> tuple[int, int, int]:
		"""Keep who is on one side alone, in place of whoever was; return how many leave, how many
		enter, and how many members there are.
		"""
		self._session.execute(FORGET, {"campaign_id": campaign_id})
		asked = {"campaign_id": campaign_id, "audience_id": audience_id, "numbers": list(numbers)}
		sides = {"leaves": Difference.LEAVES.value, "enters": Difference.ENTERS.value}
		leave, enter, members = self._session.execute(COMPARE, {**asked, **sides}).one()
		return int(leave), int(enter), int(members)

	def list_people(
		self, campaign_id: int, query: ComparedQuery
	) -> tuple[Sequence[Compared], str | None]:
		"""Return a page of who is on one side alone."""
		return COMPARED.fetch_page(self._session, query, ROW.campaign_id == campaign_id)
