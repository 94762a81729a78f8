"""Why calls end as they do."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from campaigns.results.models.call_reason import CallReasonRow
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say


class CallReasonRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_all(self, *, offered: bool = False) -> Sequence[CallReasonRow]:
		"""Return them by result and name, the retired ones last; or only those on offer."""
		row = CallReasonRow
		query = select(row).order_by(
			row.retired_at.is_not(None), row.result, row.own_result_id, func.lower(row.name), row.id
		)
		return self._session.scalars(
			query.where(row.retired_at.is_(None)) if offered else query
		).all()

	def find(self, reason_id: int) -> CallReasonRow | None:
		return self._session.get(CallReasonRow, reason_id)

	def get(self, reason_id: int) -> CallReasonRow:
		""":raises NotFound: there is none"""
		row = self._session.get(CallReasonRow, reason_id, with_for_update=True)
		if row is None:
			raise NotFound(say("El motivo no existe."), code="no_reason")
		return row

	def save(self, row: CallReasonRow) -> bool:
		"""Write a row; False where one on offer has its name."""
		try:
			with self._session.begin_nested():
				self._session.add(row)
		except IntegrityError:
			return False
		return True
