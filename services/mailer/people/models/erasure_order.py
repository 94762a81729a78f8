"""Orders to erase a person: kept until their receipt is published, and by number for ever."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, func
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import STAYS, By, Keep, Personal, Undisclosed
from mailer.tables import Table


class ErasureOrderRow(Table):
	"""A run filled from an older snapshot may bring the person again: the sweep looks for that."""

	__tablename__ = "erasure_order"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Keep("The number alone: an older snapshot may bring the person again."),
		merge=STAYS,
		disclose=Undisclosed("It is the erasure itself; afterwards there is nobody to inform."),
	)

	erasure_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
	customer_id: Mapped[int] = mapped_column(BigInteger)
	ordered_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
	told_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
	"""When the receipt was written: no mail to the person leaves after it."""
