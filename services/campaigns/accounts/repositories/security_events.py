"""Security events: added minute by minute, read as a history, dropped by age."""

from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.accounts.models.security_event import SecurityEventRow
from chasqui.contracts.campaigns.security import SecurityQuery
from chasqui.kernel.data.pages import fetch_page
from chasqui.kernel.security.event_stream import Happening

KEY = ("at", "service", "kind", "subject", "address", "by", "detail")


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
			"by": happening.by[:80],
			"detail": happening.detail[:200],
		}
		query = insert(SecurityEventRow).values(**values, times=1, last_at=happening.at)
		more = {
			"times": SecurityEventRow.times + 1,
			"last_at": func.greatest(SecurityEventRow.last_at, happening.at),
		}
		self._session.execute(query.on_conflict_do_update(index_elements=KEY, set_=more))

	def list_page(self, asked: SecurityQuery) -> tuple[list[SecurityEventRow], str | None]:
		"""Return a page of events, the newest first."""
		query = select(SecurityEventRow)
		if asked.kind:
			query = query.where(SecurityEventRow.kind == asked.kind)
		if asked.staff_id is not None:
			who = f"staff:{asked.staff_id}"
			query = query.where(or_(SecurityEventRow.subject == who, SecurityEventRow.by == who))
		return fetch_page(
			self._session,
			query,
			keys=[SecurityEventRow.at, SecurityEventRow.id],
			read_keys=lambda row: (row.at.isoformat(), row.id),
			cursor=asked.cursor,
			limit=asked.limit,
			descending=True,
		)

	def drop_before(self, instant: datetime) -> None:
		self._session.execute(delete(SecurityEventRow).where(SecurityEventRow.at < instant))
