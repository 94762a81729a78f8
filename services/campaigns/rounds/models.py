"""Rounds of a campaign's calls after the first."""

from sqlalchemy import BigInteger, ForeignKey, SmallInteger, String
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Table
from chasqui.kernel.personal.declarations import Impersonal


class CallRoundRow(Table):
	__tablename__ = "call_round"
	__personal__ = Impersonal("A number of customers; whom they are stands with their calls.")

	campaign_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("campaign.id"), primary_key=True, autoincrement=False
	)
	number: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
	results: Mapped[list[str]] = mapped_column(ARRAY(String(20)))
	"""With which last results people entered."""
	customers: Mapped[int]
	opened_by: Mapped[str] = mapped_column(String(200))
	opened_at: Mapped[CreatedAt]
