"""Customers that turned out to be one person: the kept one stands for the merged one."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Table
from chasqui.kernel.personal.declarations import IS_MERGE, By, Keep, Personal, Undisclosed


class MergedCustomerRow(Table):
	"""Rows of the merged customer stay where they are; whoever reads or writes looks here."""

	__tablename__ = "merged_customer"
	__personal__ = Personal(
		refers={"merged_id": By.ID, "kept_id": By.ID},
		erase=Keep("Numbers alone: they keep one person one."),
		merge=IS_MERGE,
		disclose=Undisclosed("The customers service lists which records were merged."),
	)

	merged_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
	kept_id: Mapped[int] = mapped_column(BigInteger, index=True)
	merged_at: Mapped[CreatedAt]
