"""The company's own results of a call."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from campaigns.results.models.own_result import OwnResultRow
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say


class OwnResultRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_all(self, *, offered: bool = False) -> Sequence[OwnResultRow]:
		"""Return them by name, the retired ones last; or only those that are offered."""
		row = OwnResultRow
		query = select(row).order_by(row.retired_at.is_not(None), func.lower(row.name), row.id)
		return self._session.scalars(
			query.where(row.retired_at.is_(None)) if offered else query
		).all()

	def find(self, result_id: int) -> OwnResultRow | None:
		return self._session.get(OwnResultRow, result_id)

	def get(self, result_id: int) -> OwnResultRow:
		""":raises NotFound: there is none"""
		row = self._session.get(OwnResultRow, result_id, with_for_update=True)
		if row is None:
			raise NotFound(say("El resultado no existe."), code="no_result")
		return row

	def find_rival(self, name: str, key: str | None, *, besides: int | None) -> OwnResultRow | None:
		"""Return another one on offer that has the name or the key."""
		row = OwnResultRow
		same = [func.lower(row.name) == name.lower()]
		if key is not None:  # many may be without one
			same.append(row.key == key)
		query = select(row).where(row.retired_at.is_(None), or_(*same))
		return self._session.scalars(query.where(row.id.is_distinct_from(besides))).first()

	def save(self, row: OwnResultRow) -> bool:
		"""Write a row; False where somebody else has just taken its name or key."""
		try:
			with self._session.begin_nested():
				self._session.add(row)
		except IntegrityError:
			return False
		return True
