"""Reads the siblings' feeds and handles each event once, in one transaction with the cursor."""

from collections.abc import Callable, Mapping
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chasqui.contracts.events import PATH_EVENTS, Event, EventName, EventPage
from chasqui.kernel.db import Database
from chasqui.kernel.errors import Unavailable
from chasqui.kernel.rest_client import RestClient

Handler = Callable[[Session, Event], None]
PAGE_LIMIT = 500


class EventConsumer:
	"""Keeps one service up with the feeds of others. Handlers must bear a repeated event."""

	def __init__(
		self,
		database: Database,
		cursors: type[Any],
		sources: Mapping[str, RestClient],
		handlers: Mapping[EventName, Handler],
	) -> None:
		self._database = database
		self._cursors = cursors
		self._sources = sources
		self._handlers = handlers

	def consume(self) -> int:
		"""Handle all that is new; return the number of events. A dead sibling is passed over."""
		handled = 0
		for producer, client in self._sources.items():
			try:
				while count := self._consume_page(producer, client):
					handled += count
			except Unavailable as error:
				structlog.get_logger().warning(
					"feed_unavailable", producer=producer, why=error.code
				)
		return handled

	def _consume_page(self, producer: str, client: RestClient) -> int:
		with self._database.open_session() as session:
			row = self._lock_cursor(session, producer)
			if row is None:
				return 0  # another worker reads this feed just now
			params = {"after": row.cursor, "limit": PAGE_LIMIT}
			page = client.get(PATH_EVENTS, EventPage, params=params)
			for event in page.items:
				handler = self._handlers.get(event.name)
				if handler is not None:
					handler(session, event)
			row.cursor = page.next_cursor
			return len(page.items)

	def _lock_cursor(self, session: Session, producer: str) -> Any:
		table = self._cursors
		session.execute(insert(table).values(producer=producer).on_conflict_do_nothing())
		query = select(table).where(table.producer == producer)
		return session.scalar(query.with_for_update(skip_locked=True))
