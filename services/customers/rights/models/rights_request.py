"""Requests of persons about their data, each with the day by which the law wants an answer."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, DateTime, Identity, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import BLANK, GONE, STAFF, STAYS, By, Personal
from chasqui.kernel.texts.text import say
from customers.tables import Table


class RightsRequestRow(Table):
	__tablename__ = "rights_request"
	__personal__ = Personal(
		# One that names no record is found by what only this person has.
		refers={
			"customer_id": By.ID,
			"requester": By.SURE,
			"channel": By.SURE,
			"note": By.SURE,
			"outcome": By.SURE,
		},
		erase={"requester": GONE, "channel": GONE, "note": BLANK, "outcome": BLANK},
		merge=STAYS,
		disclose=say("Solicitudes sobre sus datos"),
		keeps={"opened_by": STAFF, "closed_by": STAFF},
	)
	__table_args__ = (
		Index("ix_rights_request_due_on_id", "due_on", "id"),
		Index("ix_rights_request_customer_id", "customer_id"),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	kind: Mapped[str] = mapped_column(String(13))
	customer_id: Mapped[int | None] = mapped_column(BigInteger)
	requester: Mapped[str] = mapped_column(String(160))
	"""Emptied by an erasure."""
	channel: Mapped[str] = mapped_column(String(40))
	received_on: Mapped[date] = mapped_column(Date)
	due_on: Mapped[date] = mapped_column(Date)
	note: Mapped[str] = mapped_column(String(1000), server_default="")
	state: Mapped[str] = mapped_column(String(7), server_default="open")
	outcome: Mapped[str] = mapped_column(String(1000), server_default="")
	opened_by: Mapped[str] = mapped_column(String(120))
	closed_by: Mapped[str | None] = mapped_column(String(120))
	closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
