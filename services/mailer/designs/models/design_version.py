"""What was compiled from a design at one time."""

from datetime import datetime

from sqlalchemy import (
	BigInteger,
	DateTime,
	ForeignKey,
	Identity,
	String,
	Text,
	UniqueConstraint,
	func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from mailer.tables import Table


class DesignVersionRow(Table):
	"""Never changed: a run points to the version that it sends."""

	__tablename__ = "design_version"
	__personal__ = Impersonal("What the company writes to everybody.")
	__table_args__ = (UniqueConstraint("design_id", "version"),)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	design_id: Mapped[int] = mapped_column(ForeignKey("design.id"))
	version: Mapped[int]
	subject: Mapped[str] = mapped_column(String(150))
	html: Mapped[str] = mapped_column(Text)
	"""Clean, inlined, in our own document, with its merge fields."""
	text: Mapped[str] = mapped_column(Text)
	notes: Mapped[list[str]] = mapped_column(JSONB)
	merge_fields: Mapped[list[str]] = mapped_column(JSONB)
	source_hash: Mapped[str] = mapped_column(String(64))
	"""SHA-256 of what it was made from: the gallery gets a new version only when that changes."""
	created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
