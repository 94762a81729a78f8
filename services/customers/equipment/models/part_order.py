"""Orders of spare parts, with their lines."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
	BigInteger,
	CheckConstraint,
	Date,
	DateTime,
	ForeignKey,
	Identity,
	Index,
	Numeric,
	String,
	func,
	text,
)
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import BLANK, JOINS, STAFF, By, Impersonal, Personal
from chasqui.kernel.texts.text import say
from customers.equipment.models.part import PartMixin, check_part
from customers.tables import Table


class PartOrderRow(Table):
	__tablename__ = "part_order"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		# What was delivered stays for the books; what people wrote of it goes.
		erase={"note": BLANK, "cancel_reason": BLANK},
		merge=JOINS,
		disclose=say("Pedidos de repuestos"),
		keeps={"asked_by": STAFF, "supplier": "Names a company that sells to us."},
	)
	__table_args__ = (
		CheckConstraint(
			"(delivered_on IS NOT NULL) = (state = 'delivered')", name="given_on_a_day"
		),
		Index("ix_part_order_customer_id", "customer_id", "id"),
		Index("ix_part_order_state_id", "state", "id"),
		Index(
			"ix_part_order_equipment_id", "equipment_id", postgresql_where=text("equipment_id > 0")
		),
		Index("ix_part_order_sale_id", "sale_id", postgresql_where=text("sale_id > 0")),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
	equipment_id: Mapped[int | None] = mapped_column(ForeignKey("equipment.id"))
	state: Mapped[str] = mapped_column(String(9))
	asked_by: Mapped[str] = mapped_column(String(120))
	asked_on: Mapped[date] = mapped_column(Date)
	supplier: Mapped[str] = mapped_column(String(80), server_default="")
	expected_on: Mapped[date | None] = mapped_column(Date)
	delivered_on: Mapped[date | None] = mapped_column(Date)
	total: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	note: Mapped[str] = mapped_column(String(500), server_default="")
	cancel_reason: Mapped[str] = mapped_column(String(200), server_default="")
	sale_id: Mapped[int | None] = mapped_column(ForeignKey("sale.id"))
	"""The sale that charges for it, and moves its stock."""


class PartOrderLineRow(PartMixin, Table):
	__tablename__ = "part_order_line"
	__personal__ = Impersonal("What was ordered; for whom stands in the order.")
	__table_args__ = (check_part(), Index("ix_part_order_line_item_id", "item_id"))

	order_id: Mapped[int] = mapped_column(ForeignKey("part_order.id"), primary_key=True)


class PartOrderStepRow(Table):
	__tablename__ = "part_order_step"
	__personal__ = Impersonal("Who of the staff did what with an order.")
	__table_args__ = (Index("ix_part_order_step_order_id_id", "order_id", "id"),)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	order_id: Mapped[int] = mapped_column(ForeignKey("part_order.id"))
	state: Mapped[str] = mapped_column(String(9))
	by: Mapped[str] = mapped_column(String(120))
	at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
