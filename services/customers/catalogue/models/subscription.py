"""Which services a customer uses, or used: what the catalogue counts of each (M7, C5)."""

from datetime import date
from decimal import Decimal

from sqlalchemy import (
	BigInteger,
	CheckConstraint,
	Date,
	ForeignKey,
	Identity,
	Index,
	Numeric,
	String,
	text,
)
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import JOINS, By, Delete, Personal
from chasqui.kernel.texts.text import say
from customers.tables import Table


class SubscriptionRow(Table):
	"""One service in use: opened by a sale, by hand, or by a file, which knows its name alone."""

	__tablename__ = "subscription"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=JOINS,
		disclose=say("Servicios que usa o usó"),
	)
	__table_args__ = (
		CheckConstraint("ended_on >= started_on", name="ends_after_begin"),
		CheckConstraint("(ended_on IS NULL) = (end_reason IS NULL)", name="ends_for_a_reason"),
		Index("ix_subscription_customer_id", "customer_id"),
		Index("ix_subscription_sale_id", "sale_id", postgresql_where=text("sale_id > 0")),
		Index("ix_subscription_item_id", "item_id", postgresql_where=text("ended_on IS NULL")),
		Index(
			"ix_subscription_name",
			text("lower(name)"),
			postgresql_where=text("item_id IS NULL AND ended_on IS NULL"),
		),
		Index(
			"uq_subscription_of_file",
			"customer_id",
			"name",
			unique=True,
			postgresql_where=text("import_id IS NOT NULL AND ended_on IS NULL"),
		),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
	item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id", ondelete="SET NULL"))
	"""None where a file names what the catalogue does not have."""
	name: Mapped[str] = mapped_column(String(120))
	price: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
	started_on: Mapped[date | None] = mapped_column(Date)
	ended_on: Mapped[date | None] = mapped_column(Date)
	end_reason: Mapped[str | None] = mapped_column(String(9))
	sale_id: Mapped[int | None] = mapped_column(ForeignKey("sale.id"))
	sale_place: Mapped[int | None]
	replaces_id: Mapped[int | None] = mapped_column(
		ForeignKey("subscription.id", ondelete="SET NULL")
	)
	import_id: Mapped[int | None] = mapped_column(BigInteger)
