"""What came back of a sale, each time with a credit note."""

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
	String,
	UniqueConstraint,
	func,
)
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from customers.tables import Table


class SaleReturnRow(Table):
	__tablename__ = "sale_return"
	__personal__ = Impersonal("What came back; from whom stands in the sale.")
	__table_args__ = (
		UniqueConstraint("series_id", "series_number"),
		CheckConstraint("total = net + tax", name="total_adds_up"),
		Index("ix_sale_return_sale_id", "sale_id"),
		Index("ix_sale_return_returned_on", "returned_on"),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	sale_id: Mapped[int] = mapped_column(ForeignKey("sale.id"))
	series_id: Mapped[int] = mapped_column(ForeignKey("number_series.id"))
	series_number: Mapped[int]
	number: Mapped[str] = mapped_column(String(17))
	returned_on: Mapped[date] = mapped_column(Date)
	reason: Mapped[str] = mapped_column(String(8))
	restocks: Mapped[bool]
	net: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	tax: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	total: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	made_by: Mapped[str] = mapped_column(String(120))
	made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class SaleReturnLineRow(Table):
	__tablename__ = "sale_return_line"
	__personal__ = Impersonal("What came back; from whom stands in the sale.")
	__table_args__ = (
		ForeignKeyConstraint(["sale_id", "place"], ["sale_line.sale_id", "sale_line.place"]),
		CheckConstraint("quantity > 0", name="something_returned"),
		Index("ix_sale_return_line_sale_id_place", "sale_id", "place"),
	)

	return_id: Mapped[int] = mapped_column(
		ForeignKey("sale_return.id", ondelete="CASCADE"), primary_key=True
	)
	place: Mapped[int] = mapped_column(primary_key=True)
	sale_id: Mapped[int] = mapped_column(BigInteger)
	quantity: Mapped[Decimal] = mapped_column(Numeric(12, 2))
	net: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	tax: Mapped[Decimal] = mapped_column(Numeric(14, 2))
