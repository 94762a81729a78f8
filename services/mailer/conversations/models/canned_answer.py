"""Answers that are written once and used often."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, Identity, Integer, String, Text, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from mailer.tables import Table


class CannedAnswerRow(Table):
	__tablename__ = "canned_answer"
	__personal__ = Impersonal("What the company answers to anybody.")
	__table_args__ = (UniqueConstraint("name"),)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	version: Mapped[int] = mapped_column(Integer, server_default="0")
	name: Mapped[str] = mapped_column(String(80))
	text: Mapped[str] = mapped_column(Text)
	changed_by: Mapped[str] = mapped_column(String(120))
	changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
