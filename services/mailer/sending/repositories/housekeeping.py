"""What keeps the ledger true when workers die: expired leases, closed runs."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from mailer.sending.repositories import sending_sql

_PLACE = {"%(run_id)s": ":run_id"}


def _adapt(statement: str) -> str:
	"""Return a statement of the sending loop as SQLAlchemy's `text` takes it."""
	for old, new in _PLACE.items():
		statement = statement.replace(old, new)
	return statement


class DeliveryHousekeepingRepository:
	"""Looks after one run at a time, through one session."""

	def __init__(self, session: Session) -> None:
		self._session = session

	def reclaim(self, run_id: int) -> None:
		"""Give back claims that expired or whose sender is gone.

		What had perhaps left becomes uncertain (or is sent again), but only when its lease ends:
		a sender that has lost its database may still receive the server's answer.
		"""
		self._execute(sending_sql.REQUEUE_ORPHANED, run_id)
		self._execute(sending_sql.DOUBT_EXPIRED, run_id)

	def close(self, run_id: int) -> str | None:
		"""Skip what waits of a cancelled run; finish a run with nothing open. Return its end."""
		self._execute(sending_sql.SKIP_WAITING, run_id)
		row = self._execute(sending_sql.FINISH, run_id).first()
		return None if row is None else str(row[0])

	def has_due(self, run_id: int) -> bool:
		"""Return whether a mail of the run could leave now."""
		return bool(self._execute(sending_sql.HAS_DUE, run_id).scalar())

	def _execute(self, statement: str, run_id: int):  # type: ignore[no-untyped-def]
		return self._session.execute(text(_adapt(statement)), {"run_id": run_id})
