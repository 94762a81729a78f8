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
from customers.sales.models.document import DocumentLineMixin, DocumentMixin
from customers.tables import Table

NOTHING = "0"


class SaleRow(DocumentMixin, Table):
	__tablename__ = "sale"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		# What was sold stays for the books; the record that it points to says nothing of anybody.
		erase={"note": BLANK, "void_reason": BLANK},
		merge=JOINS,
		disclose=say("Compras"),
		keeps={
			"number": "Names the document.",
			"quote_number": "Names the document that it was made of.",
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
		Index("uq_sale_quote_id", "quote_id", unique=True),
		Index("ix_sale_campaign_id", "campaign_id", postgresql_where=text("campaign_id > 0")),
	)

	ordered_on: Mapped[date] = mapped_column(Date)
	invoiced_on: Mapped[date | None] = mapped_column(Date)
	paid_on: Mapped[date | None] = mapped_column(Date)
	quote_id: Mapped[int | None] = mapped_column(BigInteger)
	"""The quote that was accepted; its lines stay as they were quoted."""
	quote_number: Mapped[str] = mapped_column(String(17), server_default="")
	access_key: Mapped[str | None] = mapped_column(String(49))
	returned_net: Mapped[Decimal] = mapped_column(Numeric(14, 2), server_default=NOTHING)
	returned_tax: Mapped[Decimal] = mapped_column(Numeric(14, 2), server_default=NOTHING)
	returned_total: Mapped[Decimal] = mapped_column(Numeric(14, 2), server_default=NOTHING)
	void_reason: Mapped[str] = mapped_column(String(200), server_default="")
	import_id: Mapped[int | None] = mapped_column(BigInteger)
	"""The file that brought it, where it was sold before: it has moved no stock, opened no service
	in use and taken no number of a series."""


class SaleLineRow(DocumentLineMixin, Table):
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
