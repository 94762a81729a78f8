"""The table of the beat's last ticks, in the database that the beat is given: campaigns'."""

from datetime import datetime

from sqlalchemy import DateTime, String
from sqlalchemy.orm import Mapped, mapped_column


class BeatTickMixin:
	"""When each tick was last sent: a beat that starts anew goes on where another ended."""

	__tablename__ = "beat_tick"

	task: Mapped[str] = mapped_column(String(80), primary_key=True)
	sent_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
