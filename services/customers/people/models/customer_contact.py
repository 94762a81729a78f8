"""Phones and e-mails of a customer besides the first ones."""

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import JOINS, By, Delete, Personal
from chasqui.kernel.texts.text import say
from customers.tables import Table


class CustomerContactRow(Table):
	"""Found by search and by objections; never mailed to or called as long as it is a further one.

	A further phone becomes the first one where an advisor found that one to be somebody else's.
	"""

	__tablename__ = "customer_contact"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=JOINS,
		disclose=say("Otros teléfonos y correos"),
	)
	__table_args__ = (
		UniqueConstraint("customer_id", "channel", "value"),
		Index("ix_customer_contact_value", "value"),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
	channel: Mapped[str] = mapped_column(String(5))
	value: Mapped[str] = mapped_column(String(254, collation="C"))
	"""E.164, or an address in lower case."""
	label: Mapped[str] = mapped_column(String(8))
