"""Pairs of records that may be one person, and what was decided about them."""

from datetime import datetime

from sqlalchemy import (
	BigInteger,
	DateTime,
	ForeignKey,
	Identity,
	Index,
	SmallInteger,
	String,
	UniqueConstraint,
	func,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import STAFF, WORD, By, Delete, MergeRule, Personal
from chasqui.kernel.texts.text import say
from customers.tables import Table


class DuplicatePairRow(Table):
	"""`left_id` is the smaller id. A pair that was dismissed is not found again."""

	__tablename__ = "duplicate_pair"
	__personal__ = Personal(
		refers={"left_id": By.ID, "right_id": By.ID},
		erase=Delete(),
		merge=MergeRule(
			"Open pairs of a merged record are in no list; a search meanwhile deletes them.",
			lasts=dict.fromkeys(
				("state", "decided_by", "decided_at"),
				"Who parts two records says that they are two persons.",
			),
		),
		disclose=say("Posibles duplicados"),
		keeps={"reasons": WORD, "decided_by": STAFF},
	)
	__table_args__ = (
		UniqueConstraint("left_id", "right_id"),
		Index("ix_duplicate_pair_state_score_id", "state", "score", "id"),
		Index("ix_duplicate_pair_right_id", "right_id"),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	left_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
	right_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
	reasons: Mapped[list[str]] = mapped_column(ARRAY(String(12)))
	score: Mapped[int] = mapped_column(SmallInteger)
	state: Mapped[str] = mapped_column(String(9), server_default="open")
	found_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
	decided_by: Mapped[str | None] = mapped_column(String(120))
	decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
