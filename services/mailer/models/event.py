"""What the mailer tells the others, and how far it has read them."""

from chasqui.kernel.events import EventCursorMixin, EventMixin
from mailer.models.registry import MailerModel


class EventRow(EventMixin, MailerModel):
	"""recipient_unsubscribed and hard_bounced."""


class EventCursorRow(EventCursorMixin, MailerModel):
	"""Cursors in the feeds of customers and campaigns."""
