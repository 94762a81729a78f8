"""Prices with the days on which they hold; none is ever overwritten (C9)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
	BigInteger,
	CheckConstraint,
	Date,
	DateTime,
	ForeignKey,
	Identity,
	Numeric,
	String,
	func,
	text,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from customers.tables import Table


class ItemPriceRow(Table):
	__tablename__ = "item_price"
	__personal__ = Impersonal("What the company asks for what it sells.")
	__table_args__ = (
		CheckConstraint("amount >= 0", name="amount_not_negative"),
		# A range of one number stands for «the same item», for which gist has no operator without
		# an extension: PostgreSQL manual, 8.17.10, «Constraints on Ranges».
		ExcludeConstraint(
			(text("int8range(item_id, item_id, '[]')"), "&&"),
			(text("daterange(valid_from, valid_until)"), "&&"),
			name="ex_item_price_overlap",
			using="gist",
		),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	item_id: Mapped[int] = mapped_column(ForeignKey("item.id", ondelete="CASCADE"), index=True)
	amount: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	valid_from: Mapped[date] = mapped_column(Date)
	valid_until: Mapped[date | None] = mapped_column(Date)
	"""Not included; none as long as no other price follows."""
	set_by: Mapped[str] = mapped_column(String(120))
	set_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
