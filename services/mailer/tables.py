"""The base of this service's tables, and the tables that the feed and repeated requests need."""

from sqlalchemy.orm import DeclarativeBase

from chasqui.kernel.data.database import build_metadata
from chasqui.kernel.data.idempotency_key import IdempotencyMixin
from chasqui.kernel.feed.events import EventCursorMixin, EventMixin
from chasqui.kernel.feed.models import StuckEventMixin
from chasqui.kernel.feed.personal import ANSWERS, EVENTS, STUCK
from chasqui.kernel.personal.declarations import Declared, Impersonal


class Table(Declared, DeclarativeBase):
	"""Base of every table of mailer."""

	metadata = build_metadata()


class EventRow(EventMixin, Table):
	"""What has happened here, for the siblings."""

	__personal__ = EVENTS


class EventCursorRow(EventCursorMixin, Table):
	"""CursorStore in the feeds of customers and campaigns."""

	__personal__ = Impersonal("How far feeds have been read.")


class StuckEventRow(StuckEventMixin, Table):
	"""Events of the siblings that could not be handled."""

	__personal__ = STUCK


class IdempotencyRow(IdempotencyMixin, Table):
	"""See `chasqui.kernel.web.idempotency`."""

	__personal__ = ANSWERS
