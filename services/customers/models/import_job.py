"""An import is a row: its state, who holds it, how far it is."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Identity, String, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column

from customers.models.tables import Table

Instant = DateTime(timezone=True)


def count_column() -> Mapped[int]:
	return mapped_column(BigInteger, server_default=text("0"))


class ImportJobRow(Table):
	"""One file on its way in. The counters move in the transaction of the rows they count."""

	__tablename__ = "import_job"

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	file_name: Mapped[str] = mapped_column(String(200))
	mode: Mapped[str] = mapped_column(String(6))
	state: Mapped[str] = mapped_column(String(7), server_default="queued")
	encoding: Mapped[str] = mapped_column(String(9))
	delimiter: Mapped[str] = mapped_column(String(1))
	bytes_total: Mapped[int] = mapped_column(BigInteger)
	bytes_read: Mapped[int] = count_column()
	rows: Mapped[int] = count_column()
	"""Records read, rejected ones too: a new holder skips as many and goes on."""
	created: Mapped[int] = count_column()
	updated: Mapped[int] = count_column()
	unchanged: Mapped[int] = count_column()
	existing: Mapped[int] = count_column()
	rejected: Mapped[int] = count_column()
	warnings: Mapped[int] = count_column()
	error: Mapped[str | None] = mapped_column(Text)
	requested_by: Mapped[str] = mapped_column(String(80))
	lease_token: Mapped[UUID | None]
	leased_until: Mapped[datetime | None] = mapped_column(Instant)
	created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
	finished_at: Mapped[datetime | None] = mapped_column(Instant)
