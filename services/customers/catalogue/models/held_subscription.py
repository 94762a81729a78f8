"""Which services a file says that a customer has, by their names."""

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import JOINS, By, Delete, Personal
from chasqui.kernel.texts.text import say
from customers.tables import Table


class HeldSubscriptionRow(Table):
	__tablename__ = "held_subscription"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=JOINS,
		disclose=say("Servicios anotados"),
	)

	customer_id: Mapped[int] = mapped_column(
		ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True
	)
	name: Mapped[str] = mapped_column(String(120), primary_key=True)
	import_id: Mapped[int] = mapped_column(BigInteger)
