"""Machines of customers, and what their meters said."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
	BigInteger,
	CheckConstraint,
	Date,
	DateTime,
	ForeignKey,
	ForeignKeyConstraint,
	Identity,
	Index,
	Numeric,
	SmallInteger,
	String,
	func,
	text,
)
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import (
	BLANK,
	JOINS,
	NOTHING,
	STAFF,
	By,
	Impersonal,
	Personal,
)
from chasqui.kernel.texts.text import say
from customers.tables import Table


class EquipmentRow(Table):
	__tablename__ = "equipment"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		# What was repaired, with what, stays for the books. A serial leads to the owner by way of
		# the maker's or the vehicles' register, and a place to their home: they go.
		erase={
			"serial": BLANK, "serial_key": BLANK, "place": BLANK, "canton": NOTHING, "note": BLANK,
		},
		merge=JOINS,
		disclose=say("Equipos"),
		keeps={
			"brand": "Names a maker.",
			"brand_key": "Names a maker.",
			"model": "Names what a maker sells.",
			"model_key": "Names what a maker sells.",
			"search_key": "Brand and model, to be found by.",
			"created_by": STAFF,
		},
	)  # fmt: skip
	__table_args__ = (
		ForeignKeyConstraint(["sale_id", "sale_place"], ["sale_line.sale_id", "sale_line.place"]),
		CheckConstraint("(sale_id IS NULL) = (sale_place IS NULL)", name="sold_by_one_line"),
		CheckConstraint("is_ours OR sale_id IS NULL", name="sold_is_ours"),
		CheckConstraint("(meter_total IS NULL) = (meter_on IS NULL)", name="read_on_a_day"),
		Index(
			"uq_equipment_brand_key_serial_key",
			"brand_key",
			"serial_key",
			unique=True,
			postgresql_where=text("serial_key <> ''"),
		),
		Index("ix_equipment_customer_id", "customer_id"),
		Index("ix_equipment_serial_key", "serial_key"),
		Index("ix_equipment_type_id_id", "type_id", "id"),
		Index("ix_equipment_brand_id", "brand", "id"),
		CheckConstraint("plan_every > 0", name="some_use"),
		CheckConstraint("plan_months > 0", name="some_months"),
		Index(
			"ix_equipment_due_on_id", "due_on", "id", postgresql_where=text("due_on IS NOT NULL")
		),
		Index("ix_equipment_brand_key_model_key", "brand_key", "model_key"),
		Index("ix_equipment_sale_id", "sale_id", postgresql_where=text("sale_id > 0")),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
	type_id: Mapped[int] = mapped_column(ForeignKey("item_type.id"))
	brand: Mapped[str] = mapped_column(String(60))
	brand_key: Mapped[str] = mapped_column(String(60, collation="C"))
	"""Letters and digits alone, in capitals, so that however it is typed it is the same brand."""
	model: Mapped[str] = mapped_column(String(80))
	model_key: Mapped[str] = mapped_column(String(80, collation="C"))
	serial: Mapped[str] = mapped_column(String(60))
	serial_key: Mapped[str] = mapped_column(String(60, collation="C"))
	"""As the key of the brand; empty where nobody knows the serial."""
	search_key: Mapped[str] = mapped_column(String(200, collation="C"))
	year: Mapped[int | None] = mapped_column(SmallInteger)
	meter: Mapped[str] = mapped_column(String(5))
	meter_total: Mapped[Decimal | None] = mapped_column(Numeric(9, 1))
	"""Of its last reading: what it has run, whichever meters counted it."""
	meter_on: Mapped[date | None] = mapped_column(Date)
	is_ours: Mapped[bool]
	"""We sold it, be it before there were sales here."""
	sale_id: Mapped[int | None] = mapped_column(BigInteger)
	sale_place: Mapped[int | None]
	state: Mapped[str] = mapped_column(String(10))
	province: Mapped[str | None] = mapped_column(String(5))
	canton: Mapped[str | None] = mapped_column(String(4))
	place: Mapped[str] = mapped_column(String(120))
	note: Mapped[str] = mapped_column(String(500))
	plan_every: Mapped[Decimal | None] = mapped_column(Numeric(9, 1))
	"""Its own plan, in hours or kilometres; without this and months that of its model holds."""
	plan_months: Mapped[int | None] = mapped_column(SmallInteger)
	plan_anchor: Mapped[str] = mapped_column(String(10), server_default="completion")
	served_on: Mapped[date | None] = mapped_column(Date)
	served_at: Mapped[Decimal | None] = mapped_column(Numeric(9, 1))
	"""The last service: when, and what it had run then."""
	base_on: Mapped[date] = mapped_column(Date)
	base_meter: Mapped[Decimal | None] = mapped_column(Numeric(9, 1))
	"""From what the next service is reckoned."""
	pace: Mapped[Decimal | None] = mapped_column(Numeric(8, 3))
	"""What it runs on a day, by the readings of the last half year."""
	due_on: Mapped[date | None] = mapped_column(Date)
	due_meter: Mapped[Decimal | None] = mapped_column(Numeric(9, 1))
	due_is_estimate: Mapped[bool] = mapped_column(server_default="false")
	"""When the next service is due, kept so that the list of reminders is read off an index."""
	created_by: Mapped[str] = mapped_column(String(120))
	created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class EquipmentReadingRow(Table):
	"""Append-only, which a trigger sees to: a mistake is voided, once, and stays written."""

	__tablename__ = "equipment_reading"
	__personal__ = Impersonal("What a meter said; whose machine it is stands in the equipment.")
	__table_args__ = (
		CheckConstraint("value >= 0", name="value_not_negative"),
		CheckConstraint("total = value + before", name="total_adds_up"),
		Index("ix_equipment_reading_equipment_id_id", "equipment_id", "id"),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	equipment_id: Mapped[int] = mapped_column(ForeignKey("equipment.id"))
	read_on: Mapped[date] = mapped_column(Date)
	value: Mapped[Decimal] = mapped_column(Numeric(9, 1))
	before: Mapped[Decimal] = mapped_column(Numeric(9, 1))
	"""What the meters before this one counted, less what this one showed when it was put in."""
	total: Mapped[Decimal] = mapped_column(Numeric(9, 1))
	is_new_meter: Mapped[bool]
	voided_by: Mapped[str | None] = mapped_column(String(120))
	read_by: Mapped[str] = mapped_column(String(120))
	read_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
