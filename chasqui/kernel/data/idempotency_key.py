"""The table behind `Idempotency-Key`, apart from Flask so that workers can import the models."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import DateTime, String, Text, delete, func
from sqlalchemy.orm import Mapped, Session, mapped_column

from chasqui.kernel.clock import read_now

KEPT = timedelta(days=1)


class IdempotencyMixin:
	"""What was answered to a key, for its sender; purged after a day."""

	__tablename__ = "idempotency"

	key: Mapped[str] = mapped_column(String(240), primary_key=True)
	"""Sender, path and the client's key together."""
	request_hash: Mapped[str] = mapped_column(String(64))
	body: Mapped[str] = mapped_column(Text, default="")
	created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


def purge_keys(session: Session, table: type[Any]) -> None:
	"""Delete answers to keyed requests after a day: they hold what was answered."""
	session.execute(delete(table).where(table.created_at < read_now() - KEPT))
