"""Who of the staff takes care of a customer."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, Index, String, func
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import JOINS, STAFF, By, Delete, Personal
from chasqui.kernel.texts.text import say
from customers.tables import Table


class CustomerAdvisorRow(Table):
	"""A table of its own: an import of a million rows pays nothing for it."""

	__tablename__ = "customer_advisor"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=JOINS,
		disclose=say("Responsable"),
		keeps={"advisor_name": STAFF, "assigned_by": STAFF},
	)
	__table_args__ = (Index("ix_customer_advisor_advisor_id", "advisor_id", "customer_id"),)

	customer_id: Mapped[int] = mapped_column(
		ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True
	)
	advisor_id: Mapped[int] = mapped_column(BigInteger)
	advisor_name: Mapped[str] = mapped_column(String(120))
	"""As it was when assigned; the accounts are of the campaigns service."""
	assigned_by: Mapped[str] = mapped_column(String(120))
	assigned_at: Mapped[datetime] = mapped_column(
		DateTime(timezone=True), server_default=func.now()
	)
