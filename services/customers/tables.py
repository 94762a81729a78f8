"""The base of this service's tables, and the tables that the feed and repeated requests need."""

from sqlalchemy import Index
from sqlalchemy.orm import DeclarativeBase

from chasqui.kernel.data.database import build_metadata
from chasqui.kernel.data.idempotency_key import IdempotencyMixin
from chasqui.kernel.feed.events import EventCursorMixin, EventMixin
from chasqui.kernel.feed.models import StuckEventMixin
from chasqui.kernel.feed.personal import ANSWERS, EVENTS, STUCK
from chasqui.kernel.personal.declarations import Declared, Impersonal


class Table(Declared, DeclarativeBase):
	"""Base of every table of customers."""

	metadata = build_metadata()


class EventRow(EventMixin, Table):
	"""What has happened here, published to the other services."""

	__personal__ = EVENTS


# An erasure and a merge ask what was published of one customer.
Index("ix_event_customer", EventRow.payload["customer_id"].astext)


class EventCursorRow(EventCursorMixin, Table):
	"""How far the feeds of campaigns and mailer have been read."""

	__personal__ = Impersonal("How far feeds have been read.")


class IdempotencyRow(IdempotencyMixin, Table):
	"""Answers that a double click gets again."""

	__personal__ = ANSWERS


class StuckEventRow(StuckEventMixin, Table):
	"""Events of the siblings that could not be handled."""

	__personal__ = STUCK
