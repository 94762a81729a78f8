"""Addresses of a customer besides the first one."""

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import JOINS, By, Delete, Personal
from chasqui.kernel.texts.text import say
from customers.tables import Table


class CustomerAddressRow(Table):
	__tablename__ = "customer_address"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=JOINS,
		disclose=say("Otras direcciones"),
	)
	__table_args__ = (Index("ix_customer_address_customer_id", "customer_id"),)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
	label: Mapped[str] = mapped_column(String(8))
	line: Mapped[str] = mapped_column(String(240))
	country: Mapped[str] = mapped_column(String(2))
	region: Mapped[str | None] = mapped_column(String(6))
	"""ISO 3166-2: a province of Ecuador, a region of Chile."""
	canton: Mapped[str | None] = mapped_column(String(4))
	locality: Mapped[str | None] = mapped_column(String(80))
