"""The rows of reviews: what is to be asked, what was answered, and the lists of both."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, SmallInteger, case, func, insert, select, update
from sqlalchemy.orm import Session

from campaigns.audiences.models import AudienceMemberRow
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.risk.domain.review_files import ReviewRow
from campaigns.risk.models.risk_review_item import RiskReviewItemRow as Item
from chasqui.contracts.campaigns.risk import ReviewItemQuery
from chasqui.contracts.risk import RiskLevel, RiskStatus
from chasqui.kernel.data.pages import fetch_page

LEVELS = (RiskLevel.UNKNOWN, RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH)
STATUSES = tuple(RiskStatus)
LEVEL_RANK = {level.value: rank for rank, level in enumerate(LEVELS)}
STATUS_RANK = {status.value: rank for rank, status in enumerate(STATUSES, start=1)}
RankReader = Callable[[Item], int]


class RiskReviewItemRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add_all(self, review_id: int, rows: Sequence[ReviewRow]) -> None:
		"""Keep the rows of a file."""
		names = [field.name for field in fields(ReviewRow)]
		values = [
			{"review_id": review_id, **{name: getattr(row, name) for name in names}} for row in rows
		]
		self._session.execute(insert(Item), values)

	def list_pending(self, review_id: int, limit: int) -> list[Item]:
		"""Return the next rows that are to be asked, in order."""
		query = select(Item).where(
			Item.review_id == review_id, Item.status.is_(None), Item.error.is_(None)
		)
		return list(self._session.scalars(query.order_by(Item.line).limit(limit)))

	def count_pending(self, review_id: int) -> int:
		query = select(func.count()).where(
			Item.review_id == review_id, Item.status.is_(None), Item.error.is_(None)
		)
		return self._session.scalar(query) or 0

	def clear_numbers(self, review_id: int) -> None:
		"""Clear by which number the rows without an answer were to be asked."""
		of_review = (Item.review_id == review_id, Item.status.is_(None))
		self._session.execute(update(Item).where(*of_review).values(id_number=None))

	def save_answers(self, review_id: int, answers: Sequence[dict[str, Any]]) -> None:
		"""Write the answers by their lines."""
		rows = [{"review_id": review_id, **answer} for answer in answers]
		self._session.execute(update(Item), rows)

	def list_page(self, review_id: int, query: ReviewItemQuery) -> tuple[list[Item], str | None]:
		"""Return a page of a review, filtered and sorted."""
		statement: Any = select(Item).where(Item.review_id == review_id)
		if query.level is not None:
			statement = statement.where(Item.level == query.level.value, Item.status.is_not(None))
		if query.status is not None:
			statement = statement.where(Item.status == query.status.value)
		if query.rejected:
			statement = statement.where(Item.error.is_not(None))
		column, read = _find_rank(query.sort.removeprefix("-"))
		return fetch_page(
			self._session,
			statement,
			keys=[*([column] if column is not None else []), Item.line],
			read_keys=lambda row: [*([read(row)] if column is not None else []), row.line],
			cursor=query.cursor,
			limit=query.limit,
			descending=query.sort.startswith("-"),
		)

	def name_members(self, campaign_id: int, customers: set[int]) -> dict[int, str | None]:
		"""Return the names of a campaign's customers by id."""
		query = (
			select(AudienceMemberRow.customer_id, AudienceMemberRow.name)
			.join(AudienceRow, AudienceRow.id == AudienceMemberRow.audience_id)
			.where(AudienceRow.campaign_id == campaign_id)
			.where(AudienceMemberRow.customer_id.in_(customers))
		)
		return {row[0]: row[1] for row in self._session.execute(query)}

	def find_last_answer(self, customer_id: int) -> Item | None:
		"""Return what the newest review says of a customer, if it says anything."""
		query = select(Item).where(
			Item.customer_id == customer_id,
			Item.status.in_((RiskStatus.FOUND.value, RiskStatus.STALE.value)),
		)
		return self._session.scalars(query.order_by(Item.asked_at.desc()).limit(1)).first()


def _find_rank(column: str) -> tuple[ColumnElement[int] | None, RankReader]:
	"""Return the sort column of a list and how a row's place in it is read."""
	if column == "level":
		rank = case(LEVEL_RANK, value=Item.level, else_=0)
		return _type_rank(rank), lambda row: LEVEL_RANK.get(row.level, 0)
	if column == "status":
		rank = case(STATUS_RANK, value=Item.status, else_=0)
		return _type_rank(rank), lambda row: STATUS_RANK.get(row.status or "", 0)
	return None, lambda row: row.line


def _type_rank(rank: Any) -> ColumnElement[int]:
	ranked: ColumnElement[int] = func.coalesce(rank, 0, type_=SmallInteger)
	return ranked
