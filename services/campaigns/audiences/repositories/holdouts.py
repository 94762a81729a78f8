"""Who of an audience is never contacted: drawn at random, and the same draw again from its seed."""

import secrets
from collections.abc import Collection, Sequence

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from campaigns.audiences.models import HoldoutMemberRow
from campaigns.campaigns.models.audience import AudienceRow

# By a hash that every PostgreSQL computes alike, and that says nothing of who the member is.
DRAW = text("""
	INSERT INTO holdout_member (audience_id, customer_id)
	SELECT audience_id, customer_id FROM audience_member
	WHERE audience_id = :audience_id
	ORDER BY md5(CONCAT(CAST(:seed AS text), '-', customer_id)), customer_id
	LIMIT (
		SELECT round(count(*) * :percent / 100.0) FROM audience_member
		WHERE audience_id = :audience_id)
""")
SEED_BYTES = 16


class HoldoutRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def draw(self, audience: AudienceRow, percent: int) -> int:
		"""Hold out so many of the members in a hundred, rounded; return how many.

		An audience that is built anew keeps its seed: whoever is still in it stays on his side,
		but for a few at the edge.
		"""
		held = HoldoutMemberRow
		self._session.execute(delete(held).where(held.audience_id == audience.id))
		if not percent:
			audience.holdout_seed = None
			return 0
		audience.holdout_seed = audience.holdout_seed or secrets.token_hex(SEED_BYTES)
		asked = {"audience_id": audience.id, "seed": audience.holdout_seed, "percent": percent}
		return int(self._session.execute(DRAW, asked).rowcount)  # type: ignore[attr-defined]

	def find(self, audience_id: int, customers: Sequence[int]) -> Collection[int]:
		"""Return who of some members is held out."""
		held = HoldoutMemberRow
		query = select(held.customer_id).where(
			held.audience_id == audience_id, held.customer_id.in_(customers)
		)
		return set(self._session.scalars(query))
