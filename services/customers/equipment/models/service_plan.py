"""Every how many hours or months the machines of a model are serviced."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import (
	BigInteger,
	CheckConstraint,
	DateTime,
	Identity,
	Numeric,
	SmallInteger,
	String,
	UniqueConstraint,
	func,
)
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from customers.tables import Table


class ServicePlanRow(Table):
	__tablename__ = "service_plan"
	__personal__ = Impersonal("What the maker of a model asks for.")
	__table_args__ = (
		UniqueConstraint("brand_key", "model_key"),
		CheckConstraint("every > 0", name="some_use"),
		CheckConstraint("months > 0", name="some_months"),
		CheckConstraint("every IS NOT NULL OR months IS NOT NULL", name="comes_due"),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	brand: Mapped[str] = mapped_column(String(60))
	brand_key: Mapped[str] = mapped_column(String(60, collation="C"))
	model: Mapped[str] = mapped_column(String(80))
	model_key: Mapped[str] = mapped_column(String(80, collation="C"))
	meter: Mapped[str] = mapped_column(String(5))
	"""Of which kind of meter `every` is."""
	every: Mapped[Decimal | None] = mapped_column(Numeric(9, 1))
	months: Mapped[int | None] = mapped_column(SmallInteger)
	anchor: Mapped[str] = mapped_column(String(10))
	set_by: Mapped[str] = mapped_column(String(120))
	set_at: Mapped[datetime] = mapped_column(
		DateTime(timezone=True), server_default=func.now(), onupdate=func.now()
	)
