"""What the engine of long work keeps on a job's row, beside what the kind itself says of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime
from sqlalchemy.orm import Mapped, mapped_column

INSTANT = DateTime(timezone=True)


class JobMixin:
	"""A row of long work: a Celery task is only its engine, and any worker may go on with it.

	State, cursor, counters, error and who asked are the kind's own: their names are what its pages
	and its contract say.
	"""

	lease_token: Mapped[UUID | None]
	"""Who works on it; empty where nobody does. Once empty, the holder's word counts no more."""
	leased_until: Mapped[datetime | None] = mapped_column(INSTANT)
	"""Until when a holder that does not report is taken for alive."""
	not_before: Mapped[datetime | None] = mapped_column(INSTANT)
	"""Nobody begins before this instant: what it needs did not answer."""
	attempts: Mapped[int] = mapped_column(default=0, server_default="0")
	"""How often it was begun since it last moved on."""
