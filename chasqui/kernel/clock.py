"""The one place that says what time it is, so that a test can move it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

_frozen: ContextVar[datetime | None] = ContextVar("frozen_now", default=None)


def read_now() -> datetime:
	"""Return the present instant, in UTC."""
	return _frozen.get() or datetime.now(UTC)


def read_today(zone: str) -> date:
	"""Return today's date in the time zone `zone` (an IANA name)."""
	return read_now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def freeze_clock(instant: datetime) -> Iterator[None]:
	"""Hold the clock of this context at `instant`."""
	token = _frozen.set(instant)
	try:
		yield
	finally:
		_frozen.reset(token)


def read_midnight(zone: str) -> datetime:
	"""Return the instant at which today began in a zone."""
	return datetime.combine(read_today(zone), time.min, tzinfo=ZoneInfo(zone))
