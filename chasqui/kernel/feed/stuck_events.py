"""What the administrator does with stuck events: see them, have them tried again, drop them."""

from typing import Any
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from chasqui.contracts.stuck_events import StuckDrop, StuckEvent, StuckQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.feed.models import MOST_FAILURES
from chasqui.kernel.feed.repository import StuckEventRepository


class StuckEventService:
	def __init__(self, session: Session, table: type[Any]) -> None:
		self._stuck = StuckEventRepository(session, table)

	def list_page(self, query: StuckQuery) -> Page[StuckEvent]:
		rows, cursor = self._stuck.list_page(query)
		items = [StuckEvent.model_validate(row) for row in rows]
		return Page[StuckEvent](items=items, next_cursor=cursor)

	def retry(self, event_id: UUID, subject: str) -> None:
		"""Have the worker try an event once more; another failure brings it back here.

		:raises NotFound: it is stuck no more
		"""
		row = self._stuck.get_stuck(event_id)
		row.failures, row.next_try_at = MOST_FAILURES - 1, read_now()
		_log("stuck_event_retried", row, subject)

	def drop(self, event_id: UUID, drop: StuckDrop, subject: str) -> None:
		"""Give an event up for good; the row stays, with who did it and why.

		:raises NotFound: it is stuck no more
		"""
		row = self._stuck.get_stuck(event_id)
		row.dropped_at, row.dropped_by, row.drop_reason = read_now(), subject, drop.reason
		_log("stuck_event_dropped", row, subject)


def _log(what: str, row: Any, subject: str) -> None:
	"""Log who did what; the reason stays in the row, for it may concern a person."""
	structlog.get_logger().warning(
		what, event_id=str(row.event_id), event_name=row.name, producer=row.producer, by=subject
	)
