"""Calls asked of the dialler."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from campaigns.dialler.models import DialAttemptRow


class DialAttemptRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, row: DialAttemptRow) -> None:
		"""Keep a new attempt."""
		self._session.add(row)
		self._session.flush()

	def find(self, attempt_id: UUID) -> DialAttemptRow | None:
		"""Return an attempt as it is kept now."""
		return self._session.get(DialAttemptRow, attempt_id, populate_existing=True)

	def lock(self, attempt_id: UUID) -> DialAttemptRow | None:
		"""Return an attempt that nobody else changes until this transaction ends."""
		return self._session.get(
			DialAttemptRow, attempt_id, with_for_update=True, populate_existing=True
		)

	def find_last(self, lease_token: UUID) -> DialAttemptRow | None:
		"""Return the newest attempt of a hold."""
		query = select(DialAttemptRow).where(DialAttemptRow.lease_token == lease_token)
		return self._session.scalar(query.order_by(DialAttemptRow.asked_at.desc()).limit(1))

	def purge(self, before: datetime) -> None:
		"""Delete attempts of long ago."""
		self._session.execute(delete(DialAttemptRow).where(DialAttemptRow.asked_at < before))
