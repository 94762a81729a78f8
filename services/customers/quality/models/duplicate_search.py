"""A search for duplicates is a row: who asked, how far it is, what it found."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, Identity, Index, Integer, String, func, text
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.data.kept_text import KeptText
from chasqui.kernel.jobs.columns import JobMixin
from chasqui.kernel.personal.declarations import Impersonal
from chasqui.kernel.texts.text import Text as Message
from customers.tables import Table

Instant = DateTime(timezone=True)
ZERO = text("0")


class DuplicateSearchRow(JobMixin, Table):
	__tablename__ = "duplicate_search"
	__personal__ = Impersonal("How a search went: counts.")
	__table_args__ = (
		Index(
			"uq_duplicate_search_queued",
			"state",
			unique=True,
			postgresql_where=text("state = 'queued'"),
		),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	state: Mapped[str] = mapped_column(String(9), server_default="queued")
	"""One waits at most: it will see what the others came for."""
	done: Mapped[int] = mapped_column(Integer, server_default=ZERO)
	total: Mapped[int] = mapped_column(Integer)
	"""Steps, each a statement over the whole master."""
	found: Mapped[int] = mapped_column(BigInteger, server_default=ZERO)
	error: Mapped[Message | None] = mapped_column(KeptText)
	requested_by: Mapped[str] = mapped_column(String(80))
	requested_name: Mapped[str] = mapped_column(String(120))
	created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
	finished_at: Mapped[datetime | None] = mapped_column(Instant)
