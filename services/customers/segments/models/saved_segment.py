"""Segments under a name, and who was picked for those that were picked by hand."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, String, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import (
	CUT,
	STAFF,
	STAYS,
	By,
	Delete,
	Impersonal,
	MergeRule,
	Personal,
	Undisclosed,
)
from chasqui.kernel.texts.text import say
from customers.tables import Table

Instant = DateTime(timezone=True)


class SavedSegmentRow(Table):
	__tablename__ = "saved_segment"
	__personal__ = Personal(
		refers={"criteria": By.WORDS, "name": By.WORDS, "description": By.WORDS},
		# Two names that become one are still two segments.
		erase={"criteria": CUT, "name": CUT, "description": CUT, "name_key": "'#' || id"},
		merge=MergeRule("It asks by what the records say at its time."),
		disclose=Undisclosed("It is a question of the staff, not something known of the person."),
		keeps={"owner": STAFF, "owner_name": STAFF},
	)
	__table_args__ = (Index("uq_saved_segment_owner_name_key", "owner", "name_key", unique=True),)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	name: Mapped[str] = mapped_column(String(80))
	name_key: Mapped[str] = mapped_column(String(120))
	description: Mapped[str] = mapped_column(String(300), server_default="")
	is_shared: Mapped[bool] = mapped_column(server_default="false")
	owner: Mapped[str] = mapped_column(String(80))
	owner_name: Mapped[str] = mapped_column(String(120))
	kind: Mapped[str] = mapped_column(String(10))
	criteria: Mapped[dict[str, Any]] = mapped_column(JSONB)
	"""A `SegmentCriteria`; of one that was picked by hand, it asks for those who were."""
	customers: Mapped[int] = mapped_column(BigInteger, server_default="0")
	counted_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
	version: Mapped[int] = mapped_column(server_default="1")
	created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())


class SegmentUseRow(Table):
	"""A campaign that is for a segment and has not ended, as campaigns published it."""

	__tablename__ = "segment_use"
	__personal__ = Impersonal("Which campaign is for which segment.")
	__table_args__ = (Index("ix_segment_use_campaign_id", "campaign_id"),)

	segment_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
	campaign_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
	campaign_name: Mapped[str] = mapped_column(String(120))


class SegmentCustomerRow(Table):
	"""Who was picked: the record of then. Whoever it was merged into stands for it."""

	__tablename__ = "segment_customer"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=STAYS,
		disclose=say("Segmentos en que se le eligió"),
	)
	__table_args__ = (Index("ix_segment_customer_customer_id", "customer_id"),)

	segment_id: Mapped[int] = mapped_column(
		ForeignKey("saved_segment.id", ondelete="CASCADE"), primary_key=True
	)
	customer_id: Mapped[int] = mapped_column(
		ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True
	)
	picked_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
