"""What the mailer tells the others, and how far it has read them."""

from chasqui.feed.models import StuckEventMixin
from chasqui.kernel.events import EventCursorMixin, EventMixin
from mailer.models.tables import Table


class EventRow(EventMixin, Table):
	"""recipient_unsubscribed, hard_bounced and erasure_done."""


class EventCursorRow(EventCursorMixin, Table):
	"""Cursors in the feeds of customers and campaigns."""


class StuckEventRow(StuckEventMixin, Table):
	"""Events of the siblings that could not be handled."""
