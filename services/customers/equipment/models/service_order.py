"""Service orders: what a machine needed, who did it, what it took."""

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

NOTHING = "0"


class ServiceOrderRow(Table):
	__tablename__ = "service_order"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		# What it took and cost stays for the books; what people wrote of it goes.
		erase={"asked": BLANK, "work": BLANK, "cancel_reason": BLANK},
		merge=JOINS,
		disclose=say("Órdenes de servicio"),
		keeps={"asked_by": STAFF, "technician": STAFF},
	)
	__table_args__ = (
		CheckConstraint("cost = parts_cost + labour_cost", name="cost_adds_up"),
		CheckConstraint("(done_on IS NOT NULL) = (state = 'done')", name="done_on_a_day"),
		Index("ix_service_order_customer_id", "customer_id", "id"),
		Index("ix_service_order_equipment_id", "equipment_id", "id"),
		Index("ix_service_order_state_id", "state", "id"),
		Index(
			"ix_service_order_planned_on", "planned_on", postgresql_where=text("done_on IS NULL")
		),
		Index("ix_service_order_sale_id", "sale_id", postgresql_where=text("sale_id > 0")),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
	"""Whose the machine was then."""
	equipment_id: Mapped[int] = mapped_column(ForeignKey("equipment.id"))
	kind: Mapped[str] = mapped_column(String(12))
	state: Mapped[str] = mapped_column(String(11))
	asked: Mapped[str] = mapped_column(String(500))
	asked_by: Mapped[str] = mapped_column(String(120))
	asked_on: Mapped[date] = mapped_column(Date)
	planned_on: Mapped[date | None] = mapped_column(Date)
	technician: Mapped[str] = mapped_column(String(80), server_default="")
	done_on: Mapped[date | None] = mapped_column(Date)
	meter_total: Mapped[Decimal | None] = mapped_column(Numeric(9, 1))
	"""What the machine had run when it was done."""
	work: Mapped[str] = mapped_column(String(1000), server_default="")
	cancel_reason: Mapped[str] = mapped_column(String(200), server_default="")
	parts_cost: Mapped[Decimal] = mapped_column(Numeric(14, 2), server_default=NOTHING)
	labour_hours: Mapped[Decimal] = mapped_column(Numeric(6, 2), server_default=NOTHING)
	labour_price: Mapped[Decimal] = mapped_column(Numeric(14, 2), server_default=NOTHING)
	labour_cost: Mapped[Decimal] = mapped_column(Numeric(14, 2), server_default=NOTHING)
	cost: Mapped[Decimal] = mapped_column(Numeric(14, 2), server_default=NOTHING)
	sale_id: Mapped[int | None] = mapped_column(ForeignKey("sale.id"))
	"""The sale that charges for it, and moves its stock."""


class ServicePartRow(PartMixin, Table):
	__tablename__ = "service_part"
	__personal__ = Impersonal("What a repair took; whose machine it was stands in the order.")
	__table_args__ = (check_part(), Index("ix_service_part_item_id", "item_id"))

	order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), primary_key=True)


class ServiceStepRow(Table):
	__tablename__ = "service_step"
	__personal__ = Impersonal("Who of the staff did what with an order.")
	__table_args__ = (Index("ix_service_step_order_id_id", "order_id", "id"),)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"))
	state: Mapped[str] = mapped_column(String(11))
	by: Mapped[str] = mapped_column(String(120))
	at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
