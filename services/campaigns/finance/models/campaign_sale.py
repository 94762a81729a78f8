"""Sales that a campaign brought, as customers has them."""

from decimal import Decimal

from sqlalchemy import BigInteger, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import Table
from chasqui.kernel.personal.declarations import Impersonal


class CampaignSaleRow(Table):
	__tablename__ = "campaign_sale"
	__personal__ = Impersonal("How much a sale came to; to whom stands in customers.")
	__table_args__ = (Index("ix_campaign_sale_campaign_id", "campaign_id"),)

	sale_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
	campaign_id: Mapped[int] = mapped_column(BigInteger)
	"""Whoever noted the sale named it: it may be none of ours."""
	net: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	"""What is left of it: nothing once it was voided or is all back."""
