"""Each look at a customer's risk: who looked, in which lease, what was answered (K29)."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.models.tables import CreatedAt, Key, Table


class RiskCheck(Table):
	__tablename__ = "risk_check"

	id: Mapped[Key]
	task_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("call_task.id"))
	advisor_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
	customer_id: Mapped[int] = mapped_column(BigInteger, index=True)
	lease_token: Mapped[UUID] = mapped_column(index=True)
	status: Mapped[str] = mapped_column(String(20))
	level: Mapped[str] = mapped_column(String(10))
	score: Mapped[int | None]
	as_of: Mapped[date | None]
	source: Mapped[str | None] = mapped_column(String(60))
	asked_at: Mapped[CreatedAt]
