"""One person of a review. The number stands in clear only until it has been asked."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import Instant, Table
from chasqui.kernel.data.kept_text import KeptText
from chasqui.kernel.personal.declarations import CUT, NOTHING, STAYS, By, Personal
from chasqui.kernel.texts.text import Text as Message
from chasqui.kernel.texts.text import say


class RiskReviewItemRow(Table):
	__tablename__ = "risk_review_item"
	__personal__ = Personal(
		# A row of a file holds no number of a customer: its key finds it.
		refers={
			"customer_id": By.ID,
			"subject_key": By.DIGEST,
			"id_number": By.SURE,
			"error": By.SURE,
		},
		erase={
			"id_type": NOTHING,
			"id_number": NOTHING,
			"masked_id": "'****'",
			"subject_key": NOTHING,
			"level": "'UNKNOWN'",
			"score": NOTHING,
			"as_of": NOTHING,
			"source": NOTHING,
			"warning": NOTHING,
			"error": CUT,
		},
		merge=STAYS,
		disclose=say("Revisiones de riesgo"),
	)
	__table_args__ = (
		Index(
			"ix_risk_review_item_customer_id_asked_at",
			"customer_id",
			"asked_at",
			postgresql_where=text("customer_id IS NOT NULL"),
		),
		Index("ix_risk_review_item_subject_key", "subject_key"),
	)

	review_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("risk_review.id", ondelete="CASCADE"), primary_key=True
	)
	line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
	"""Of the file, its header being 1; or the place in the assignment list."""
	customer_id: Mapped[int | None] = mapped_column(BigInteger)
	id_type: Mapped[str | None] = mapped_column(String(10))
	id_number: Mapped[str | None] = mapped_column(String(20))
	"""Emptied with the answer: from then on there are mask and key."""
	masked_id: Mapped[str] = mapped_column(String(20), default="****", server_default="****")
	subject_key: Mapped[str | None] = mapped_column(String(64))
	status: Mapped[str | None] = mapped_column(String(20))
	level: Mapped[str] = mapped_column(String(10), default="UNKNOWN", server_default="UNKNOWN")
	score: Mapped[int | None]
	as_of: Mapped[date | None]
	source: Mapped[str | None] = mapped_column(String(60))
	warning: Mapped[str | None] = mapped_column(String(30))
	error: Mapped[Message | None] = mapped_column(KeptText)
	asked_at: Mapped[Instant | None]
