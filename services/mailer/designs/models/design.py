"""Designs and their versions."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, String, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from mailer.tables import Table


class DesignRow(Table):
	"""A design as people know it."""

	__tablename__ = "design"
	__personal__ = Impersonal("What the company writes to everybody.")
	__table_args__ = (
		Index(
			"ix_design_name_key",
			"name_key",
			unique=True,
			postgresql_where=text("archived_at IS NULL"),
		),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	slug: Mapped[str | None] = mapped_column(String(40), unique=True)
	"""Key of a design of the gallery; null for an uploaded one."""
	name: Mapped[str] = mapped_column(String(80))
	name_key: Mapped[str] = mapped_column(Text)
	"""Without case and accents: no two designs in use are called alike."""
	kind: Mapped[str] = mapped_column(String(10))
	description: Mapped[str] = mapped_column(String(300), server_default="")
	version_id: Mapped[int | None] = mapped_column(
		ForeignKey("design_version.id", use_alter=True, name="fk_design_version_id_design_version")
	)
	"""The newest version; null only within the transaction that makes the design."""
	created_by: Mapped[str] = mapped_column(String(120))
	created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
	archived_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
