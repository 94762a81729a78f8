"""Security events: added minute by minute, read as a history, dropped by age."""

from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.accounts.models.security_event import SecurityEventRow
from chasqui.contracts.campaigns.security import SecurityQuery
from chasqui.kernel.data.listings import Condition, Filters, Listing
from chasqui.kernel.security.event_stream import Happening

KEY = ("at", "service", "kind", "subject", "address", "by", "detail")


def _ask_person(asked: SecurityQuery) -> list[Condition]:
	who = f"staff:{asked.staff_id}"
	about = or_(SecurityEventRow.subject == who, SecurityEventRow.by == who)
	return [] if asked.staff_id is None else [about]


EVENTS = Listing[SecurityEventRow](
	select(SecurityEventRow),
	SecurityEventRow.id,
	Filters({"kind": SecurityEventRow.kind}, rules=[_ask_person]),
	sorts={"at": SecurityEventRow.at},
	order="-at",
)


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
		return EVENTS.fetch_page(self._session, asked)

	def drop_before(self, instant: datetime) -> None:
		self._session.execute(delete(SecurityEventRow).where(SecurityEventRow.at < instant))
