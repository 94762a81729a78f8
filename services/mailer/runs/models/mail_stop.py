"""Whom a campaign, or for a while all of them, mail no more: what a call has settled."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, Index, String, func
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import STAYS, By, Keep, MergeRule, Personal
from chasqui.kernel.texts.text import say
from mailer.tables import Table


class MailStopRow(Table):
	"""Asked when a mail is claimed; service mails do not ask."""

	__tablename__ = "mail_stop"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Keep("A number and a reason alone; nothing is mailed to who was erased."),
		merge=MergeRule(
			STAYS.rule,
			adds="What one record has settled holds for all, and stays after an undoing: the mail "
			"that nobody gets by mistake is the lesser harm.",
			lasts={"others_until": "The longer rest of the two records stays."},
		),
		disclose=say("Por qué una campaña no le escribe más"),
	)
	__table_args__ = (Index("ix_mail_stop_customer_id", "customer_id"),)

	campaign_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
	customer_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
	reason: Mapped[str] = mapped_column(String(20))
	others_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
	"""Until when no other campaign mails them either."""
	since: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
