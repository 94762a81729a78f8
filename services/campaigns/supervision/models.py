"""Pauses of advisors, and what a day should come to."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Key, Table
from chasqui.kernel.personal.declarations import Impersonal


class AdvisorPauseRow(Table):
	"""Taking a customer ends it: `ended_at` follows soon after (`repositories.PauseRepository`)."""

	__tablename__ = "advisor_pause"
	__personal__ = Impersonal("When an advisor rested; it names no customer.")
	__table_args__ = (
		Index(
			"uq_advisor_pause_open",
			"advisor_id",
			unique=True,
			postgresql_where=text("ended_at IS NULL"),
		),
		Index("ix_advisor_pause_advisor_id_started_at", "advisor_id", "started_at"),
	)

	id: Mapped[Key]
	advisor_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
	code: Mapped[str] = mapped_column(String(10))
	started_at: Mapped[CreatedAt]
	ended_at: Mapped[Instant | None]


class DayGoalsRow(Table):
	"""One row, of the whole installation."""

	__tablename__ = "day_goals"
	__personal__ = Impersonal("What the company wants of a day.")
	__table_args__ = (CheckConstraint("id = 1", name="one"),)

	id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
	calls: Mapped[int] = mapped_column(default=0)
	sales: Mapped[int] = mapped_column(default=0)
	version: Mapped[int] = mapped_column(default=0)
	updated_by: Mapped[str] = mapped_column(String(120))
