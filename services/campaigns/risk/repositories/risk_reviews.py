"""Reviews of many people's risk as rows: their lists, their lease, their progress."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from campaigns.accounts.models.staff import StaffAccount
from campaigns.campaigns.models.assignment import AssignmentRow
from campaigns.risk.models.risk_review import RiskReviewRow
from campaigns.risk.models.risk_review_item import RiskReviewItemRow
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.pages import fetch_page
from chasqui.kernel.errors import NotFound

OPEN = "('queued', 'running', 'waiting')"
CLAIM = text(f"""
	UPDATE risk_review SET state = 'running', lease_token = :token,
		leased_until = clock_timestamp() + make_interval(secs => :seconds)
	WHERE id = :id AND state IN {OPEN}
		AND (leased_until IS NULL OR leased_until < clock_timestamp())
""")  # noqa: S608 - a constant of ours
WAITING = text(f"""
	SELECT id FROM risk_review WHERE state IN {OPEN}
		AND (leased_until IS NULL OR leased_until < clock_timestamp()) ORDER BY id
""")  # noqa: S608
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


class RiskReviewRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, row: RiskReviewRow) -> None:
		self._session.add(row)
		self._session.flush()

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

	def get(self, review_id: int, *, lock: bool = False) -> RiskReviewRow:
		""":raises NotFound: there is no such review"""
		row = self._session.get(RiskReviewRow, review_id, with_for_update=lock or None)
		if row is None:
			raise NotFound("Esa revisión de riesgo no existe.", code="no_review")
		return row

	def find_open(self, campaign_id: int, assignment_id: int | None) -> RiskReviewRow | None:
		"""Return the review of the same list that has not ended."""
		query = select(RiskReviewRow).where(
			RiskReviewRow.campaign_id == campaign_id,
			RiskReviewRow.assignment_id.is_not_distinct_from(assignment_id),
			RiskReviewRow.state.in_(("queued", "running", "waiting")),
		)
		return self._session.scalars(query).first()

	def find_assignment(self, campaign_id: int, assignment_id: int) -> AssignmentRow:
		""":raises NotFound: the campaign has no such assignment"""
		row = self._session.get(AssignmentRow, assignment_id)
		if row is None or row.campaign_id != campaign_id:
			raise NotFound("La campaña no tiene esa asignación.", code="no_assignment")
		return row

	def list_page(
		self, campaign_id: int | None, cursor: str | None, limit: int
	) -> tuple[list[RiskReviewRow], str | None]:
		"""Return a page, the newest first: of a campaign, or those of files."""
		query: Any = select(RiskReviewRow)
		if campaign_id is None:
			query = query.where(RiskReviewRow.campaign_id.is_(None))
		else:
			query = query.where(RiskReviewRow.campaign_id == campaign_id)
		return fetch_page(
			self._session,
			query,
			keys=[RiskReviewRow.id],
			read_keys=lambda row: [row.id],
			cursor=cursor,
			limit=limit,
			descending=True,
		)

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
		staff = select(StaffAccount.id, StaffAccount.name).where(
			StaffAccount.id.in_({row.requested_by for row in rows})
		)
		given = (
			select(AssignmentRow.id, StaffAccount.name)
			.join(StaffAccount, StaffAccount.id == AssignmentRow.advisor_id)
			.where(AssignmentRow.id.in_({row.assignment_id for row in rows}))
		)
		names = {key: name for key, name in self._session.execute(staff)}  # noqa: C416 - rows
		return names, {key: name for key, name in self._session.execute(given)}  # noqa: C416

	def claim(self, review_id: int, seconds: int) -> UUID | None:
		"""Take the lease of a review; None where another holds it or it has ended."""
		token = uuid4()
		values = {"id": review_id, "token": token, "seconds": seconds}
		result = self._session.execute(CLAIM, values)
		return token if result.rowcount else None  # type: ignore[attr-defined]

	def list_waiting(self) -> list[int]:
		"""Return the reviews that nobody holds."""
		return list(self._session.scalars(WAITING))

	def hold(self, review_id: int, token: UUID, seconds: float) -> RiskReviewRow | None:
		"""Return the review with its lease prolonged; None where another has taken it."""
		row = self._session.get(
			RiskReviewRow, review_id, with_for_update=True, populate_existing=True
		)
		if row is None or row.lease_token != token:
			return None
		row.leased_until = read_now() + timedelta(seconds=seconds)
		return row
