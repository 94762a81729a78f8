"""What a campaign did and sold on one day: what its money is counted from."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, Date, ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import Table
from chasqui.kernel.personal.declarations import Impersonal


class CampaignDayRow(Table):
	"""Kept in the transaction of each call and of each event of the mail, so that no page counts
	calls; the day is that of the installation's zone.
	"""

	__tablename__ = "campaign_day"
	__personal__ = Impersonal("How much a campaign did on a day: counts and sums.")

	campaign_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("campaign.id"), primary_key=True, autoincrement=False
	)
	day: Mapped[date] = mapped_column(Date, primary_key=True)
	mails: Mapped[int] = mapped_column(default=0, server_default="0")
	attempts: Mapped[int] = mapped_column(default=0, server_default="0")
	seconds: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
	"""Of the attempts, from the customer's card to the result."""
	sales: Mapped[int] = mapped_column(default=0, server_default="0")
	unpriced_sales: Mapped[int] = mapped_column(default=0, server_default="0")
	revenue: Mapped[Decimal] = mapped_column(Numeric(14, 2), default=0, server_default="0")
