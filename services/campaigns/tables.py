"""The base of this service's tables, and the tables that feed, idempotency and beat bring."""

from datetime import datetime
from typing import Annotated

from sqlalchemy import BigInteger, DateTime, Identity, func
from sqlalchemy.orm import DeclarativeBase, mapped_column

from chasqui.beat.ticks import BeatTickMixin
from chasqui.kernel.data.database import build_metadata
from chasqui.kernel.data.idempotency_key import IdempotencyMixin
from chasqui.kernel.feed.events import EventCursorMixin, EventMixin
from chasqui.kernel.feed.models import StuckEventMixin
from chasqui.kernel.feed.personal import ANSWERS, EVENTS, STUCK
from chasqui.kernel.personal.declarations import Declared, Impersonal

Key = Annotated[int, mapped_column(BigInteger, Identity(), primary_key=True)]
Instant = Annotated[datetime, mapped_column(DateTime(timezone=True))]
CreatedAt = Annotated[datetime, mapped_column(DateTime(timezone=True), server_default=func.now())]


class Table(Declared, DeclarativeBase):
	"""Base of every table of campaigns."""

	metadata = build_metadata()


class EventRow(EventMixin, Table):
	"""What has happened here, for the siblings."""

	__personal__ = EVENTS


class EventCursorRow(EventCursorMixin, Table):
	"""How far the siblings' feeds have been read."""

	__personal__ = Impersonal("How far feeds have been read.")


class IdempotencyRow(IdempotencyMixin, Table):
	"""What was answered to a client's key."""

	__personal__ = ANSWERS


class StuckEventRow(StuckEventMixin, Table):
	"""Events of the siblings that could not be handled."""

	__personal__ = STUCK


class BeatTickRow(BeatTickMixin, Table):
	"""When the suite's clock last sent each of its ticks."""

	__personal__ = Impersonal("When the clock ticked.")
