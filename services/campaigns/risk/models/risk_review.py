"""A review of many people's risk: its state, who holds it, how far it is (K28)."""

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Key, Table
from chasqui.kernel.data.kept_text import KeptText
from chasqui.kernel.jobs.columns import JobMixin
from chasqui.kernel.personal.declarations import CUT, WORD, By, MergeRule, Personal, Undisclosed
from chasqui.kernel.texts.text import Text as Message


class RiskReviewRow(JobMixin, Table):
	__tablename__ = "risk_review"
	__personal__ = Personal(
		refers={"file_name": By.WORDS, "error": By.WORDS},
		erase={"file_name": CUT, "error": CUT},
		merge=MergeRule("A file knows no records."),
		disclose=Undisclosed("It concerns many people; its rows are disclosed."),
		keeps={"purpose": WORD},
	)
	__table_args__ = (Index("ix_risk_review_campaign_id_id", "campaign_id", "id"),)

	id: Mapped[Key]
	kind: Mapped[str] = mapped_column(String(10))
	campaign_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("campaign.id"))
	assignment_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("assignment.id"))
	file_name: Mapped[str | None] = mapped_column(String(200))
	purpose: Mapped[str] = mapped_column(String(40))
	state: Mapped[str] = mapped_column(String(10), default="queued", server_default="queued")
	total: Mapped[int] = mapped_column(default=0, server_default="0")
	done: Mapped[int] = mapped_column(default=0, server_default="0")
	"""Moves in the transaction of the answers that it counts; rejected rows count too."""
	rejected: Mapped[int] = mapped_column(default=0, server_default="0")
	error: Mapped[Message | None] = mapped_column(KeptText)
	requested_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
	created_at: Mapped[CreatedAt]
	finished_at: Mapped[Instant | None]
