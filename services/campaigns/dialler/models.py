"""Calls asked of the dialler, with what it reported: a suggestion, not a result."""

from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Table
from chasqui.kernel.personal.declarations import STAYS, By, Delete, Personal, Undisclosed


class DialAttemptRow(Table):
	__tablename__ = "dial_attempt"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=STAYS,
		disclose=Undisclosed("Goes after 30 days; the call that it was for is disclosed."),
	)
	__table_args__ = (
		Index("ix_dial_attempt_lease_token_asked_at", "lease_token", "asked_at"),
		Index("ix_dial_attempt_customer_id", "customer_id"),
		Index("ix_dial_attempt_asked_at", "asked_at"),
	)

	id: Mapped[UUID] = mapped_column(primary_key=True)
	lease_token: Mapped[UUID]
	"""The hold that it was asked under, which the desk keeps as long."""
	customer_id: Mapped[int] = mapped_column(BigInteger)
	advisor_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
	state: Mapped[str] = mapped_column(String(10))
	outcome: Mapped[str | None] = mapped_column(String(10))
	seconds: Mapped[int] = mapped_column(default=0, server_default="0")
	asked_at: Mapped[CreatedAt]
	reported_at: Mapped[Instant | None]
