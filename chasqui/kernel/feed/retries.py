"""Tries events again that were set aside, each in a transaction of its own."""

from collections.abc import Iterator
from typing import Any

import structlog

from chasqui.contracts.endpoints.shared import read_events
from chasqui.contracts.event_payloads import list_subjects
from chasqui.contracts.events import Event, EventQuery
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.data.database import Database
from chasqui.kernel.feed.cursors import CursorStore
from chasqui.kernel.feed.errors import describe_error
from chasqui.kernel.feed.models import MOST_FAILURES
from chasqui.kernel.feed.repository import StuckEventRepository, split_cursor
from chasqui.kernel.feed.subscriptions import SubscriptionIndex

STORY_LIMIT = 5000
AnyEvent = Event[dict[str, Any]]


class RetryStore:
	def __init__(
		self,
		database: Database,
		stuck: type[Any],
		cursors: CursorStore,
		subscriptions: SubscriptionIndex,
	) -> None:
		self._database = database
		self._stuck = stuck
		self._cursors = cursors
		self._subscriptions = subscriptions

	def run(self, producer: str, client: RestClient) -> None:
		"""Try what is due of one producer, in the feed's order.

		:raises Unavailable: the producer does not answer, which counts as no try
		"""
		with self._database.open_session() as session:
			due = StuckEventRepository(session, self._stuck).list_due(producer)
		for row in due:
			self._try(row, self._read_story(row, client))

	def _try(self, row: Any, story: list[AnyEvent]) -> None:
		with self._database.open_session() as session:  # counted before it is made
			counted = StuckEventRepository(session, self._stuck).begin_try(row.event_id)
		if counted is None:
			return
		try:
			self._handle(counted, story)
		except Exception as error:
			self._note(counted, describe_error(error))

	def _handle(self, row: Any, story: list[AnyEvent]) -> None:
		if not story or story[0].event_id != row.event_id:
			raise LookupError(row.cursor)  # the producer has it no more
		with self._database.open_session() as session:
			for event in story:
				self._subscriptions.handle(session, event)
			session.delete(StuckEventRepository(session, self._stuck).find(row.event_id))

	def _note(self, row: Any, why: str) -> None:
		with self._database.open_session() as session:
			found = StuckEventRepository(session, self._stuck).find(row.event_id)
			if found is not None:
				found.error = why
		log = structlog.get_logger()
		log_failure = log.error if row.failures >= MOST_FAILURES else log.warning
		log_failure(
			"event_stuck" if row.failures >= MOST_FAILURES else "event_failed",
			producer=row.producer, event_id=str(row.event_id), event_name=row.name,
			failures=row.failures, why=why,
		)  # fmt: skip

	def _read_story(self, row: Any, client: RestClient) -> list[AnyEvent]:
		"""Return an event and what was published later, and handled, about the same ones."""
		events = self._read_on(row, client)
		first = next(events, None)
		subjects = list_subjects(first.name, first.payload) if first else frozenset()
		if first is None or not subjects:
			return [first] if first else []
		with self._database.open_session() as session:
			aside = StuckEventRepository(session, self._stuck).list_ids(row.producer)
		later = [
			event
			for event in events
			if event.event_id not in aside and subjects & list_subjects(event.name, event.payload)
		]
		return [first, *later]

	def _read_on(self, row: Any, client: RestClient) -> Iterator[AnyEvent]:
		"""Yield the feed from a set-aside event on, as far as it was read."""
		transaction, number = split_cursor(row.cursor)
		after, until = f"{transaction}.{number - 1}", self._cursors.read(row.producer)
		while split_cursor(after) < split_cursor(until):
			page = client.call(read_events, query=EventQuery(after=after, limit=STORY_LIMIT))
			if not page.items:
				return
			yield from (
				event for event in page.items if split_cursor(event.cursor) <= split_cursor(until)
			)
			after = page.next_cursor
