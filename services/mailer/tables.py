"""The base of this service's tables, and the tables that the feed and repeated requests need."""

from sqlalchemy.orm import DeclarativeBase

from chasqui.feed.models import StuckEventMixin
from chasqui.kernel.db import build_metadata
from chasqui.kernel.events import EventCursorMixin, EventMixin
from chasqui.kernel.idempotency_key import IdempotencyMixin


class Table(DeclarativeBase):
	"""Base of every table of mailer."""

	metadata = build_metadata()


class EventRow(EventMixin, Table):
	"""recipient_unsubscribed, hard_bounced and erasure_done."""


class EventCursorRow(EventCursorMixin, Table):
	"""Cursors in the feeds of customers and campaigns."""


class StuckEventRow(StuckEventMixin, Table):
	"""Events of the siblings that could not be handled."""


class IdempotencyRow(IdempotencyMixin, Table):
	"""See `chasqui.kernel.idempotency`."""
