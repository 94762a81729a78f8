"""Quotes with their lines."""

from datetime import date, datetime

from sqlalchemy import (
	BigInteger,
	CheckConstraint,
	Date,
	DateTime,
	ForeignKey,
	Identity,
	Index,
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


class QuoteRow(DocumentMixin, Table):
	__tablename__ = "quote"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		# What was offered stays for the counts; the record that it points to says nothing of
		# anybody.
		erase={"note": BLANK, "reject_reason": BLANK},
		merge=JOINS,
		disclose=say("Cotizaciones"),
		keeps={
			"number": "Names the document.",
			"campaign_name": "Names a campaign.",
			"seller": STAFF,
			"seller_name": STAFF,
		},
	)
	__table_args__ = (
		Index("uq_quote_series_id_series_number", "series_id", "series_number", unique=True),
		UniqueConstraint("number"),
		CheckConstraint("total = net + tax", name="total_adds_up"),
		CheckConstraint("(number IS NULL) = (issued_on IS NULL)", name="numbered_when_issued"),
		CheckConstraint("(state = 'draft') = (issued_on IS NULL)", name="draft_until_issued"),
		CheckConstraint("valid_until >= issued_on", name="holds_some_time"),
		Index("ix_quote_customer_id", "customer_id"),
		Index("ix_quote_written_on_id", "written_on", "id"),
		Index("ix_quote_issued_on_id", "issued_on", "id"),
		Index("ix_quote_seller_written_on", "seller", "written_on", "id"),
		Index("ix_quote_series_number", "series_number"),
		Index(
			"ix_quote_valid_until_open", "valid_until", postgresql_where=text("state = 'issued'")
		),
	)

	written_on: Mapped[date] = mapped_column(Date)
	"""Whose prices the lines have."""
	issued_on: Mapped[date | None] = mapped_column(Date)
	valid_until: Mapped[date] = mapped_column(Date)
	"""The last day on which it may be accepted."""
	reject_reason: Mapped[str] = mapped_column(String(200), server_default="")


class QuoteLineRow(DocumentLineMixin, Table):
	__tablename__ = "quote_line"
	__personal__ = Impersonal("What was offered; to whom stands in the quote.")
	__table_args__ = (
		CheckConstraint("quantity > 0", name="something_offered"),
		CheckConstraint("total = net + tax", name="total_adds_up"),
		Index("ix_quote_line_item_id_quote_id", "item_id", "quote_id"),
	)

	quote_id: Mapped[int] = mapped_column(
		ForeignKey("quote.id", ondelete="CASCADE"), primary_key=True
	)


class QuoteStepRow(Table):
	"""What was done with a quote: who wrote, issued or rejected it, and when."""

	__tablename__ = "quote_step"
	__personal__ = Impersonal("Who of the staff did what with a document.")
	__table_args__ = (Index("ix_quote_step_quote_id_id", "quote_id", "id"),)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	quote_id: Mapped[int] = mapped_column(ForeignKey("quote.id", ondelete="CASCADE"))
	state: Mapped[str] = mapped_column(String(8))
	by: Mapped[str] = mapped_column(String(120))
	at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class QuoteMailRow(Table):
	"""That a quote was mailed to its customer."""

	__tablename__ = "quote_mail"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase={"sent_to": BLANK},
		merge=JOINS,
		disclose=say("Cotizaciones que se le enviaron"),
		keeps={"by": STAFF},
	)
	__table_args__ = (
		Index("ix_quote_mail_quote_id_id", "quote_id", "id"),
		Index("ix_quote_mail_customer_id", "customer_id"),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	quote_id: Mapped[int] = mapped_column(ForeignKey("quote.id", ondelete="CASCADE"))
	customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
	sent_to: Mapped[str] = mapped_column(String(254))
	"""Masked."""
	by: Mapped[str] = mapped_column(String(120))
	at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
