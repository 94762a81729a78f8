"""Keeps how many customers two audiences share."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Row, Select, and_, delete, func, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.audiences.models import AudienceMemberRow
from campaigns.overlaps.models import OverlapRow, StaleOverlapRow
from campaigns.overlaps.repositories.persons import MEMORY, select_places, select_shared

COLUMNS = ("audience_id", "other_id", "members")
# One at a time counts, until its end: else each of two transactions missed what the other adds.
# The mode conflicts with itself and lets others read (PostgreSQL manual, 13.3.1).
LOCK = text("LOCK TABLE audience_overlap IN SHARE ROW EXCLUSIVE MODE")

Difference = Row[int, int, int, int]


class OverlapRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def begin(self) -> None:
		"""Be the only one who counts, until the transaction ends.

		Whoever changes members that others see does not count in the same transaction: it would
		hold, while it waits here, what the one that counts may wait for.
		"""
		self._session.execute(LOCK)
		self._session.execute(MEMORY)

	def count(self, audience_id: int) -> None:
		"""Count anew what an audience shares with every other one; see `begin`."""
		row = OverlapRow
		is_mine = or_(row.audience_id == audience_id, row.other_id == audience_id)
		self._session.execute(delete(row).where(is_mine))
		mine = select_places(audience_id).subquery("mine")
		shared = select_shared(mine).where(AudienceMemberRow.audience_id != audience_id)
		other = shared.subquery("shared").c.audience_id
		pairs = func.least(other, audience_id), func.greatest(other, audience_id)
		counted = select(*pairs, func.count()).group_by(other)
		self._session.execute(insert(row).from_select(COLUMNS, counted))

	def mark(self, audience_id: int) -> None:
		"""Have an audience counted, once its members are seen: large ones take seconds, for which
		nobody waits who wants the audience.
		"""
		query = insert(StaleOverlapRow).values(audience_id=audience_id)
		self._session.execute(query.on_conflict_do_nothing())

	def mark_stale(self, customer_ids: Iterable[int]) -> None:
		"""Have the audiences that hold these customers counted again."""
		member = AudienceMemberRow
		held = select(member.audience_id).where(member.customer_id.in_(list(customer_ids)))
		query = insert(StaleOverlapRow).from_select(["audience_id"], held.distinct())
		self._session.execute(query.on_conflict_do_nothing())

	def count_stale(self) -> int:
		"""Count again the audiences that were marked; return how many."""
		row = StaleOverlapRow
		marked = self._session.scalars(delete(row).returning(row.audience_id)).all()
		if marked:
			self.begin()
		for audience_id in sorted(marked):
			self.count(audience_id)
		return len(marked)

	def recount(self) -> Sequence[Row[Any]]:
		"""Count everything from the members, and mend; return what differed: a fault of ours."""
		self.count_stale()
		self.begin()
		found = self._find_differences()
		self._mend(found)
		return cast(Sequence[Row[Any]], found)

	def _find_differences(self) -> Sequence[Difference]:
		row = OverlapRow
		kept = select(row).where(row.members > 0).subquery("kept")
		counted = select_counted().subquery("counted")
		is_same = and_(
			kept.c.audience_id == counted.c.audience_id, kept.c.other_id == counted.c.other_id
		)
		query = select(
			func.coalesce(counted.c.audience_id, kept.c.audience_id).label("audience_id"),
			func.coalesce(counted.c.other_id, kept.c.other_id).label("other_id"),
			func.coalesce(kept.c.members, 0).label("kept"),
			func.coalesce(counted.c.members, 0).label("counted"),
		).join_from(kept, counted, is_same, full=True)
		differs = kept.c.members.is_distinct_from(counted.c.members)
		return self._session.execute(query.where(differs)).all()

	def _mend(self, differences: Iterable[Difference]) -> None:
		for one in differences:
			values = dict(zip(COLUMNS, (one.audience_id, one.other_id, one.counted), strict=True))
			query = insert(OverlapRow).values(**values)
			changed = query.on_conflict_do_update(
				index_elements=["audience_id", "other_id"],
				set_={"members": query.excluded.members},
			)
			self._session.execute(changed)


def select_counted() -> Select[int, int, int]:
	"""Return what every two audiences share, counted from all members."""
	first = select_places().cte("place")
	second = first.alias("second")
	is_pair = and_(
		first.c.person_id == second.c.person_id, first.c.audience_id < second.c.audience_id
	)
	pairs = first.c.audience_id, second.c.audience_id.label("other_id")
	query = select(*pairs, func.count().label("members")).join_from(first, second, is_pair)
	return query.group_by(*pairs)
