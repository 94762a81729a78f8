"""What a campaign was expected to do before it ran, and whom it was not expected to reach."""

from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.campaigns.models.count_request import CountRequestMixin
from campaigns.tables import Instant, Key, Table
from chasqui.kernel.personal.declarations import (
	STAYS,
	By,
	Delete,
	Impersonal,
	Personal,
	Undisclosed,
)


class PreflightRow(CountRequestMixin, Table):
	"""One per campaign: counted anew until the campaign runs, and frozen then."""

	__tablename__ = "preflight"
	__personal__ = Impersonal("Counts of an audience.")

	totals: Mapped[dict[str, Any]] = mapped_column(JSONB)
	"""The counts of a `Preflight`, by the names of its fields."""
	approved_by: Mapped[str | None] = mapped_column(String(120))
	approved_at: Mapped[Instant | None]
	frozen_by: Mapped[str | None] = mapped_column(String(120))
	frozen_at: Mapped[Instant | None]


class SkippedMemberRow(Table):
	__tablename__ = "skipped_member"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=STAYS,
		disclose=Undisclosed("A forecast of whom a campaign would not reach: what it did is."),
	)
	__table_args__ = (UniqueConstraint("campaign_id", "channel", "customer_id"),)

	id: Mapped[Key]
	campaign_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("preflight.campaign_id", ondelete="CASCADE")
	)
	customer_id: Mapped[int] = mapped_column(BigInteger, index=True)
	channel: Mapped[str] = mapped_column(String(12))
	cause: Mapped[str] = mapped_column(String(20))
