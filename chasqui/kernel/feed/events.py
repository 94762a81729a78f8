"""The durable feed's table: events are written in the transaction that they describe.

The feed shows only rows older than every open transaction, in the order of their transactions,
else an event that commits late would be skipped by a reader who has gone past its id.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
	BigInteger,
	DateTime,
	Identity,
	Index,
	Integer,
	String,
	func,
	select,
	text,
	tuple_,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column

from chasqui.contracts.event_payloads import EventPayload
from chasqui.contracts.events import Event, EventPage

OLDEST_OPEN = text("pg_snapshot_xmin(pg_current_snapshot())::text::bigint")


class EventMixin:
	"""Columns of a service's `event` table. Append-only."""

	__tablename__ = "event"

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	event_id: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
	transaction_id: Mapped[int] = mapped_column(
		BigInteger, server_default=text("pg_current_xact_id()::text::bigint")
	)
	"""The writing transaction: the feed's first sort key."""
	name: Mapped[str] = mapped_column(String(60))
	payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
	happened_at: Mapped[datetime] = mapped_column(
		DateTime(timezone=True), server_default=func.now()
	)

	@declared_attr.directive
	def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
		return (Index("ix_event_feed", "transaction_id", "id"),)


class EventCursorMixin:
	"""How far this service has read each producer's feed; the cursor is also the receipt."""

	__tablename__ = "event_cursor"

	producer: Mapped[str] = mapped_column(String(30), primary_key=True)
	cursor: Mapped[str] = mapped_column(String(60), server_default="0.0")
	begun: Mapped[int] = mapped_column(Integer, server_default="0")
	"""How often the page after the cursor was begun without an end."""
	unknown: Mapped[int] = mapped_column(BigInteger, server_default="0")
	"""Events passed over because their name is unknown here."""
	updated_at: Mapped[datetime] = mapped_column(
		DateTime(timezone=True), server_default=func.now(), onupdate=func.now()
	)


def record_event(session: Session, table: type[Any], payload: EventPayload) -> None:
	"""Write an event in the session's transaction."""
	session.add(table(name=payload.NAME.value, payload=payload.model_dump(mode="json")))


def read_feed(session: Session, table: type[Any], after: str, limit: int) -> EventPage:
	"""Return the settled events after a cursor (``transaction.id``), oldest first."""
	position = tuple_(*(int(part) for part in after.split(".")))
	query = (
		select(table)
		.where(tuple_(table.transaction_id, table.id) > position)
		.where(table.transaction_id < OLDEST_OPEN)
		.order_by(table.transaction_id, table.id)
		.limit(limit)
	)
	items = _build_items(session.scalars(query).all())
	return EventPage(items=items, next_cursor=items[-1].cursor if items else after)


def _build_items(rows: Sequence[Any]) -> list[Event[dict[str, Any]]]:
	return [
		Event(
			event_id=row.event_id,
			cursor=f"{row.transaction_id}.{row.id}",
			name=row.name,
			payload=row.payload,
			happened_at=row.happened_at,
		)
		for row in rows
	]
