"""Security events: added minute by minute, read as a history, dropped by age."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.accounts.models.security_event import SecurityEventRow
from chasqui.kernel.data.pages import fetch_page
from chasqui.kernel.security.event_stream import Happening

KEY = ("at", "service", "kind", "subject", "address")


class SecurityEventRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, happening: Happening) -> None:
		"""Count an event in the row of its minute."""
		values = {
			"at": happening.at.replace(second=0, microsecond=0),
			"service": happening.service[:20],
			"kind": happening.kind[:30],
			"subject": happening.subject[:80],
			"address": happening.address[:64],
		}
		query = insert(SecurityEventRow).values(**values, times=1, last_at=happening.at)
		more = {
			"times": SecurityEventRow.times + 1,
			"last_at": func.greatest(SecurityEventRow.last_at, happening.at),
		}
		self._session.execute(query.on_conflict_do_update(index_elements=KEY, set_=more))

	def list_page(
		self, kinds: Sequence[str], cursor: str | None, limit: int
	) -> tuple[list[SecurityEventRow], str | None]:
		"""Return a page of events, the newest first."""
		query = select(SecurityEventRow)
		if kinds:
			query = query.where(SecurityEventRow.kind.in_(kinds))
		return fetch_page(
			self._session,
			query,
			keys=[SecurityEventRow.at, SecurityEventRow.id],
			read_keys=lambda row: (row.at.isoformat(), row.id),
			cursor=cursor,
			limit=limit,
			descending=True,
		)

	def drop_before(self, instant: datetime) -> None:
		self._session.execute(delete(SecurityEventRow).where(SecurityEventRow.at < instant))
