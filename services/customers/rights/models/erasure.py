"""Erasures: who asked, and what each holder did."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, String, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.data.kept_text import KeptText
from chasqui.kernel.jobs.columns import JobMixin
from chasqui.kernel.personal.declarations import GONE, STAFF, STAYS, By, Keep, Personal, Undisclosed
from chasqui.kernel.texts.text import Text as Message
from customers.tables import Table

Instant = DateTime(timezone=True)


class ErasureRow(JobMixin, Table):
	"""One person's erasure, from the request to the last receipt."""

	__tablename__ = "erasure"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase={"reason": GONE},
		merge=STAYS,
		disclose=Undisclosed("It is the erasure itself; afterwards there is nobody to inform."),
		keeps={"requested_by": STAFF, "error": "Words of ours, of nobody."},
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), unique=True)
	reason: Mapped[str] = mapped_column(String(300))
	requested_by: Mapped[str] = mapped_column(String(120))
	requested_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
	finished_at: Mapped[datetime | None] = mapped_column(Instant)
	state: Mapped[str] = mapped_column(String(7), server_default="queued")
	error: Mapped[Message | None] = mapped_column(KeptText)


class ErasureReceiptRow(Table):
	"""A holder's word that its part is gone. A repeated one changes nothing."""

	__tablename__ = "erasure_receipt"
	__personal__ = Personal(
		refers={"erasure_id": By.NOTHING},
		erase=Keep("It proves that a holder has wiped its part: counts of rows alone."),
		merge=STAYS,
		disclose=Undisclosed("It is the erasure itself; afterwards there is nobody to inform."),
		keeps={"details": "Counts of rows by table."},
	)

	erasure_id: Mapped[int] = mapped_column(ForeignKey("erasure.id"), primary_key=True)
	service: Mapped[str] = mapped_column(String(20), primary_key=True)
	received_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
	details: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
