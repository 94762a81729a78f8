"""Customers that turned out to be one person: the kept one stands for the merged one."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, func
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import IS_MERGE, By, Keep, Personal, Undisclosed
from mailer.tables import Table


class MergedCustomerRow(Table):
	"""Deliveries keep the customer they were made for; whoever asks about a person looks here."""

	__tablename__ = "merged_customer"
	__personal__ = Personal(
		refers={"merged_id": By.ID, "kept_id": By.ID},
		erase=Keep("Numbers alone: they keep one person one."),
		merge=IS_MERGE,
		disclose=Undisclosed("The customers service lists which records were merged."),
	)

	merged_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
	kept_id: Mapped[int] = mapped_column(BigInteger, index=True)
	merged_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
