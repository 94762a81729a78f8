"""What the mailer tells the others, and how far it has read them."""

from chasqui.kernel.events import EventCursorMixin, EventMixin
from mailer.models.tables import Table


class EventRow(EventMixin, Table):
	"""recipient_unsubscribed, hard_bounced and erasure_done."""


class EventCursorRow(EventCursorMixin, Table):
	"""Cursors in the feeds of customers and campaigns."""
