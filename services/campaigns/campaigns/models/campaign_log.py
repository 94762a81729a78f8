"""The log of a campaign: who did what to it, when and why. Append-only."""

from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Key, Table
from chasqui.kernel.personal.declarations import Impersonal


class CampaignLogRow(Table):
	__tablename__ = "campaign_log"
	__personal__ = Impersonal("What the staff did to a campaign: counts, never who is in it.")
	__table_args__ = (Index("ix_campaign_log_campaign_id_id", "campaign_id", "id"),)

	id: Mapped[Key]
	campaign_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("campaign.id"))
	kind: Mapped[str] = mapped_column(String(20))
	by: Mapped[str] = mapped_column(String(120))
	at: Mapped[CreatedAt]
	details: Mapped[dict[str, Any]] = mapped_column(JSONB)
	"""`LogDetails`, without what is absent."""
	event_id: Mapped[UUID | None] = mapped_column(unique=True)
	"""Of what a sibling published, so that a repeated event is one entry."""
