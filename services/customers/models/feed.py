"""The durable feed's tables and the receipts of repeated requests."""

from chasqui.feed.models import StuckEventMixin
from chasqui.kernel.events import EventCursorMixin, EventMixin
from chasqui.kernel.idempotency_key import IdempotencyMixin
from customers.models.tables import Table


class EventRow(EventMixin, Table):
	"""What has happened here, told to the other services."""


class EventCursorRow(EventCursorMixin, Table):
	"""How far the feeds of campaigns and mailer have been read."""


class IdempotencyRow(IdempotencyMixin, Table):
	"""Answers that a double click gets again."""


class StuckEventRow(StuckEventMixin, Table):
	"""Events of the siblings that could not be handled."""
