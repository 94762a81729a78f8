"""Promotions, each with everything that it ever was."""

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
	Text,
	func,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from customers.tables import Table


class PromotionRow(Table):
	__tablename__ = "promotion"
	__personal__ = Impersonal("What the company offers for less.")

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	state: Mapped[str] = mapped_column(String(9), server_default="draft", index=True)
	revision: Mapped[int]
	"""The number of the terms that are in force: the latest."""
	name_key: Mapped[str] = mapped_column(String(480, collation="C"))
	"""The name of those without accents, for the search."""
	created_by: Mapped[str] = mapped_column(String(120))
	created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class PromotionTermsRow(Table):
	"""What a promotion says; a change is a new row, which a trigger sees to (C9)."""

	__tablename__ = "promotion_terms"
	__personal__ = Impersonal(
		"What the company offers for less; `for_kind` is a class of customer."
	)
	__table_args__ = (
		CheckConstraint("valid_until >= valid_from", name="ends_after_begin"),
		CheckConstraint("value >= 0", name="value_not_negative"),
		CheckConstraint("kind <> 'percent' OR value <= 100", name="percent_of_whole"),
	)

	promotion_id: Mapped[int] = mapped_column(ForeignKey("promotion.id"), primary_key=True)
	number: Mapped[int] = mapped_column(primary_key=True)
	"""From 1 on."""
	name: Mapped[str] = mapped_column(String(120))
	kind: Mapped[str] = mapped_column(String(7))
	value: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
	text: Mapped[str] = mapped_column(String(200), server_default="")
	conditions: Mapped[str] = mapped_column(Text, server_default="")
	valid_from: Mapped[date] = mapped_column(Date)
	valid_until: Mapped[date | None] = mapped_column(Date)
	"""Included; none as long as it is not ended."""
	item_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
	type_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
	for_kind: Mapped[str | None] = mapped_column(String(7))
	set_by: Mapped[str] = mapped_column(String(120))
	set_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
