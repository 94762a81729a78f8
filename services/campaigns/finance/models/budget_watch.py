"""What a campaign does when its budget is used up."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import Table
from chasqui.contracts.campaigns.finance import STOP_PERCENT, BudgetLevel
from chasqui.kernel.personal.declarations import Impersonal


class BudgetWatchRow(Table):
	"""A campaign without a row is watched as all are."""

	__tablename__ = "budget_watch"
	__personal__ = Impersonal("Settings of a campaign.")
	__table_args__ = (CheckConstraint("stop_percent BETWEEN 10 AND 500", name="stop_percent"),)

	campaign_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("campaign.id"), primary_key=True, autoincrement=False
	)
	stop_percent: Mapped[int] = mapped_column(default=STOP_PERCENT)
	pauses_itself: Mapped[bool] = mapped_column(default=False)
	version: Mapped[int] = mapped_column(default=0)
	level: Mapped[str] = mapped_column(String(10), default=BudgetLevel.FINE.value)
	"""What was last written into the campaign's log: each step is written once."""
