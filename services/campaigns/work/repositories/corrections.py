"""What calls said before their advisors corrected them."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.desk.models.call_task import CallTaskRow
from campaigns.work.models import CallCorrectionRow


class CallCorrectionRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_before(self, calls: Collection[int]) -> Sequence[CallCorrectionRow]:
		"""Return what calls said before, the newest first."""
		row = CallCorrectionRow
		query = select(row).where(row.call_id.in_(calls)).order_by(row.id.desc())
		return self._session.scalars(query).all()

	def add(self, row: CallCorrectionRow) -> None:
		self._session.add(row)
		self._session.flush()

	def is_held(self, person: Sequence[int]) -> bool:
		"""Return whether an advisor holds a person just now, in whatever campaign."""
		query = select(CallTaskRow.id).where(
			CallTaskRow.customer_id.in_(person), CallTaskRow.state == "leased"
		)
		return self._session.scalar(query.limit(1)) is not None
