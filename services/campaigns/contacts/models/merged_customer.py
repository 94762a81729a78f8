"""Customers that turned out to be one person: the kept one stands for the merged one."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Table


class MergedCustomer(Table):
	"""Rows of the merged customer stay where they are; whoever reads or writes looks here."""

	__tablename__ = "merged_customer"

	merged_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
	kept_id: Mapped[int] = mapped_column(BigInteger, index=True)
	merged_at: Mapped[CreatedAt]
