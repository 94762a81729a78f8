"""The tables that the kernel's feed, idempotency and beat bring."""

from campaigns.models.tables import Table
from chasqui.beat.ticks import BeatTickMixin
from chasqui.feed.models import StuckEventMixin
from chasqui.kernel.events import EventCursorMixin, EventMixin
from chasqui.kernel.idempotency_key import IdempotencyMixin


class EventRow(EventMixin, Table):
	"""What has happened here, for the siblings."""


class EventCursor(EventCursorMixin, Table):
	"""How far the siblings' feeds have been read."""


class IdempotencyKey(IdempotencyMixin, Table):
	"""What was answered to a client's key."""


class StuckEvent(StuckEventMixin, Table):
	"""Events of the siblings that could not be handled."""


class BeatTick(BeatTickMixin, Table):
	"""When the suite's clock last sent each of its ticks."""
