"""Rates of value-added tax, each from a day on; none is ever overwritten."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
	BigInteger,
	CheckConstraint,
	Date,
	DateTime,
	Identity,
	Numeric,
	String,
	UniqueConstraint,
	func,
)
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from customers.tables import Table


class VatRateRow(Table):
	__tablename__ = "vat_rate"
	__personal__ = Impersonal("What the law asks of what is sold.")
	__table_args__ = (
		UniqueConstraint("vat_class", "valid_from"),
		CheckConstraint("percent BETWEEN 0 AND 100", name="percent_of_whole"),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	vat_class: Mapped[str] = mapped_column(String(7))
	valid_from: Mapped[date] = mapped_column(Date)
	percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))
	set_by: Mapped[str] = mapped_column(String(120))
	set_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
