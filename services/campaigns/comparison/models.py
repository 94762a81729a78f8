"""An audience beside whom its criteria hold today, and who is on one side alone."""

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.campaigns.models.count_request import CountRequestMixin
from campaigns.tables import Key, Table
from chasqui.kernel.personal.declarations import (
	STAYS,
	By,
	Delete,
	Impersonal,
	Personal,
	Undisclosed,
)


class AudienceComparisonRow(CountRequestMixin, Table):
	__tablename__ = "audience_comparison"
	__personal__ = Impersonal("Counts of an audience.")

	stay: Mapped[int] = mapped_column(default=0, server_default="0")
	leave: Mapped[int] = mapped_column(default=0, server_default="0")
	enter: Mapped[int] = mapped_column(default=0, server_default="0")


class ComparedMemberRow(Table):
	"""Somebody who is in the audience alone, or among those alone who meet the criteria today."""

	__tablename__ = "compared_member"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=STAYS,
		disclose=Undisclosed("What an audience would be if it were built again: it is not."),
	)
	__table_args__ = (UniqueConstraint("campaign_id", "customer_id"),)

	id: Mapped[Key]
	campaign_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("audience_comparison.campaign_id", ondelete="CASCADE")
	)
	customer_id: Mapped[int] = mapped_column(BigInteger, index=True)
	difference: Mapped[str] = mapped_column(String(12))
