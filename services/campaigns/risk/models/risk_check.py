"""Each look at a person's risk: who looked, why, at whom, and what was answered (K28, K29).

The person stands here masked, and as a key that cannot be read back: enough to recognise a look
and to answer who looked at somebody, not enough to copy an identification.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Key, Table
from chasqui.kernel.personal.declarations import NOTHING, STAYS, WORD, By, Personal
from chasqui.kernel.texts.text import say


class RiskCheckRow(Table):
	__tablename__ = "risk_check"
	__personal__ = Personal(
		# A look by identification or name holds no number of a customer: its key finds it.
		refers={"customer_id": By.ID, "subject_key": By.DIGEST},
		erase={
			"subject": "'****'",
			"subject_key": NOTHING,
			"level": "'UNKNOWN'",
			"score": NOTHING,
			"as_of": NOTHING,
			"source": NOTHING,
			"warning": NOTHING,
		},
		merge=STAYS,
		disclose=say("Consultas de riesgo"),
		keeps={"purpose": WORD},
	)
	__table_args__ = (Index("ix_risk_check_staff_id_id", "staff_id", "id"),)

	id: Mapped[Key]
	kind: Mapped[str] = mapped_column(String(20))
	"""identification, name, or desk (under a lease)."""
	staff_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
	purpose: Mapped[str] = mapped_column(String(40))
	subject: Mapped[str] = mapped_column(String(80))
	"""``17******34``, or the initials of a name."""
	subject_key: Mapped[str | None] = mapped_column(String(64), index=True)
	"""HMAC of the identification or of the name that was asked."""
	task_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("call_task.id"))
	customer_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
	lease_token: Mapped[UUID | None] = mapped_column(index=True)
	status: Mapped[str] = mapped_column(String(20))
	level: Mapped[str] = mapped_column(String(10))
	score: Mapped[int | None]
	as_of: Mapped[date | None]
	source: Mapped[str | None] = mapped_column(String(60))
	warning: Mapped[str | None] = mapped_column(String(30))
	reason: Mapped[str | None] = mapped_column(String(20))
	matches: Mapped[int] = mapped_column(default=0, server_default="0")
	asked_at: Mapped[Instant]
	"""When the risk service answered; before `looked_at` where the answer was kept."""
	looked_at: Mapped[CreatedAt]
