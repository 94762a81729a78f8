"""What supervisors say of calls."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.desk.models.call import CallRow
from campaigns.work.models import CallReviewRow
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say


class CallReviewRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def lock_call(self, call_id: int) -> CallRow:
		"""Return a call; those who review it take turns.

		:raises NotFound: there is none
		"""
		row = self._session.scalar(select(CallRow).where(CallRow.id == call_id).with_for_update())
		if row is None:
			raise NotFound(say("La llamada no existe."), code="no_call")
		return row

	def find(self, call_id: int) -> CallReviewRow | None:
		return self._session.get(CallReviewRow, call_id)

	def add(self, row: CallReviewRow) -> None:
		self._session.add(row)
		self._session.flush()
