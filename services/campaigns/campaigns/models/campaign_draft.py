"""What somebody of the staff is typing in the campaign wizard."""

from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Table
from chasqui.kernel.personal.declarations import (
	CUT,
	By,
	MergeRule,
	Personal,
	Undisclosed,
)


class CampaignDraftRow(Table):
	__tablename__ = "campaign_draft"
	__personal__ = Personal(
		refers={"document": By.WORDS},
		erase={"document": CUT},
		merge=MergeRule("It asks by what the records say at its time."),
		disclose=Undisclosed("It is a question of the staff, not something known of the person."),
	)
	__table_args__ = (Index("ix_campaign_draft_updated_at", "updated_at"),)

	staff_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"), primary_key=True)
	id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
	"""Chosen by who writes: each window of the wizard has its own."""
	document: Mapped[dict[str, Any]] = mapped_column(JSONB)
	"""A `DraftFields`: texts as they were typed."""
	saved_as: Mapped[int | None] = mapped_column(BigInteger)
	"""The campaign that it became: whoever sends it again is led there."""
	version: Mapped[int] = mapped_column(default=1)
	updated_at: Mapped[CreatedAt]
