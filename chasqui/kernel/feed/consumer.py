"""Keeps a service up with its siblings' feeds, whatever an event or a handler does.

A page is handled in one transaction with the cursor, each event within a savepoint. An event
that fails is set aside in a table (`StuckEventMixin`) and the rest go on, those of the same person
too; it is tried again a few times, then a person decides. When its turn comes the later events
about the same person are handled once more after it, so that the last word stays the last:
handlers bear a repeated event. A page whose handling ended without a word (a killed process, a
lost connection) is set aside whole, and each of its events is tried by itself.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import structlog
from sqlalchemy.orm import Session

from chasqui.contracts.endpoints.shared import read_events
from chasqui.contracts.event_payloads import PAYLOADS
from chasqui.contracts.events import Event, EventQuery
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.data.database import Database
from chasqui.kernel.data.transactions import open_savepoint
from chasqui.kernel.errors import Unavailable
from chasqui.kernel.feed.cursors import CursorStore
from chasqui.kernel.feed.errors import describe_error
from chasqui.kernel.feed.repository import StuckEventRepository
from chasqui.kernel.feed.retries import RetryStore
from chasqui.kernel.feed.subscriptions import Subscription, SubscriptionIndex

PAGE_LIMIT = 500


class EventConsumer:
	"""`cursors` and `stuck` are the service's `EventCursorMixin` and `StuckEventMixin`."""

	def __init__(
		self,
		database: Database,
		cursors: type[Any],
		stuck: type[Any],
		sources: Mapping[str, RestClient],
		subscriptions: Iterable[Subscription[Any]],
	) -> None:
		self._database = database
		self._cursors = CursorStore(database, cursors)
		self._stuck = stuck
		self._sources = sources
		self._subscriptions = SubscriptionIndex(subscriptions)
		self._retries = RetryStore(database, stuck, self._cursors, self._subscriptions)

	def consume(self, producers: Collection[str] | None = None) -> int:
		"""Handle all that is new and all that is due again; return the number of new events.

		Each producer is read by itself: what one does, or its silence, holds up no other. Who was
		nudged knows which of the `producers` have something new.
		"""
		asked = self._sources if producers is None else {*producers} & self._sources.keys()
		return sum(self._follow(one, self._sources[one]) for one in asked)

	def _follow(self, producer: str, client: RestClient) -> int:
		handled = 0
		try:
			while count := self._consume_page(producer, client):
				handled += count
				if count < PAGE_LIMIT:
					break  # that was all
			self._retries.run(producer, client)
		except Unavailable as error:
			structlog.get_logger().warning("feed_unavailable", producer=producer, why=error.code)
		except Exception as error:
			structlog.get_logger().error(
				"feed_failed", producer=producer, why=describe_error(error)
			)
		return handled

	def _consume_page(self, producer: str, client: RestClient) -> int:
		after = self._cursors.read(producer)
		page = client.call(read_events, query=EventQuery(after=after, limit=PAGE_LIMIT))
		begun = self._cursors.begin_page(producer, after) if page.items else None
		if begun is None:
			return 0
		with self._database.open_session() as session:
			row = self._cursors.lock(session, producer, after)
			if row is None:
				return 0  # another worker reads this feed just now
			for event in page.items:
				if begun:
					StuckEventRepository(session, self._stuck).add(
						producer, event, failures=0, error=""
					)
				else:
					self._try(session, producer, event)
				row.unknown += event.name not in PAYLOADS
			row.cursor, row.begun = page.next_cursor, 0
		return len(page.items)

	def _try(self, session: Session, producer: str, event: Event[dict[str, Any]]) -> None:
		try:
			with open_savepoint(session):
				self._subscriptions.handle(session, event)
		except Exception as error:
			why = describe_error(error)
			StuckEventRepository(session, self._stuck).add(producer, event, failures=1, error=why)
			structlog.get_logger().warning(
				"event_failed", producer=producer, event_id=str(event.event_id), failures=1,
				event_name=event.name, why=why,
			)  # fmt: skip
