"""Faults that somebody has looked at and found to be as they should."""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, String, func
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import STAFF, By, Delete, MergeRule, Personal
from chasqui.kernel.texts.text import say
from customers.tables import Table


class QualityDismissalRow(Table):
	__tablename__ = "quality_dismissal"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=MergeRule(
			"What was found right goes along with what it is about; an undoing takes it back."
		),
		disclose=say("Revisiones de los datos"),
		keeps={"dismissed_by": STAFF},
	)

	customer_id: Mapped[int] = mapped_column(
		ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True
	)
	kind: Mapped[str] = mapped_column(String(16), primary_key=True)
	note: Mapped[str] = mapped_column(String(200), server_default="")
	dismissed_by: Mapped[str] = mapped_column(String(120))
	dismissed_at: Mapped[datetime] = mapped_column(
		DateTime(timezone=True), server_default=func.now()
	)
