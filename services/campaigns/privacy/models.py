"""Customers whose data were erased, by number alone."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Table
from chasqui.kernel.personal.declarations import STAYS, By, Keep, Personal, Undisclosed


class ErasedCustomerRow(Table):
	"""An audience built from an older snapshot may bring one again: the sweep looks for that."""

	__tablename__ = "erased_customer"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Keep("The number alone: an older snapshot may bring the person again."),
		merge=STAYS,
		disclose=Undisclosed("It is the erasure itself; afterwards there is nobody to inform."),
	)

	customer_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
	erasure_id: Mapped[int] = mapped_column(BigInteger)
	erased_at: Mapped[CreatedAt]
