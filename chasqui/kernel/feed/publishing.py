"""Publishes an event: written with what it describes, its readers nudged once that is durable.

A lost nudge costs seconds: every reader asks by itself too.
"""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy.orm import Session

from chasqui.contracts.access import Service
from chasqui.contracts.event_payloads import EventPayload
from chasqui.contracts.queues import CONSUME_EVENTS
from chasqui.kernel.feed.events import record_event
from chasqui.kernel.tasks.messages import Publisher


def publish_event(
	session: Session, table: type[Any], payload: EventPayload, publisher: Publisher
) -> None:
	"""Write an event in the session's transaction; nudge its consumers, if it is urgent."""
	record_event(session, table, payload)
	for reader in payload.CONSUMED_BY if payload.IS_URGENT else ():
		nudge_reader(session, reader, publisher, payload.PRODUCED_BY)


def nudge_readers(payloads: Collection[type[EventPayload]], publisher: Publisher) -> None:
	"""Nudge the consumers of any of these events, which are durable already."""
	for reader in sorted({reader for payload in payloads for reader in payload.CONSUMED_BY}):
		consumed = (one for one in payloads if reader in one.CONSUMED_BY)
		only = _name(writer for one in consumed for writer in one.PRODUCED_BY)
		publisher.publish(CONSUME_EVENTS[reader], reader.value, **only)


def nudge_reader(
	session: Session,
	reader: Service,
	publisher: Publisher,
	producers: Iterable[Service] | None = None,
) -> None:
	"""Have a service read the feeds of these producers, or all, once the session is durable."""
	only = {} if producers is None else _name(producers)
	publisher.publish_after_commit(session, CONSUME_EVENTS[reader], reader.value, **only)


def _name(producers: Iterable[Service]) -> dict[str, list[str]]:
	"""Return whose feeds are to be read, as the task has it."""
	return {"producers": sorted({one.value for one in producers})}
