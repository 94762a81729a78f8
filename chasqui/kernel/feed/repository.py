"""SQL of the events that wait for another try or for a person."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chasqui.contracts.event_payloads import list_subjects
from chasqui.contracts.events import Event
from chasqui.contracts.stuck_events import StuckQuery
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.listings import Listing
from chasqui.kernel.errors import NotFound
from chasqui.kernel.feed.models import MOST_FAILURES
from chasqui.kernel.texts.text import say

# Seconds from a failure to the next try, by the number of failures: most causes pass by at once.
PAUSES = (0, 1, 5, 30, 120)
MOST_AT_ONCE = 500


class StuckEventRepository:
	"""`table` is the service's `StuckEventMixin`."""

	def __init__(self, session: Session, table: type[Any]) -> None:
		self._session = session
		self._table = table

	def add(
		self, producer: str, event: Event[dict[str, Any]], *, failures: int, error: str
	) -> None:
		"""Set an event aside; once is enough."""
		now = read_now()
		subjects = sorted(list_subjects(event.name, event.payload))
		query = insert(self._table).values(
			event_id=event.event_id,
			producer=producer,
			cursor=event.cursor,
			name=event.name[:60],
			subject=subjects[0] if subjects else None,
			happened_at=event.happened_at,
			failures=failures,
			error=error,
			failed_at=now if failures else None,
			next_try_at=now + timedelta(seconds=PAUSES[failures]),
		)
		self._session.execute(query.on_conflict_do_nothing())

	def list_due(self, producer: str) -> Sequence[Any]:
		"""Return the events of a producer whose next try is due, in the feed's order."""
		table = self._table
		query = select(table).where(
			table.producer == producer,
			table.failures < MOST_FAILURES,
			table.dropped_at.is_(None),
			table.next_try_at <= read_now(),
		)
		rows = self._session.scalars(query.order_by(table.happened_at).limit(MOST_AT_ONCE)).all()
		return sorted(rows, key=lambda row: split_cursor(row.cursor))

	def list_ids(self, producer: str) -> set[UUID]:
		"""Return the events of a producer that are set aside or were dropped."""
		query = select(self._table.event_id).where(self._table.producer == producer)
		return set(self._session.scalars(query))

	def begin_try(self, event_id: UUID) -> Any:
		"""Count a try before it is made; None where somebody else makes it or it is settled."""
		row = self._session.get(
			self._table, event_id, with_for_update={"skip_locked": True}, populate_existing=True
		)
		now = read_now()
		is_due = row is not None and row.failures < MOST_FAILURES and row.next_try_at <= now
		if row is None or not is_due or row.dropped_at is not None:
			return None
		row.failures += 1
		row.failed_at = now
		row.next_try_at = now + timedelta(seconds=PAUSES[min(row.failures, len(PAUSES) - 1)])
		return row

	def find(self, event_id: UUID) -> Any:
		return self._session.get(self._table, event_id, with_for_update=True)

	def get_stuck(self, event_id: UUID) -> Any:
		""":raises NotFound: no such event waits for a person"""
		row = self.find(event_id)
		if row is None or row.failures < MOST_FAILURES or row.dropped_at is not None:
			raise NotFound(say("Ese suceso ya no está detenido."), code="not_stuck")
		return row

	def list_page(self, query: StuckQuery) -> tuple[list[Any], str | None]:
		"""Return the events that wait for a person, the oldest first."""
		table = self._table
		wanted = select(table).where(table.failures >= MOST_FAILURES, table.dropped_at.is_(None))
		sorts = {"at": table.happened_at}
		listing = Listing[Any](wanted, table.event_id, sorts=sorts, order="at")
		return listing.fetch_page(self._session, query)


def split_cursor(cursor: str) -> tuple[int, int]:
	"""Return a feed's position: the transaction and the event's id."""
	transaction, number = cursor.split(".")
	return int(transaction), int(number)
