"""The table of events that could not be handled: they wait here for another try, or for a person.

It holds no payload, so no data of a person: an event is read again from its producer's feed, as
it stands there by then.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Index, Integer, String, func
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

MOST_FAILURES = 5  # then a person decides
Instant = DateTime(timezone=True)


class StuckEventMixin:
	"""Columns of a service's `stuck_event` table."""

	__tablename__ = "stuck_event"

	event_id: Mapped[UUID] = mapped_column(primary_key=True)
	producer: Mapped[str] = mapped_column(String(30))
	cursor: Mapped[str] = mapped_column(String(60))
	"""Where it stands in the producer's feed."""
	name: Mapped[str] = mapped_column(String(60))
	subject: Mapped[str | None] = mapped_column(String(60))
	"""Whom it concerns, for people: ``customer:12``."""
	happened_at: Mapped[datetime] = mapped_column(Instant)
	failures: Mapped[int] = mapped_column(Integer)
	"""Tries that were begun and not ended: counted before each, it outlives a killed process."""
	error: Mapped[str] = mapped_column(String(300))
	failed_at: Mapped[datetime | None] = mapped_column(Instant)
	next_try_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
	dropped_at: Mapped[datetime | None] = mapped_column(Instant)
	dropped_by: Mapped[str | None] = mapped_column(String(80))
	drop_reason: Mapped[str | None] = mapped_column(String(300))

	@declared_attr.directive
	def __table_args__(cls) -> tuple[Index, ...]:  # noqa: N805
		return (Index("ix_stuck_event_producer_next_try_at", "producer", "next_try_at"),)
