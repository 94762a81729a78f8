"""Pictures that designs show, kept and served by us."""

from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, LargeBinary, String, func
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from mailer.tables import Table

MOST_BYTES = 2 * 1024 * 1024


class DesignPictureRow(Table):
	"""Once however many designs show it; never deleted: mails that were sent show it for years."""

	__tablename__ = "design_picture"
	__personal__ = Impersonal("What the company shows to everybody.")
	__table_args__ = (CheckConstraint(f"octet_length(data) <= {MOST_BYTES}", name="data_bounded"),)

	digest: Mapped[str] = mapped_column(String(64), primary_key=True)
	"""SHA-256 of `data`, in hexadecimal: its public name, which nobody guesses."""
	kind: Mapped[str] = mapped_column(String(4))
	data: Mapped[bytes] = mapped_column(LargeBinary)
	added_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
