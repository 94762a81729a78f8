"""Days to remember of a customer."""

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import JOINS, By, Delete, Personal
from chasqui.kernel.texts.text import say
from customers.tables import Table


class CustomerDateRow(Table):
	__tablename__ = "customer_date"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=JOINS,
		disclose=say("Fechas especiales"),
	)
	__table_args__ = (Index("ix_customer_date_customer_id", "customer_id"),)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
	name: Mapped[str] = mapped_column(String(40))
	month: Mapped[int] = mapped_column(SmallInteger)
	day: Mapped[int] = mapped_column(SmallInteger)
	year: Mapped[int | None] = mapped_column(SmallInteger)
