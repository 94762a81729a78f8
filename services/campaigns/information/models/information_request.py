"""Information that customers have asked for in calls, and what became of its mails."""

from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Table
from chasqui.kernel.personal.declarations import STAYS, By, Keep, Personal
from chasqui.kernel.texts.text import say


class InformationRequestRow(Table):
	__tablename__ = "information_request"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Keep("Numbers, times and a state alone: they keep the counts of a campaign true."),
		merge=STAYS,
		disclose=say("Información que pidió"),
	)
	__table_args__ = (
		Index("ix_information_request_customer_id_requested_at", "customer_id", "requested_at"),
		Index("ix_information_request_campaign_id_state", "campaign_id", "state"),
	)

	id: Mapped[UUID] = mapped_column(primary_key=True)
	"""By which the mailer knows it again."""
	lease_token: Mapped[UUID] = mapped_column(unique=True)
	"""The hold that it was asked for under, which the call has too: once for each."""
	campaign_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("campaign.id"))
	customer_id: Mapped[int] = mapped_column(BigInteger)
	advisor_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
	design_id: Mapped[int] = mapped_column(BigInteger)
	state: Mapped[str] = mapped_column(String(10))
	"""queued, until the mailer says: accepted, failed, skipped or uncertain."""
	reason: Mapped[str] = mapped_column(String(30), default="", server_default="")
	requested_at: Mapped[CreatedAt]
	settled_at: Mapped[Instant | None]
