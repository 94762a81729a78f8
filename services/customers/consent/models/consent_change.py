"""The ledger of consents: every change after the first answer, append-only."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, String, func
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import HISTORY, By, Delete, Personal
from chasqui.kernel.texts.text import say
from customers.tables import Table


class ConsentChangeRow(Table):
	"""A consent was given or withdrawn."""

	__tablename__ = "consent_change"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=HISTORY,
		disclose=say("Cambios de los permisos"),
	)
	__table_args__ = (Index("ix_consent_change_customer_id_id", "customer_id", "id"),)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
	channel: Mapped[str] = mapped_column(String(5))
	granted: Mapped[bool]
	source: Mapped[str] = mapped_column(String(80))
	"""Who or what changed it: ``staff:3``, ``import:7``, ``unsubscribe``, ``objection``."""
	evidence_id: Mapped[int | None] = mapped_column(ForeignKey("consent_evidence.id"))
	at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
