"""What was looked at and found right of a record, as two records become one and two again."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from chasqui.contracts.customers.quality import QualityKind
from customers.quality.models.quality_dismissal import QualityDismissalRow

# RETURNING gives those that the kept record did not have: an undoing takes away these alone.
TAKE = text("""
	INSERT INTO quality_dismissal (customer_id, kind, note, dismissed_by, dismissed_at)
	SELECT :kept, kind, note, dismissed_by, dismissed_at FROM quality_dismissal
	WHERE customer_id = :merged AND kind = ANY(:kinds)
	ON CONFLICT DO NOTHING RETURNING kind
""")


class DismissalMerger:
	def __init__(self, session: Session) -> None:
		self._session = session

	def join(self, kept_id: int, merged_id: int, kinds: Iterable[QualityKind]) -> list[str]:
		"""Give the kept record what was found right of the merged one; return what is new to it."""
		values = {"kept": kept_id, "merged": merged_id, "kinds": [one.value for one in kinds]}
		return list(self._session.execute(TAKE, values).scalars())

	def part(self, kept_id: int, merged_id: int, kinds: Sequence[str]) -> None:
		"""Take away what a merge brought; what was looked at anew since is the kept one's own."""
		mine, theirs = QualityDismissalRow, QualityDismissalRow.__table__.alias("theirs")
		query = delete(mine).where(
			mine.customer_id == kept_id,
			mine.kind.in_(kinds),
			theirs.c.customer_id == merged_id,
			theirs.c.kind == mine.kind,
			theirs.c.dismissed_at == mine.dismissed_at,
		)
		self._session.execute(query, execution_options={"synchronize_session": False})
