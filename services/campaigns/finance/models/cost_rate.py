"""What activity costs from a day on."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Date, Index, Numeric, String, text
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Key, Table
from chasqui.kernel.personal.declarations import Impersonal


class CostRateRow(Table):
	"""It holds until the next of its kind begins, so that two never cross.

	One that is taken back stays, for what was once counted with it.
	"""

	__tablename__ = "cost_rate"
	__personal__ = Impersonal("What the company pays for its activity.")
	__table_args__ = (
		CheckConstraint("amount >= 0", name="amount"),
		Index(
			"uq_cost_rate_kind_valid_from",
			"kind",
			"valid_from",
			unique=True,
			postgresql_where=text("withdrawn_at IS NULL"),
		),
	)

	id: Mapped[Key]
	kind: Mapped[str] = mapped_column(String(10))
	amount: Mapped[Decimal] = mapped_column(Numeric(12, 4))
	valid_from: Mapped[date] = mapped_column(Date)
	set_by: Mapped[str] = mapped_column(String(120))
	set_at: Mapped[CreatedAt]
	withdrawn_by: Mapped[str | None] = mapped_column(String(120))
	withdrawn_at: Mapped[Instant | None]
