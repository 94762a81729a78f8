"""What a campaign pays once."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Index, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Key, Table
from chasqui.kernel.personal.declarations import Impersonal


class FixedCostRow(Table):
	__tablename__ = "fixed_cost"
	__personal__ = Impersonal("What a campaign pays once.")
	__table_args__ = (
		CheckConstraint("amount > 0", name="amount"),
		Index("ix_fixed_cost_campaign_id_day", "campaign_id", "day"),
	)

	id: Mapped[Key]
	campaign_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("campaign.id"))
	name: Mapped[str] = mapped_column(String(120))
	amount: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	day: Mapped[date] = mapped_column(Date)
	"""From it on the money is spent; before, it is committed."""
	added_by: Mapped[str] = mapped_column(String(120))
	added_at: Mapped[CreatedAt]
