"""Customers whose data were erased, by number alone."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Table


class ErasedCustomer(Table):
	"""An audience built from an older snapshot may bring one again: the sweep looks for that."""

	__tablename__ = "erased_customer"

	customer_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
	erasure_id: Mapped[int] = mapped_column(BigInteger)
	erased_at: Mapped[CreatedAt]
