"""What people ask a worker to count of a campaign's audience."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant
from chasqui.kernel.data.kept_text import KeptText
from chasqui.kernel.texts.text import Text


class CountRequestMixin:
	"""One per campaign, counted anew when somebody asks."""

	campaign_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("campaign.id"), primary_key=True, autoincrement=False
	)
	state: Mapped[str] = mapped_column(String(10))
	error: Mapped[Text | None] = mapped_column(KeptText)
	"""Why it cannot be counted."""
	asked_by: Mapped[str] = mapped_column(String(120))
	asked_at: Mapped[CreatedAt]
	counted_at: Mapped[Instant | None]
	built_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
	"""When the audience was built that was counted."""
