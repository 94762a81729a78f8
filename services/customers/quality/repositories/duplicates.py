"""Pairs that may be one person, and the merges that were made."""

from collections.abc import Sequence

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.quality import DuplicateQuery, DuplicateState
from chasqui.kernel.data.listings import Condition, Filters, Listing
from chasqui.kernel.errors import Conflict, NotFound
from chasqui.kernel.texts.text import say
from customers.people.models.customer import CustomerRow
from customers.quality.models.customer_merge import CustomerMergeRow
from customers.quality.models.duplicate_pair import DuplicatePairRow

# A pair is to decide about only while both records stand for themselves: one that was merged or
# archived is out at once, and back where that is undone, whenever the next search comes.
IS_LIVING = ~exists().where(
	CustomerRow.id.in_([DuplicatePairRow.left_id, DuplicatePairRow.right_id]),
	or_(CustomerRow.archived_at.is_not(None), CustomerRow.merged_into.is_not(None)),
)


def _ask(asked: DuplicateQuery) -> list[Condition]:
	row = DuplicatePairRow
	found = [IS_LIVING] if asked.state is DuplicateState.OPEN else []
	if asked.reason:
		found.append(row.reasons.contains([asked.reason.value]))
	if asked.customer_id is not None:
		found.append(or_(*(one == asked.customer_id for one in (row.left_id, row.right_id))))
	return found


PAIRS = Listing[DuplicatePairRow](
	select(DuplicatePairRow),
	DuplicatePairRow.id,
	Filters({"state": DuplicatePairRow.state}, rules=[_ask]),
	sorts={"score": DuplicatePairRow.score},
	order="-score",
)


class DuplicateRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_page(self, asked: DuplicateQuery) -> tuple[list[DuplicatePairRow], str | None]:
		"""Return a page, the surest pairs first, and the cursor of the next one."""
		return PAIRS.fetch_page(self._session, asked)

	def get(self, pair_id: int) -> DuplicatePairRow:
		"""Return a pair, locked.

		:raises NotFound: there is no such pair
		"""
		row = self._session.get(DuplicatePairRow, pair_id, with_for_update=True)
		if row is None:
			raise NotFound(say("No existe ese par."), code="no_pair")
		return row

	def find_pair(self, one_id: int, other_id: int) -> DuplicatePairRow | None:
		"""Return, locked, the pair of two records."""
		left, right = sorted((one_id, other_id))
		query = select(DuplicatePairRow).where(
			DuplicatePairRow.left_id == left, DuplicatePairRow.right_id == right
		)
		return self._session.scalar(query.with_for_update())

	def count_open(self) -> int:
		is_open = DuplicatePairRow.state == DuplicateState.OPEN.value
		query = select(func.count()).where(is_open, IS_LIVING)
		return self._session.execute(query).scalar_one()

	def add_merge(self, row: CustomerMergeRow) -> None:
		self._session.add(row)
		self._session.flush()
		self._session.refresh(row)

	def get_merge(self, merge_id: int) -> CustomerMergeRow:
		"""Return a merge that stands, locked.

		:raises NotFound: there is no such merge
		:raises Conflict: it was taken back already
		"""
		row = self._session.get(CustomerMergeRow, merge_id, with_for_update=True)
		if row is None:
			raise NotFound(say("No existe esa unión."), code="no_merge")
		if row.undone_at is not None:
			raise Conflict(say("Esa unión ya se deshizo."), code="merge_undone")
		return row

	def list_merges(self, customer_id: int) -> Sequence[CustomerMergeRow]:
		"""Return the merges of which a record was part, the newest first."""
		mine = or_(
			CustomerMergeRow.kept_id == customer_id, CustomerMergeRow.merged_id == customer_id
		)
		query = select(CustomerMergeRow).where(mine).order_by(CustomerMergeRow.id.desc())
		return self._session.scalars(query).all()
