"""What mail servers reported of mails that did not arrive, or of which somebody complained."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, LargeBinary, String, func
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import NOTHING, STAFF, STAYS, By, Personal
from chasqui.kernel.texts.text import say
from mailer.tables import Table


class BounceRow(Table):
	"""Each report once: its mail is kept once, whatever is delivered twice."""

	__tablename__ = "bounce"
	__personal__ = Personal(
		refers={"customer_id": By.ID, "email": By.SURE},
		erase={"email": NOTHING, "diagnostic": "''"},
		merge=STAYS,
		disclose=say("Rebotes"),
		keeps={"address_hash": "Keyed: what bounced must stay known.", "classed_by": STAFF},
	)
	__table_args__ = (
		Index("ix_bounce_at", "at", "id"),
		Index("ix_bounce_address_hash", "address_hash", "at"),
		Index("ix_bounce_customer_id", "customer_id"),
		Index("ix_bounce_delivery_id", "delivery_id"),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	received_id: Mapped[int | None] = mapped_column(
		ForeignKey("received_mail.id", ondelete="SET NULL"), index=True
	)
	delivery_id: Mapped[int | None] = mapped_column(BigInteger)
	"""Of which mail of ours it is known to be; null where nobody knows."""
	customer_id: Mapped[int | None] = mapped_column(BigInteger)
	email: Mapped[str | None] = mapped_column(String(320))
	address_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
	kind: Mapped[str] = mapped_column(String(10))
	reason: Mapped[str | None] = mapped_column(String(20))
	status: Mapped[str] = mapped_column(String(12), server_default="")
	diagnostic: Mapped[str] = mapped_column(String(300), server_default="")
	classed_by: Mapped[str] = mapped_column(String(120), server_default="")
	"""Who of the staff said what it is, where it was not understood."""
	at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
