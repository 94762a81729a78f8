"""A sending of one design to the recipients of one source."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
	BigInteger,
	DateTime,
	ForeignKey,
	Identity,
	Index,
	String,
	UniqueConstraint,
	func,
	text,
)
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.data.kept_text import KeptText
from chasqui.kernel.jobs.columns import JobMixin
from chasqui.kernel.personal.declarations import Impersonal
from chasqui.kernel.texts.text import Text as Message
from mailer.tables import Table


class RunRow(JobMixin, Table):
	"""Its state is a row, Celery tasks are only its engine."""

	__tablename__ = "run"
	__personal__ = Impersonal("A sending to many; who they are stands in its deliveries.")
	__table_args__ = (
		UniqueConstraint("campaign_id", "period"),
		Index("ix_run_open", "id", postgresql_where=text("finished_at IS NULL")),
		# A mail that is asked for twice is one.
		Index(
			"uq_run_service", "source_ref", unique=True, postgresql_where=text("kind = 'service'")
		),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	source: Mapped[str] = mapped_column(String(12))
	source_ref: Mapped[str] = mapped_column(String(80))
	"""What the recipient stream is asked by: the audience's id; of a service mail, its request."""
	purpose: Mapped[str] = mapped_column(String(10))
	"""marketing or service: a service mail needs no consent."""
	kind: Mapped[str] = mapped_column(String(10))
	campaign_id: Mapped[int | None] = mapped_column(BigInteger)
	campaign_name: Mapped[str] = mapped_column(String(120), server_default="")
	period: Mapped[str | None] = mapped_column(String(7))
	"""Month of a monthly run. With the campaign it is unique: a missed month holds it too."""
	design_version_id: Mapped[int | None] = mapped_column(ForeignKey("design_version.id"))
	"""Null: what it sends was written by hand (`LetterRow`)."""
	subject: Mapped[str] = mapped_column(String(170))
	policy: Mapped[str] = mapped_column(String(15))
	state: Mapped[str] = mapped_column(String(10))
	state_reason: Mapped[Message | None] = mapped_column(KeptText)
	"""Spanish, for people."""
	paused_by: Mapped[str | None] = mapped_column(String(10))
	"""person, phase or breaker: a change of phase resumes only what a change of phase paused."""
	closing_reason: Mapped[str | None] = mapped_column(String(20))
	"""Why the mails of a cancelled run are skipped."""
	eligible: Mapped[int] = mapped_column(server_default="0")
	"""Recipients at filling: what the states must always add up to."""
	lease_token: Mapped[UUID | None] = mapped_column("fill_token")
	leased_until: Mapped[datetime | None] = mapped_column(
		"fill_lease_until", DateTime(timezone=True)
	)
	"""Of the filling; the sending's leases stand on its deliveries."""
	attempts: Mapped[int] = mapped_column("failures", server_default="0")
	"""Fillings begun in vain, then connections lost, in a row and of all workers."""
	created_by: Mapped[str] = mapped_column(String(120))
	created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
	filled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
	started_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
	finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
