"""Reviews of many people's risk as rows: their who asked, what was answered."""

from collections.abc import Sequence

from sqlalchemy import func, select, text

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.campaigns.models.assignment import AssignmentRow
from campaigns.risk.models.risk_review import RiskReviewRow
from campaigns.risk.models.risk_review_item import RiskReviewItemRow
from chasqui.contracts.campaigns.risk import ReviewQuery
from chasqui.contracts.jobs import JobKind
from chasqui.kernel.errors import NotFound
from chasqui.kernel.jobs.acts import list_usual_acts
from chasqui.kernel.jobs.repository import JobRepository
from chasqui.kernel.texts.text import say

# Whoever has objected or was erased is no longer called, so nobody needs to know their risk.
FILL_FROM_TASKS = text("""
	INSERT INTO risk_review_item (review_id, line, customer_id, id_type, id_number, masked_id)
	SELECT :review_id, row_number() OVER (ORDER BY task.id), task.customer_id, member.id_type,
		member.id_number,
		left(member.id_number, 2) || repeat('*', greatest(length(member.id_number) - 4, 0))
			|| right(member.id_number, 2)
	FROM call_task AS task
	JOIN audience_member AS member
		ON member.audience_id = task.audience_id AND member.customer_id = task.customer_id
	WHERE task.campaign_id = :campaign_id AND task.state <> 'withdrawn'
		AND member.id_number IS NOT NULL
		AND (CAST(:assignment_id AS bigint) IS NULL OR task.assignment_id = :assignment_id)
""")


class RiskReviewRepository(JobRepository[RiskReviewRow]):
	row = RiskReviewRow
	kind = JobKind.REVIEW
	busy = ("queued", "running", "waiting")
	is_open = RiskReviewRow.state.in_(busy)
	acts = list_usual_acts(*busy)
	claimed = {"state": "running"}  # noqa: RUF012 - the same for all
	missing = (say("Esa revisión de riesgo no existe."), "no_review")

	def fill_from_tasks(self, row: RiskReviewRow) -> int:
		"""List the customers that advisors have, each once; return how many."""
		result = self._session.execute(
			FILL_FROM_TASKS,
			{
				"review_id": row.id,
				"campaign_id": row.campaign_id,
				"assignment_id": row.assignment_id,
			},
		)
		return int(result.rowcount)  # type: ignore[attr-defined]

	def find_open(self, campaign_id: int, assignment_id: int | None) -> RiskReviewRow | None:
		"""Return the review of the same list that has not ended; one may be paused."""
		query = select(RiskReviewRow).where(
			RiskReviewRow.campaign_id == campaign_id,
			RiskReviewRow.assignment_id.is_not_distinct_from(assignment_id),
			RiskReviewRow.state.in_((*self.busy, "paused")),
		)
		return self._session.scalars(query).first()

	def find_assignment(self, campaign_id: int, assignment_id: int) -> AssignmentRow:
		""":raises NotFound: the campaign has no such assignment"""
		row = self._session.get(AssignmentRow, assignment_id)
		if row is None or row.campaign_id != campaign_id:
			raise NotFound(say("La campaña no tiene esa asignación."), code="no_assignment")
		return row

	def list_filtered(self, query: ReviewQuery) -> tuple[list[RiskReviewRow], str | None]:
		"""Return a page, the newest first: of a campaign, or those of files."""
		return self.list_page(query, RiskReviewRow.campaign_id == query.campaign_id)

	def count_answers(self, ids: Sequence[int]) -> dict[int, list[tuple[str, str, int]]]:
		"""Return (level, status, count) of the answered rows, by review."""
		item = RiskReviewItemRow
		query = (
			select(item.review_id, item.level, item.status, func.count())
			.where(item.review_id.in_(ids), item.status.is_not(None))
			.group_by(item.review_id, item.level, item.status)
		)
		counts: dict[int, list[tuple[str, str, int]]] = {}
		for review_id, level, status, count in self._session.execute(query):
			counts.setdefault(review_id, []).append((level, str(status), count))
		return counts

	def name_people(self, rows: Sequence[RiskReviewRow]) -> tuple[dict[int, str], dict[int, str]]:
		"""Return who requested, by staff id, and whose assignment it is, by assignment id."""
		staff = select(StaffAccountRow.id, StaffAccountRow.name).where(
			StaffAccountRow.id.in_({row.requested_by for row in rows})
		)
		given = (
			select(AssignmentRow.id, StaffAccountRow.name)
			.join(StaffAccountRow, StaffAccountRow.id == AssignmentRow.advisor_id)
			.where(AssignmentRow.id.in_({row.assignment_id for row in rows}))
		)
		names = {key: name for key, name in self._session.execute(staff)}  # noqa: C416 - rows
		return names, {key: name for key, name in self._session.execute(given)}  # noqa: C416
