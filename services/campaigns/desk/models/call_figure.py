"""How many calls had a result, by day, hour, advisor, round: pages add these, not the calls."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import Table
from chasqui.kernel.personal.declarations import Impersonal


class CallFigureRow(Table):
	"""Written with the call; day and hour are those of the installation's zone."""

	__tablename__ = "call_figure"
	__personal__ = Impersonal("Counts of calls; who was called stands with the calls.")

	campaign_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("campaign.id"), primary_key=True, autoincrement=False
	)
	day: Mapped[date] = mapped_column(primary_key=True)
	hour: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
	advisor_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("staff.id"), primary_key=True, autoincrement=False
	)
	result: Mapped[str] = mapped_column(String(20), primary_key=True)
	round: Mapped[int] = mapped_column(
		SmallInteger, primary_key=True, autoincrement=False, default=1, server_default="1"
	)
	calls: Mapped[int]
