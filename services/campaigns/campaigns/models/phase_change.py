"""The history of a campaign's phases: who moved it, when and why. Append-only."""

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Key, Table
from chasqui.kernel.personal.declarations import Impersonal


class PhaseChangeRow(Table):
	__tablename__ = "phase_change"
	__personal__ = Impersonal("How a campaign moved, and why.")

	id: Mapped[Key]
	campaign_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("campaign.id"), index=True)
	previous: Mapped[str | None] = mapped_column(String(20))
	phase: Mapped[str] = mapped_column(String(20))
	reason: Mapped[str] = mapped_column(String(300), default="")
	moved_by: Mapped[str] = mapped_column(String(120))
	moved_at: Mapped[CreatedAt]
