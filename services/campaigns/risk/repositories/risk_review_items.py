"""The rows of reviews: what is to be asked, what was answered, and the lists of both."""

from collections.abc import Mapping, Sequence
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
from chasqui.kernel.data.listings import Condition, Filters, Listing, pick_columns

ANSWERS = (RiskStatus.FOUND.value, RiskStatus.STALE.value)
"""With these a review says something of a customer."""
LEVELS = (RiskLevel.UNKNOWN, RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH)
STATUSES = tuple(RiskStatus)
LEVEL_RANK = {level.value: rank for rank, level in enumerate(LEVELS)}
STATUS_RANK = {status.value: rank for rank, status in enumerate(STATUSES, start=1)}


def _rank(column: Any, ranks: Mapping[str, int]) -> ColumnElement[int]:
	"""Return the place of a row among values; of one without a value, the first."""
	ranked = case(ranks, value=column, else_=0)
	return func.coalesce(ranked, 0, type_=SmallInteger)


def _ask(asked: ReviewItemQuery) -> list[Condition]:
	found = [] if asked.level is None else [Item.status.is_not(None)]
	return [*found, *([Item.error.is_not(None)] if asked.rejected else [])]


ITEMS = Listing[Item](
	select(Item),
	Item.line,
	Filters(pick_columns(Item, "level", "status"), rules=[_ask]),
	sorts={
		"line": Item.line,
		"level": _rank(Item.level, LEVEL_RANK),
		"status": _rank(Item.status, STATUS_RANK),
	},
)


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
		return ITEMS.fetch_page(self._session, query, Item.review_id == review_id)

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
			Item.status.in_(ANSWERS),
		)
		return self._session.scalars(query.order_by(Item.asked_at.desc()).limit(1)).first()
