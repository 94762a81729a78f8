"""Sales with their lines."""

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
	UniqueConstraint,
	func,
	text,
)
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import BLANK, JOINS, STAFF, By, Impersonal, Personal
from chasqui.kernel.texts.text import say
from customers.tables import Table

NOTHING = "0"


class SaleRow(Table):
	__tablename__ = "sale"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		# What was sold stays for the books; the record that it points to says nothing of anybody.
		erase={"note": BLANK, "void_reason": BLANK},
		merge=JOINS,
		disclose=say("Compras"),
		keeps={
			"number": "Names the document.",
			"access_key": "Names the document: day, company and number.",
			"campaign_name": "Names a campaign.",
			"seller": STAFF,
			"seller_name": STAFF,
		},
	)
	__table_args__ = (
		Index("uq_sale_series_id_series_number", "series_id", "series_number", unique=True),
		UniqueConstraint("number"),
		UniqueConstraint("access_key"),
		CheckConstraint("total = net + tax", name="total_adds_up"),
		CheckConstraint("returned_total = returned_net + returned_tax", name="returned_adds_up"),
		CheckConstraint(
			"returned_net BETWEEN 0 AND net AND returned_tax BETWEEN 0 AND tax",
			name="no_more_returned",
		),
		CheckConstraint("(number IS NULL) = (invoiced_on IS NULL)", name="numbered_when_invoiced"),
		Index("ix_sale_customer_id_ordered_on", "customer_id", "ordered_on"),
		Index("ix_sale_ordered_on_id", "ordered_on", "id"),
		Index("ix_sale_invoiced_on_id", "invoiced_on", "id"),
		Index("ix_sale_state_ordered_on", "state", "ordered_on", "id"),
		Index("ix_sale_seller_ordered_on", "seller", "ordered_on", "id"),
		Index("ix_sale_total_id", "total", "id"),
		Index("ix_sale_series_number", "series_number"),
		Index(
			"ix_sale_sold",
			"customer_id",
			postgresql_include=["invoiced_on", "net", "returned_net"],
			postgresql_where=text("state IN ('invoiced', 'paid', 'returned')"),
		),
		Index("ix_sale_import_id", "import_id", postgresql_where=text("import_id IS NOT NULL")),
		Index("ix_sale_history_number", "number", postgresql_where=text("import_id IS NOT NULL")),
		Index("ix_sale_campaign_id", "campaign_id", postgresql_where=text("campaign_id > 0")),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
	state: Mapped[str] = mapped_column(String(8), server_default="draft")
	channel: Mapped[str] = mapped_column(String(7))
	seller: Mapped[str] = mapped_column(String(80))
	"""``staff:3``: who wrote it down."""
	seller_name: Mapped[str] = mapped_column(String(120))
	campaign_id: Mapped[int | None] = mapped_column(BigInteger)
	campaign_name: Mapped[str] = mapped_column(String(120), server_default="")
	call_id: Mapped[int | None] = mapped_column(BigInteger)
	ordered_on: Mapped[date] = mapped_column(Date)
	invoiced_on: Mapped[date | None] = mapped_column(Date)
	paid_on: Mapped[date | None] = mapped_column(Date)
	series_id: Mapped[int | None] = mapped_column(ForeignKey("number_series.id"))
	series_number: Mapped[int | None]
	"""No series where the document comes from elsewhere."""
	number: Mapped[str | None] = mapped_column(String(40, collation="C"))
	"""``001-001-000000123``, as the document shows it; of another system, in whatever form.
	Collated by code points, so that those of a series are a range of the index."""
	access_key: Mapped[str | None] = mapped_column(String(49))
	net: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	tax: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	total: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	returned_net: Mapped[Decimal] = mapped_column(Numeric(14, 2), server_default=NOTHING)
	returned_tax: Mapped[Decimal] = mapped_column(Numeric(14, 2), server_default=NOTHING)
	returned_total: Mapped[Decimal] = mapped_column(Numeric(14, 2), server_default=NOTHING)
	units: Mapped[Decimal] = mapped_column(Numeric(12, 2))
	note: Mapped[str] = mapped_column(String(500), server_default="")
	void_reason: Mapped[str] = mapped_column(String(200), server_default="")
	import_id: Mapped[int | None] = mapped_column(BigInteger)
	"""The file that brought it, where it was sold before: it has moved no stock, opened no service
	in use and taken no number of a series."""


class SaleLineRow(Table):
	__tablename__ = "sale_line"
	__personal__ = Impersonal("What was sold; to whom stands in the sale.")
	__table_args__ = (
		CheckConstraint("quantity > 0", name="something_sold"),
		CheckConstraint("returned BETWEEN 0 AND quantity", name="no_more_returned"),
		CheckConstraint("total = net + tax", name="total_adds_up"),
		Index("ix_sale_line_item_id_sale_id", "item_id", "sale_id"),
		Index(
			"ix_sale_line_returned",
			"sale_id",
			postgresql_include=["returned"],
			postgresql_where=text("returned > 0"),
		),
	)

	sale_id: Mapped[int] = mapped_column(
		ForeignKey("sale.id", ondelete="CASCADE"), primary_key=True
	)
	place: Mapped[int] = mapped_column(primary_key=True)
	"""From 1 on."""
	item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
	name: Mapped[str] = mapped_column(String(120))
	reference: Mapped[str] = mapped_column(String(40, collation="C"))
	nature: Mapped[str] = mapped_column(String(7))
	"""Name, reference and nature as they were when it was sold."""
	quantity: Mapped[Decimal] = mapped_column(Numeric(12, 2))
	unit_price: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	discount: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	has_own_discount: Mapped[bool]
	"""Somebody gave it; else it is what the best promotion of the day takes off."""
	promotion: Mapped[str] = mapped_column(String(120), server_default="")
	vat_class: Mapped[str] = mapped_column(String(7))
	vat_percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))
	net: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	tax: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	total: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	returned: Mapped[Decimal] = mapped_column(Numeric(12, 2), server_default=NOTHING)
	returned_net: Mapped[Decimal] = mapped_column(Numeric(14, 2), server_default=NOTHING)
	returned_tax: Mapped[Decimal] = mapped_column(Numeric(14, 2), server_default=NOTHING)


class SaleStepRow(Table):
	"""What was done with a sale: who wrote, invoiced, cashed or voided it, and when."""

	__tablename__ = "sale_step"
	__personal__ = Impersonal("Who of the staff did what with a document.")
	__table_args__ = (Index("ix_sale_step_sale_id_id", "sale_id", "id"),)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	sale_id: Mapped[int] = mapped_column(ForeignKey("sale.id", ondelete="CASCADE"))
	state: Mapped[str] = mapped_column(String(8))
	by: Mapped[str] = mapped_column(String(120))
	at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
