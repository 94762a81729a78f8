"""Faults that somebody has looked at and found to be as they should."""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, String, func
from sqlalchemy.orm import Mapped, mapped_column

from customers.tables import Table


class QualityDismissalRow(Table):
	__tablename__ = "quality_dismissal"

	customer_id: Mapped[int] = mapped_column(
		ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True
	)
	kind: Mapped[str] = mapped_column(String(16), primary_key=True)
	note: Mapped[str] = mapped_column(String(200), server_default="")
	dismissed_by: Mapped[str] = mapped_column(String(120))
	dismissed_at: Mapped[datetime] = mapped_column(
		DateTime(timezone=True), server_default=func.now()
	)
